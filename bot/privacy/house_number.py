"""Homes by a number and hardly a street: "the man at number seven", "house 27 on", "22 high st", "12 the green"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.address import COUNTED
from bot.privacy.lexicon import Lexicon
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
    r"(?=, (?:he|she|they|who|has|is)\b| (?:who|has|is|keeps|always|was|told|said)\b)"
    r"|\b(?:lives?|living|live) at (?:no |num )?(?P<number>\d{1,3}[a-z]?)(?=\W*$|[,.?!]| (?:and|but|with|who|has|is|"
    r"next)\b)",
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
    r"(?:^\W*|\b(?:at|live|lives|is|its|to|house),? )(?P<home>\d{1,3}[a-z]? the (?:green|spinney|paddocks?|orchard|"
    r"close|drove|street|"
    r"lane|avenue|meadows?|crescent|mews|square|row|maltings|ridings|limes|elms|firs|poplars|willows|oaks|beeches|"
    r"croft|"
    r"glebe|chase|grove|brambles|leas|lawns?|warren))(?=\W*$|,| (?:with|and|in|at|near|by|but|off)\b)",
    re.IGNORECASE,
)
# A number and what a street is called, without the word for a street ("im at 51 burmer", "its 19 foxglove, top bell").
CALLED = re.compile(
    r"(?:\b(?:(?:(?:lives?|living|lived|stay(?:s|ing)?|moved|house|home|address|flat|addy)(?: (?:is|at|to|in|"
    r"on|over|now))*)"
    r"(?: the)?)|(?:\b(?:at|its|it's|from|outside|behind|opposite)|^\W*)) ?"
    r"(?P<value>(?<![\w\u00a3])\d{1,4}[a-z]? (?P<one>[a-z][a-z'\-]{3,})(?: (?P<two>[a-z][a-z'\-]{3,}))?)(?!\w)",
    re.IGNORECASE,
)
# An answer that is a number, a word and a weak street word ("2 kings walk, sawtry").
ANSWER = re.compile(
    r"^\W*(?P<home>\d{1,4}[a-z]? [a-z'\u2019]{3,} (?:walk|end|row|way|hill|view|park|place|square|rise|bank|fen|"
    r"field|green))"
    r"(?=\W*$|,)",
    re.IGNORECASE,
)


class HouseNumbers:
    """Finds homes with the lists at hand: a street's name is a word that streets are called after, or no word."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._called = lists.context["place_words"] - lists.context["place_alone"]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such homes."""
        for pattern in (NEIGHBOUR, BARE, PITCH, HIGH_STREET, THE_GREEN, ANSWER):
            for match in pattern.finditer(text):
                name = match.lastgroup or "home"
                if not COUNTED.search(text, 0, match.start(name)):
                    yield Span(*match.span(name), "ADDRESS", 0.7)
        for match in CALLED.finditer(text):
            if self._a_street(match["one"].lower()):
                two = (match["two"] or "").lower()
                end = match.end("value") if two and self._a_street(two) else match.end("one")
                yield Span(match.start("value"), end, "ADDRESS", 0.6)

    def _a_street(self, word: str) -> bool:
        """Whether streets are called after a word, or it is no English and no slip of it."""
        lists = self._lists
        if lists.never(word) or word in lists.usual:
            return False
        return word in self._called or (len(word) > 4 and lists.strange(word) and not lists.slip(word))
