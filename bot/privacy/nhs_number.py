"""NHS numbers: ten digits whose check digit fits (NHS data dictionary, modulus 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

TEN = re.compile(r"(?<![\d+])\d{3}[\s.\-]?\d{3}[\s.\-]?\d{4}(?!\d)")
CUE = re.compile(r"\bnhs\b[^.\n]{0,25}$|\bnhs\s?(?:no|number|num)\W*$", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Spans of NHS numbers; after "NHS number" a wrong check digit is a typing error."""
    for match in TEN.finditer(text):
        cued = bool(CUE.search(text[max(0, match.start() - 40) : match.start()]))
        if cued or valid(re.sub(r"\D", "", match[0])):
            yield Span(*match.span(), "NHS_NUMBER", 1.0 if cued else 0.95)


def valid(ten: str) -> bool:
    """Whether ten digits carry the right check digit."""
    if len(ten) != 10 or len(set(ten)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(ten, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(ten[9])
