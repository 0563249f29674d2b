"""E-mail addresses, also written out ("name at mail dot com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

# Each begins where such characters begin: else a long run of them is read again from every place in it.
PLAIN = re.compile(r"(?<![\w.+%'\-])[\w.+%'\-]+@[\w\-]+(?:\.[a-z]{2,})+\b", re.IGNORECASE)
SPACED = re.compile(
    r"(?<![\w.+%\-])[\w.+%\-]+[ \t]?@[ \t]?[\w\-]+[ \t]?\.[ \t]?"
    r"(?:com|net|org|co\.uk|org\.uk|gov\.uk|nhs\.net|uk|me)\b",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?<![\w.+%\-])[\w.+%\-]+@(?:gmail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|proton)\b", re.IGNORECASE
)
# "at" alone stands before any page ("look at gov.uk"): it needs a mail service, a spoken dot or brackets.
LOCAL = r"(?:[\w.+\-]+\s+dot\s+)?[\w.+\-]+"
ENDING = r"(?:com|co\s?(?:\.|dot)\s?uk|co\.uk|org(?:\.uk)?|net|uk|ac\.uk|me|info|live|eu)"
SPOKEN = re.compile(
    rf"(?<![\w.+\-]){LOCAL}\s*(?:\(at\)|\[at\]|\{{at\}})\s*[\w\-]{{2,}}\s*(?:\.|\(dot\)|\[dot\]|\sdot\s)\s*{ENDING}\b"
    rf"|(?<![\w.+\-]){LOCAL}\s+at\s+[\w\-]{{2,}}\s+dot\s+{ENDING}\b"
    rf"|(?<![\w.+\-]){LOCAL}\s+at\s+(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|"
    rf"protonmail)(?:\s?\.\s?{ENDING})?\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Spans of e-mail addresses."""
    for pattern, score in ((PLAIN, 1.0), (SPACED, 0.8), (BARE, 0.9), (SPOKEN, 0.8)):
        for match in pattern.finditer(text) if "@" in text or pattern is SPOKEN else ():
            yield Span(*match.span(), "EMAIL", score)
