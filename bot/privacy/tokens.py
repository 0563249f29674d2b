"""Cuts a message into words and says how each is written, and whether the writing means anything at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
# Beginnings of names that keep a second capital ("McKay", "LeShawn").
NAME_PREFIX = re.compile(r"^(?:Ma?c|De|La|Le|Da|Di|Fitz|Van|Jo|Lee|Ann|Mary|Ella|Lily)(?=[A-Z][a-z])")
ENDS_SENTENCE = re.compile(r"(?:[.!?\n\u2026:]|[^\w\s,;'\"()\u2019/&\-\[\]])[\s\"'\u201c\u2018(\[*\-]*$")
STROKED = str.maketrans({"\u0142": "l", "\u0111": "d", "\u00f8": "o", "\u00df": "ss", "\u0131": "i"})


@dataclass(frozen=True)
class Token:
    """One word: its place, its plain form (small letters, no accents, no possessive) and how it is written.

    ``shape`` is ``title``, ``upper``, ``lower`` or ``mixed``; ``first`` says that a sentence begins with it; ``owns``
    that it has a possessive ending, which ``end`` leaves out. ``gap`` is what stands between the word before and this.
    """

    start: int
    end: int
    plain: str
    shape: str
    first: bool
    owns: bool
    gap: str
    accented: bool = False

    @property
    def titled(self) -> bool:
        """Whether it has one capital, at the front, and that capital is not just the beginning of a sentence."""
        return self.shape == "title" and not self.first


@lru_cache(maxsize=4)
def tokens(text: str) -> tuple[Token, ...]:
    """Every word of the text. In text that is all capitals, or where every word has one, all count as small letters.

    Every recogniser asks for the same words; who scrubs forgets them (``tokens.cache_clear``) before the turn ends.
    """
    found: list[Token] = []
    flat = _capitals_mean_nothing(text)
    last = 0
    for match in WORD.finditer(text):
        word = match[0].replace("\u2019", "'")
        end = match.end()
        owns = len(word) > 2 and word[-2:].lower() == "'s"
        if owns:
            word, end = word[:-2], end - 2
        gap = text[last : match.start()]
        first = not found or bool(ENDS_SENTENCE.search(gap))
        found.append(
            Token(
                match.start(), end, fold(word), "lower" if flat else _shape(word), first, owns, gap, not word.isascii()
            )
        )
        last = match.end()
    return tuple(found)


def calm(text: str) -> str:
    """The text in small letters where its capitals mean nothing, of the same length; else as it is."""
    small = text.lower()
    return small if len(small) == len(text) and all(token.shape == "lower" for token in tokens(text)) else text


def fold(word: str) -> str:
    """Small letters without accents, as the lists hold them."""
    if word.isascii():  # nearly every word: nothing to take apart
        return word.casefold()
    spread = unicodedata.normalize("NFKD", word.casefold().translate(STROKED))
    return "".join(c for c in spread if not unicodedata.combining(c)).replace("\u2019", "'")


def _shape(word: str) -> str:
    """How a word is written."""
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "title"
    rest = re.sub(r"['\-]\w", "", re.sub(NAME_PREFIX, "", word)[1:])
    return "title" if word[0].isupper() and (rest.islower() or not rest) else "mixed"


def _capitals_mean_nothing(text: str) -> bool:
    """Whether capitals are used for everything, by shouting or By Habit."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 12:
        return False
    if sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return True
    if text.count(":") > 1:
        return False  # a form: its labels and what they hold begin with capitals
    words = [w for w in WORD.findall(text) if len(w) > 1]
    return len(words) >= 6 and sum(w[0].isupper() for w in words) > 0.9 * len(words)
