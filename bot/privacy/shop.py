"""Shops of a chain, where they say which one: somebody works there, or a place stands beside ("the Spar in Sawtry")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.phrases import Phrases
from bot.privacy.spans import Span

WORKS = re.compile(
    r"\b(?:work|works|worked|working|job|jobs|shifts?|manager|supervisor|security|security guard|tills?|nights|days|"
    r"weekends|saturdays|sundays|cleaner|employed|delivers|drives|driver)"
    r"(?: (?:on|nights|days|part time|full time|weekends|evenings|saturdays|late|there))? (?:at|in|for|by|with|from)"
    r"(?: the| our| my)? $",
    re.IGNORECASE,
)
LED = re.compile(
    r"(?:\b(?:at|in|from|behind|outside|near|by|past|the|opposite|to|of|round|inside|into|through|our|local|beside|"
    r"is|corner)|,|^\W*|[.!?]) ?$",
    re.IGNORECASE,
)
# A place was found beside it in an earlier reading of the message.
PLACED = re.compile(
    r"(?:['\u2019]?s)?(?: (?:garage|petrol station|store|shop|supermarket|express|extra|local|metro|superstore|"
    r"car park|cafe))*,?(?: (?:on|in|at|by|near|off|opposite|next to|behind|down)(?: the)?)? \[(?:PLACE|ADDRESS)_\d"
)
AFTER_A_PLACE = re.compile(r"\[(?:PLACE|ADDRESS)_\d+\](?: \([A-Z]\w+\))? $")
PETROL = re.compile(
    r" (?:garage|petrol station|filling station|services|service station|forecourt)(?!\w)", re.IGNORECASE
)


class Shops:
    """Finds them with the ``chains`` at hand; a chain by its name alone is all over the country and stays."""

    def __init__(self, lists: Lexicon) -> None:
        self._chains = Phrases(lists.context["chains"])

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names of such shops."""
        for match in self._chains.finditer(text):
            start, end = match.span()
            placed = PLACED.match(text, end) and LED.search(text, 0, start)
            placed = placed or PETROL.match(text, end) or AFTER_A_PLACE.search(text, 0, start)
            if placed or WORKS.search(text, 0, start):
                yield Span(start, end, "PLACE", 0.6)
