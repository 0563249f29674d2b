"""How plain a text is: Flesch and Kincaid's school grade, and what our readers can be asked to read."""

from __future__ import annotations

import re

HARDEST = {"parent": 12.0, "young_person": 8.0}  # school grade; the age is some five years more
SHORT = 7  # words; a shorter text has no grade worth the name


def sentences(text: str) -> list[str]:
    """Parts that end in a full stop, a question mark or a colon."""
    return [s for s in re.split(r"(?<=[.?:])\s+", text) if re.search(r"[A-Za-z]", s)]


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted; close enough for an average."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$", "", word)))
    return max(1, groups)


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def too_hard(text: str, reader: str) -> float | None:
    """The grade of a text that is too hard for this reader, else None."""
    found = grade(text)
    return found if reader in HARDEST and len(text.split()) > SHORT and found > HARDEST[reader] else None
