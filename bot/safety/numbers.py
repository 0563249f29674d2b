"""Which runs of digits in an answer look like a UK telephone number, and whether the directory holds them.

Shapes follow the UK numbering plan: 0 and 7 to 10 more digits, 116 and three digits, or a short code after "ring".
"""

from __future__ import annotations

import re
from itertools import pairwise

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:19|20)\d\d")
_GROUP = re.compile(r"\d+")
_GAP = re.compile(r"[ \t().\-–]{0,3}")
_ABROAD = re.compile(r"(?:\+\s?|\b00)44[\s(.\-]*(?:0\)?)?[\s)]*(?=\d)")
_SHORT = re.compile(
    r"\b(?:ring|call|phone|dial|telephone)(?:ing)?\s+(?:(?:[a-z']+\s+){0,5}on\s+)?(\d{3,6})\b(?![ ,.]?\d|\s?%)"
    r"|\b(?:text|texting|sms)\s+(?:\W?\w+\W?\s+){0,4}?to\s+(\d{3,6})\b(?![ ,.]?\d)"
    r"|\b(116 ?\d{3})\b(?! ?\d)",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 7, 12  # digits of a full number, its leading 0 counted, with one to spare
_NATIONAL = 10  # digits of a number whose leading 0 was dropped


def all_known(text: str, digits: frozenset[str]) -> bool:
    """Whether every run of ``text`` that looks like a UK telephone number is in the directory (bare digits)."""
    text = _ABROAD.sub("0", text)
    short = ("".join(filter(None, match.groups())).replace(" ", "") for match in _SHORT.finditer(text))
    if not all(number in digits or _YEAR.fullmatch(number) for number in short):
        return False
    groups = list(_GROUP.finditer(text))
    while groups:
        known, used = _first_number(_neighbours(groups, text), digits)
        if not known:
            return False
        groups = groups[used:]
    return True


def _neighbours(groups: list[re.Match[str]], text: str) -> list[str]:
    """The first group of digits and those that stand right beside it: ``['0800', '1111']``."""
    run = [groups[0].group()]
    for left, right in pairwise(groups):
        if not _GAP.fullmatch(text[left.end():right.start()]) or len("".join(run)) >= _LONGEST:
            break
        run.append(right.group())
    return run


def _first_number(run: list[str], digits: frozenset[str]) -> tuple[bool, int]:
    """Whether the number that ``run`` begins with may be shown, and how many groups it takes up."""
    if _DATE.fullmatch(" ".join(run[:3])):
        return True, 3
    numbers = ["".join(run[:n]) for n in range(1, len(run) + 1)]
    for used, number in enumerate(numbers, start=1):
        if number in digits or (len(number) == _NATIONAL and f"0{number}" in digits):
            return True, used  # other figures may follow: "0800 1111 24 hours"
    if run[0].startswith("0"):
        return len(numbers[-1]) < _SHORTEST, 1
    without_zero = len(run[0]) in (4, 5, _NATIONAL) and not _YEAR.fullmatch(run[0])
    return not (without_zero and any(len(number) == _NATIONAL for number in numbers)), 1
