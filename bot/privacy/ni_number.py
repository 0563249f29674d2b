"""National Insurance numbers: two letters, six digits, A to D (also letters that are never issued)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

NUMBER = re.compile(
    r"(?<!\w)[A-Z]{2}"
    r"[\s.\-]?\d{2}[\s.\-]?\d{2}[\s.\-]?\d{2}[\s.\-]?[A-D](?!\w)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Spans of National Insurance numbers."""
    for match in NUMBER.finditer(text):
        yield Span(*match.span(), "NI_NUMBER", 0.95)
