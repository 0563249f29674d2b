"""Vehicle registrations of the current, prefix and suffix kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

CURRENT = re.compile(r"(?<!\w)[A-HJ-PR-Y]{2}\d{2}\s?[A-HJ-PR-Z]{3}(?!\w)", re.IGNORECASE)
SPREAD = re.compile(r"(?<!\w)[A-HJ-PR-Y]{2}\s\d{2}\s[A-HJ-PR-Z]{3}(?!\w)")
PREFIX = re.compile(r"(?<!\w)[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-HJ-PR-Y]{3}(?!\w)")
SUFFIX = re.compile(r"(?<!\w)[A-HJ-PR-Y]{3}\s?\d{1,3}[A-HJ-NPR-TV-Y](?!\w)")
CUED = re.compile(
    r"\b(?:reg(?:istration)?|number\s?plate|plate|numberplate|partial|index|vrm|vrn)(?: number|"
    r" no)?\W{0,3}(?:is |was |of |:|=)?\s*"
    r"((?=[a-z ]{0,4}\d)(?:[a-z]{2}\s\d{2}\s[a-z]{3}|[a-z0-9]{2,4}\s?[a-z0-9]{2,4}))(?!\w)",
    re.IGNORECASE,
)
# A current plate in small letters can be words with a number between ("in 20 for"): a blank inside is then not enough.
NOT_PLATES = re.compile(r"(?:ks|yr|in|at|to|on|of|is|am|by|we|he|so|me|my|as|an|do|up|be)\d\d\s", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Spans of registrations."""
    for match in CURRENT.finditer(text):
        if not NOT_PLATES.match(match[0]):
            yield Span(*match.span(), "VEHICLE", 0.9)
    for pattern in (SPREAD, PREFIX, SUFFIX):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "VEHICLE", 0.6)
    for match in CUED.finditer(text):
        yield Span(*match.span(1), "VEHICLE", 0.8)
