"""Addresses of computers: IPv4, IPv6 and network cards."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from bot.privacy.spans import Span

FOUR = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
SIX = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
CARD = re.compile(r"(?<![\w:])(?:[0-9a-f]{2}[:\-]){5}[0-9a-f]{2}(?![\w:])", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """Spans of addresses that are valid; a clock time such as 10:30:15 is none."""
    for match in CARD.finditer(text):
        yield Span(*match.span(), "IP", 0.95)
    for pattern in (FOUR, SIX):
        for match in pattern.finditer(text):
            if _valid(match[0]):
                yield Span(*match.span(), "IP", 0.95)


def _valid(value: str) -> bool:
    """Whether the value is an address of more than five characters."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return len(value) > 5
