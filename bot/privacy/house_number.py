"""Homes by a number and hardly a street: "the man at number seven", "house 27 on", "22 high st", "12 the green"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.address import COUNTED
from bot.privacy.spans import Span

FIGURE = r"(?:\d{1,4}[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
NEIGHBOUR = re.compile(
    r"\b(?:(?:man|woman|lady|people|bloke|guy|lad|boy|girl|family|couple|neighbours?|kids?|one|them|him|"
    r"her|lives?|living) (?:at|in|from)|^its|^it's|^from) "
    rf"(?P<home>(?:number|no\.?|num) ?{FIGURE})\b(?! (?:on|in) the| bus| one| year)",
    re.IGNORECASE,
)
# "the man at 98 keeps asking"
BARE = re.compile(
    r"\b(?:man|woman|lady|bloke|guy|neighbours?|family|couple|lad) at (?P<home>\d{1,3}[a-z]?)"
    r"(?=, (?:he|she|they|who|has|is)\b| (?:who|has|is|keeps|always|was|told|said)\b)",
    re.IGNORECASE,
)
PITCH = re.compile(
    r"\b(?:house|caravan|plot|pitch|bungalow|chalet|mobile home|cabin|berth) (?:no\.? ?|number )?"
    r"(?P<home>\d{1,3}[a-z]?)(?=\W*$|,| (?:on|at|in|off)\b)",
    re.IGNORECASE,
)
HIGH_STREET = re.compile(
    r"(?<![\w.:/\-])(?P<home>\d{1,4}[a-z]? (?:the )?(?:high|main|new|long|back|north|south|east|west|middle|school|"
    r"first|second|old|church|station|mill|bridge|market|chapel|green)"
    r" (?:st|street|road|rd|lane|ln|row|walk|close|drove|end|terrace|avenue|ave))(?!\w)",
    re.IGNORECASE,
)
THE_GREEN = re.compile(
    r"(?:^\W*|\b(?:at|live|lives|is) )(?P<home>\d{1,3}[a-z]? the (?:green|spinney|paddock|orchard|close|drove|street|"
    r"lane|avenue|meadows?|crescent|mews|square|row))(?=\W*$|,)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Spans of such homes."""
    for pattern in (NEIGHBOUR, BARE, PITCH, HIGH_STREET, THE_GREEN):
        for match in pattern.finditer(text):
            if not COUNTED.search(text, 0, match.start("home")):
                yield Span(*match.span("home"), "ADDRESS", 0.7)
