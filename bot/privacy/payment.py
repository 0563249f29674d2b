"""Payment cards (Luhn check), bank accounts with sort codes, and IBANs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

CARD = re.compile(r"(?<![\d+])\d(?:[ \-.]?\d){12,18}(?!\d)")
SORT_CODE = re.compile(
    r"\b(?:sort(?:\s?code)?|s/c)\W{0,3}(?:number\W*)?(?:is\W*)?(\d{2}[\s\-]?\d{2}[\s\-]?\d{2})(?!\d)",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"\b(?:account|acc|a/c|bank)\s?(?:number|no|num)?\W{0,3}(?:is\W*)?(\d{2}(?:[ \-]?\d){4,8})(?!\d)", re.IGNORECASE
)
# Three pairs that can be no date, or that stand in a message about money.
PAIRS = re.compile(r"(?<![\d\-])(\d\d)-(\d\d)-(\d\d)(?![\d\-])")
MONEY = re.compile(r"\b(?:bank|account|acc|sort|transfer|paid|pay|money)\b", re.IGNORECASE)
# Sixteen figures that are called a card may hold a slip; the last four alone are told as often.
CALLED_CARD = re.compile(
    r"\bcard\W{0,3}(?:number|no|num)?\W{0,3}(?:is\W*)?(\d{4}(?:[ \-.]?\d{4}){3})(?!\d)"
    r"|\bcard(?: number)? (?:ending|ends|ended)(?: in| with)?\W{0,3}(\d{4})(?!\d)",
    re.IGNORECASE,
)
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")


def find(text: str) -> Iterator[Span]:
    """Spans of cards and accounts."""
    for match in CARD.finditer(text):
        if luhn(re.sub(r"\D", "", match[0])):
            yield Span(*match.span(), "CARD", 0.95)
    for match in CALLED_CARD.finditer(text):
        yield Span(*match.span(match.lastindex or 1), "CARD", 0.9)
    money = bool(MONEY.search(text))
    for match in PAIRS.finditer(text):
        if money or int(match[1]) > 31 or int(match[2]) > 12:
            yield Span(*match.span(), "ACCOUNT", 0.7)
    for pattern in (SORT_CODE, ACCOUNT):
        for match in pattern.finditer(text):
            yield Span(*match.span(1), "ACCOUNT", 0.9)
    for match in IBAN.finditer(text):
        yield Span(*match.span(), "ACCOUNT", 0.9)


def luhn(digits: str) -> bool:
    """Whether 13 to 19 digits pass the check that card numbers carry."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (int(d) * 2 if place % 2 else int(d) for place, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
