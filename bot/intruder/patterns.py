"""Identifiers by shape: plain patterns, wider than the scrubber's and written without looking at them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.intruder.finding import Finding

_DIGIT = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_STREET = r"(?:road|rd|street|st|close|way|lane|avenue|ave|drive|crescent|gardens|grove|court|terrace|place|walk|row)"
SHAPES = {
    "email": r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.|\sdot\s)[a-z]{2,}",
    "spoken_email": r"\b[\w.]+ at (?:gmail|hotmail|outlook|yahoo|icloud|live)\b",
    "postcode": r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b",
    "web_address": r"\b(?:https?://|www\.)\S+|\b[a-z0-9-]+\.(?:com|co\.uk|org|net|io|tv|me|gg)\b",
    "handle": r"(?<![\w.])@[a-z0-9_.]{3,}",
    "ni_number": r"\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b",
    "long_number": r"(?<![\w-])\+?(?:\d[ .()-]{0,2}){6,}\d(?!\w)",
    "spoken_number": rf"\b(?:{_DIGIT}[ ,-]+){{5,}}{_DIGIT}\b",
    "numeric_date": r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b",
    "address": rf"\b\d{{1,4}}[a-c]?,? (?:[a-z']+ ){{1,2}}{_STREET}\b",
    "ip_address": r"\b(?:\d{1,3}\.){3}\d{1,3}\b",
    "vehicle": r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b",
}
COMPILED = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in SHAPES.items()}


def find(row: str, text: str, public: frozenset[str]) -> Iterator[Finding]:
    """Every identifier by shape; ``public`` are numbers that anybody may ring, as bare digits."""
    for kind, shape in COMPILED.items():
        for match in shape.finditer(text):
            if not _public(match.group(), public):
                yield Finding(row, kind, match.start(), match.end(), True, match.group())
    for number in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.VALID):
        if not _public(number.raw_string, public):
            yield Finding(row, "phone", number.start, number.end, True, number.raw_string)


def _public(words: str, public: frozenset[str]) -> bool:
    digits = re.sub(r"\D", "", words)
    return bool(digits) and (digits in public or "0" + digits.removeprefix("44") in public)
