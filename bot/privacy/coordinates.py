"""Places as figures or as three words: map coordinates, and the addresses of what3words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

PAIR = re.compile(
    r"(?<![\d.])-?\d{1,2}\.\d{3,}\s?\u00b0?\s?[NS]?\s?[,\s]\s?-?\d{1,3}\.\d{3,}(?:\s?\u00b0?\s?[EW])"
    r"?(?![\d.])", re.IGNORECASE
)
THREE_WORDS = re.compile(r"///[a-z]+\.[a-z]+\.[a-z]+", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Spans of exact positions."""
    for pattern in (PAIR, THREE_WORDS):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "PLACE", 0.95)
