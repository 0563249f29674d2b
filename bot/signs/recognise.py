"""Free text to signs: which columns the message holds, then which signs of those columns its own words name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path

from bot.language import ngrams
from bot.language.encoder import Encoder
from bot.language.linear import Linear
from bot.language.ngrams import ManyNGrams, together
from bot.paths import MODELS
from bot.signs.catalogue import ANY, Sign, absent, little, load, others
from bot.terms import Column

FILES = ("sign_columns.npz", "sign_ngrams.npz")
# Chance from which a column is taken as noticed. By F1 over five folds of 215 messages by people who had not seen our
# examples, 0.6 to 0.7 are alike (0.89); at 0.7 the fewest of ordinary childhood are taken for a sign.
LEAST = 0.7
SOME = 0.5  # chance of any sign at all below which no column is believed: 7 of 55 calm messages show one, without it 13
MOST_PARTS = 6  # parts of a message read by themselves, at some 4 ms each; longer messages in longer parts
HOPELESS = math.log(LEAST / (1 - LEAST)) - ngrams.SURE  # log odds of the words below which no vector reaches LEAST
NAMED = 0.67  # share of a phrase's words that must stand in the message before its sign is named
SURE = 0.75  # chance from which a message tells of a sign, whatever else it was taken for
MOST = 8  # signs shown at most
EACH = 3  # and for one column
MARKS = " .,;"
STEM = 4  # letters by which words are compared: "touches" and "touched" are one
_END = re.compile(r"(?<=[.!?;])\s+|\n+|\s+[-–]\s+")


class Recogniser:
    """Finds signs; loaded once and shared. A sign is named only by words of its own, so nobody is told what they did
    not say; a column that is noticed without such words is shown as itself."""

    def __init__(self, encoder: Encoder, columns: Linear, sequences: ManyNGrams, signs: tuple[Sign, ...]) -> None:
        self._encoder, self._columns, self._sequences = encoder, columns, sequences
        self._others = others()
        told = [(sign, [stems(phrase) for phrase in (sign.label, *sign.said)]) for sign in signs]
        self._phrases = {str(column): [row for row in told if row[0].column == column] for column in Column}

    @classmethod
    def load(cls, encoder: Encoder, folder: Path = MODELS) -> Recogniser:
        """Read the trained columns; raise ModelError when they are missing."""
        return cls(encoder, Linear.load(folder / FILES[0]), ManyNGrams.load(folder / FILES[1]), load())

    def find(self, text: str) -> tuple[Sign, ...]:
        """The signs in the text, the likeliest column first; empty for ordinary childhood and for questions."""
        text = present(text)
        if not text:
            return ()
        heard = self._heard(text)
        likely = sorted((c for c, chance in heard.items() if c != ANY and chance >= LEAST), key=lambda c: -heard[c])
        if not likely or heard[ANY] < SOME:
            return ()
        said = stems(text)
        found: list[Sign] = []
        for column in likely:
            shares = ((sign, max(_share(p, said) for p in phrases)) for sign, phrases in self._phrases[column])
            mine = sorted((row for row in shares if row[1] >= NAMED), key=lambda row: -row[1])
            found += [sign for sign, _ in mine[:EACH]] or [self._others[column]]
        return tuple(found[:MOST])

    def tells(self, text: str, home: bool) -> bool:
        """Whether the text plainly tells of a sign; ``home``: strain at home alone counts too."""
        left = present(text)
        chances = dict(self._chances(left)) if left else {ANY: 0.0}
        nothing = (ANY,) if home else (ANY, Column.FAMILY_VULNERABILITIES)
        sure = any(chance >= SURE for column, chance in chances.items() if column not in nothing)
        return sure and chances[ANY] >= SOME

    def _heard(self, text: str) -> dict[str, float]:
        """Each column as likely as in the whole or in its likeliest sentence, so that other sentences hide none."""
        best = dict(self._chances(text))
        for part in parts(text):
            by_words = self._sequences.logits(part)
            if any(by_words[c] >= HOPELESS for c, chance in best.items() if chance < LEAST and c != ANY):
                best |= {column: max(best[column], chance) for column, chance in self._chances(part, by_words)}
        return best

    def _chances(self, text: str, words: Mapping[str, float] | None = None) -> list[tuple[str, float]]:
        """Each column, and ANY, with its chance: the vector reads the meaning, the sequences the ``words``."""
        by_words = self._sequences.logits(text) if words is None else words
        by_vector = self._columns.ranking(self._encoder.one(text))
        return [(c, together(p, by_words[c])) for c, p in by_vector]


def present(text: str) -> str:
    """The text without what it says is not there; the very same text, whose vector is known, where it says no such."""
    left, taken = absent().subn(" ", text.replace("\u2019", "'"))
    left = left.strip(MARKS)
    return left if taken or not left else text


def parts(text: str, most: int = MOST_PARTS) -> tuple[str, ...]:
    """The sentences of a text that has several, of two words or more; neighbours are joined where they are too many."""
    told = [p for p in (p.strip(MARKS) for p in _END.split(text)) if " " in p]
    if len(told) < 2:
        return ()
    step = -(-len(told) // most)
    return tuple(". ".join(told[i : i + step]) for i in range(0, len(told), step))


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    words = re.findall(r"[a-z]+", text.lower().replace("'", ""))
    return frozenset(word.rstrip("s")[:STEM] for word in words if word not in little())


def _share(phrase: frozenset[str], said: frozenset[str]) -> float:
    """How much of a phrase the message holds; phrases of one word count only as a whole."""
    return len(phrase & said) / len(phrase) if phrase else 0.0
