"""Telephone numbers, except those of helplines and agencies that anybody may ring."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.privacy.spans import Span

# Runs of 7 to 15 digits with the marks people put between them, also dotted and spaced one by one.
RUN = re.compile(r"(?<![\w@/])(?:\+|\(\+?)?\d(?:[\s.()\-\u2010-\u2015/]{0,3}\d){6,14}(?![\w@])")
UNIT = r"oh?|zero|nought|naught|one|two|three|four|five|six|seven|eight|nine"
TENS = (
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
WORDED = re.compile(
    rf"\b(?:(?:{UNIT}|{TENS}|double|triple|treble|then|\d{{1,6}})[\s,\-]+){{6,}}(?:{UNIT}|{TENS}|\d{{1,6}})\b",
    re.IGNORECASE,
)
# The letter O typed for a nought ("o7700 9oo 123").
LETTER_O = re.compile(r"(?<![\w@])[0o][1237o](?:[ .\-]?[\do]){8,9}(?![\w@])", re.IGNORECASE)
# A number without its area code counts only where it is called one.
LOCAL = re.compile(
    r"\b(?:landline|home (?:phone|number)|(?:ring|call|phone) (?:me|us|him|her|them) on"
    r"|tel|telephone)\W{0,3}(?:is\W{0,3})?"
    r"(\d{3}[ \-]?\d{3})(?![\w@\-]|[ \-]?\d)",
    re.IGNORECASE,
)
CUED = re.compile(
    r"(?:phone|mobile|mob|tel|telephone|number|no|ring|call|text|whatsapp|landline|ext)"
    r"\W{0,3}(?:is|on|at|me on|:)?\W{0,3}$",
    re.I,
)
DATE = re.compile(r"\d{1,2}[\s./\-]\d{1,2}[\s./\-](?:19|20)\d\d|(?:19|20)\d\d[\s./\-]\d{1,2}[\s./\-]\d{1,2}")
YEARS = re.compile(r"(?:19|20)\d\d\s?[-\u2013/]\s?(?:19|20)\d\d")


def find(text: str, keep: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Spans of private telephone numbers; ``keep`` holds the digits of public numbers, which are never found."""
    for match in RUN.finditer(text):
        start, end = match.span()
        for at, to in _without_public(text, start, end, keep):
            if _is_number(text, at, to):
                yield Span(at, to, "PHONE", 0.9)
    for match in WORDED.finditer(text):
        if len(re.findall(r"[a-z]{2,}|\bo\b", match[0], re.I)) < 2:
            continue
        yield Span(*match.span(), "PHONE", 0.8)
    for match in LETTER_O.finditer(text):
        plain = re.sub(r"[^\d]", "", match[0].lower().replace("o", "0"))
        if "o" in match[0].lower() and sum(c.isdigit() for c in match[0]) >= 5 and plain not in keep:
            yield Span(*match.span(), "PHONE", 0.8)
    for match in LOCAL.finditer(text):
        if match[1] not in keep:
            yield Span(*match.span(1), "PHONE", 0.8)


def digits(value: str) -> str:
    """The digits of a number in its national form: +44, 0044 and 44 become 0."""
    bare = re.sub(r"\D", "", value)
    if bare.startswith("0044"):
        bare = bare[4:]
    elif value.lstrip(" (").startswith("+44") or (bare.startswith("44") and len(bare) in (11, 12)):
        bare = bare[2:]
    else:
        return bare
    return "0" + bare.removeprefix("0")


def _without_public(text: str, start: int, end: int, keep: frozenset[str]) -> list[tuple[int, int]]:
    """The run without public numbers that stand in it ("0800 1111 07700 900123" holds one of each)."""
    if digits(text[start:end]) in keep:
        return []
    for number in sorted(keep, key=len, reverse=True):
        if len(number) < 7:
            continue
        pattern = r"[\s.()\-]{0,3}".join(number)
        found = re.search(rf"(?<!\d){pattern}(?!\d)", text[start:end])
        if found:
            first, last = start + found.start(), start + found.end()
            return [part for part in ((start, first), (last, end)) if part[1] - part[0] >= 7]
    return [(start, end)]


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether a run of digits is a telephone number and not a date, a span of years or a sum."""
    value = text[start:end].strip()
    bare = digits(value)
    if len(bare) < 7 or DATE.search(value) or YEARS.fullmatch(value):
        return False
    if bare.startswith("0") and len(bare) in (10, 11):
        return True
    if re.match(r"0[1237]", bare) and len(bare) in (9, 12):  # a figure too few or too many
        return True
    if value.startswith(("+", "00", "(+")):
        return _possible(value)
    if bare.startswith("7") and len(bare) == 10:  # a mobile number without its 0
        return True
    return bool(CUED.search(text[:start]))


def _possible(value: str) -> bool:
    """Whether the library can read the value as a number of some country."""
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(value, "GB")))
    except phonenumbers.NumberParseException:
        return False
