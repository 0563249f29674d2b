"""Free text to signs: which columns the message holds, then which signs of those columns are nearest."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from bot.language import cache
from bot.language.encoder import Encoder
from bot.language.linear import Linear
from bot.paths import MODELS
from bot.signs.catalogue import Sign, load

LEAST_COLUMN = 0.6    # probability from which a column is taken as noticed; chosen by cross-validation
ALSO = 0.60           # cosine from which a second sign of the same column is named too
MOST = 8              # signs shown at most


class Recogniser:
    """Finds signs; loaded once and shared."""

    def __init__(self, encoder: Encoder, columns: Linear, signs: tuple[Sign, ...]) -> None:
        self._encoder, self._columns, self._signs = encoder, columns, signs
        phrases = [(index, phrase) for index, sign in enumerate(signs) for phrase in (sign.label, *sign.said)]
        self._owner = np.array([index for index, _ in phrases])
        self._phrases = cache.encode(encoder, [phrase for _, phrase in phrases], keep=False)

    @classmethod
    def load(cls, encoder: Encoder, folder: Path = MODELS) -> Recogniser:
        """Read the trained columns; raise ModelError when they are missing."""
        return cls(encoder, Linear.load(folder / "sign_columns.npz"), load())

    def find(self, text: str) -> tuple[Sign, ...]:
        """The signs in the text, the likeliest column first; empty for ordinary childhood and for questions."""
        parts = clauses(text)
        if not parts:
            return ()
        chances = self._columns.probabilities(self._encoder.one(text)[None, :])[0]
        likely = {c for c, p in zip(self._columns.labels, chances, strict=True) if p >= LEAST_COLUMN}
        if not likely:
            return ()
        near = (self._phrases @ self._encoder.encode(parts).T).max(axis=1)
        best = np.array([near[self._owner == i].max() for i in range(len(self._signs))])
        found: list[Sign] = []
        for column in sorted(likely, key=lambda c: -chances[self._columns.labels.index(c)]):
            mine = [i for i in np.argsort(-best) if self._signs[i].column == column]
            found += [self._signs[i] for i in mine[:1]]
            found += [self._signs[i] for i in mine[1:3] if best[i] >= ALSO]
        return tuple(found[:MOST])


def clauses(text: str) -> list[str]:
    """The text cut where people cut it: punctuation, "and", "but"; pieces of one word are left out."""
    pieces = re.split(r"[.,;:!?\n]+|\band\b|\bbut\b| n ", text)
    return [p.strip() for p in pieces if len(p.split()) > 1] or ([text.strip()] if text.strip() else [])
