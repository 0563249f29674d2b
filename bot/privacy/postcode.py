"""UK postcodes, whole in any case and spacing, and the outward half where the words say it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

OUTWARD = r"(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]?|[A-PR-UWYZ]\d[A-HJKPSTUW]?|GIR)"
INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
WHOLE = re.compile(rf"(?<!\w){OUTWARD}(?:[ \t]{{0,2}}|[.\-])(?:{INWARD})(?!\w)", re.IGNORECASE)
# As people space it out, for the areas round here only: "in 12 2nd" must not be one.
SPACED = re.compile(
    r"(?<!\w)(?:PE|CB|SG|NN|IP|NR|MK|LU)\s?\d{1,2}\s{0,2}\d\s?[ABD-HJLNP-UW-Z]\s?[ABD-HJLNP-UW-Z](?!\w)", re.IGNORECASE
)
# Letter by letter ("p e 2 9 8 x b").
SPELT = re.compile(
    r"(?<!\w)(?:p[ .]e|c[ .]b|s[ .]g|n[ .]n|i[ .]p|n[ .]r|m[ .]k|l[ .]u)(?:[ .]{1,2}\d){2,3}"
    r"(?:[ .]{1,2}[abd-hjlnp-uw-z]){2}(?!\w)",
    re.IGNORECASE,
)
# The outward half names a whole town or a third of a city, and the right office depends on it: it stays,
# unless it is offered as the postcode. With one more figure it names a few thousand homes, and goes.
HALF = re.compile(rf"\bpost\s?code(?:'s|s)?(?: is| of|:)?\s+({OUTWARD})(?!\w)", re.IGNORECASE)
SECTOR = re.compile(r"(?<!\w)(?:PE|CB|SG)\d{1,2}\s\d(?!\w)", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Spans of postcodes."""
    for match in WHOLE.finditer(text):
        yield Span(*match.span(), "POSTCODE", 0.95)
    for match in (*SPACED.finditer(text), *SPELT.finditer(text)):
        yield Span(*match.span(), "POSTCODE", 0.9)
    for match in HALF.finditer(text):
        yield Span(*match.span(1), "POSTCODE", 0.7)
    for match in SECTOR.finditer(text):
        yield Span(*match.span(), "POSTCODE", 0.7)
