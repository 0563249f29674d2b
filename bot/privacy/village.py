"""Villages, estates, and schools and parks by their bare name: only the council area they lie in is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.phrases import Phrases
from bot.privacy.spans import Span

WITHIN = {
    "peterborough": "Peterborough", "cambridgeshire": "Cambridgeshire", "elsewhere": "",
    "peterborough_places": "Peterborough", "cambridgeshire_places": "Cambridgeshire",
}
SMALL = re.compile(r"\b(?:in|at|near|from|around|round|through|to|live|lives)\s+$", re.IGNORECASE)
BEHIND = re.compile(r"\[ADDRESS_\d+\],? (?:in )?$")
LED = re.compile(
    r"(?:\b(?:in|at|near|from|around|round|outside|via|through|between|village|past|towards?|"
    r"(?:mov(?:e|ed|ing)|drives?|drove|driven|going|goes|went) to)\s+"
    r"|\[ADDRESS_\d+\], )$", re.IGNORECASE,
)
ALONE = re.compile(r"^[\W_]*$")


class Villages:
    """Finds the villages of ``villages.yml``; those that are also words need a capital and a place for a place."""

    def __init__(self, lists: Lexicon) -> None:
        words = lists.villages["also_words"]
        self._plain = lists.villages["plain_words"]
        self._kept = lists.phrases()
        self._sure = [(w, Phrases(lists.villages[kind] - words)) for kind, w in WITHIN.items()]
        self._also = [(w, Phrases(lists.villages[kind] & words)) for kind, w in WITHIN.items()]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of villages, each with the council area it lies in."""
        kept = [match.span() for match in self._kept.finditer(text)]  # "Milton Keynes"
        for within, pattern in self._sure:
            for match in pattern.finditer(text):
                if not _inside(match, kept):
                    yield Span(*match.span(), "PLACE", 0.95, within)
        for within, pattern in self._also:
            for match in pattern.finditer(text):
                if self._a_place(text, match) and not _inside(match, kept):
                    yield Span(*match.span(), "PLACE", 0.9, within)

    def _a_place(self, text: str, match: re.Match[str]) -> bool:
        """Whether a word that is also a village is one here ("in Over", not "over there" or "Milton said")."""
        if ALONE.match(text[: match.start()]) and ALONE.match(text[match.end() :]):
            return True
        owns = text[match.end() : match.end() + 1] in ("'", "\u2019")
        if BEHIND.search(text, 0, match.start()):
            return not owns
        if match[0].islower():
            return not owns and match[0] not in self._plain and bool(SMALL.search(text, 0, match.start()))
        return match[0][0].isupper() and not owns and bool(LED.search(text, 0, match.start()))


def _inside(match: re.Match[str], kept: list[tuple[int, int]]) -> bool:
    """Whether a kept phrase covers the match and more."""
    return any(a <= match.start() and match.end() <= b and b - a > len(match[0]) for a, b in kept)


