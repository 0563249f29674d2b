"""How much a text shares, in words and pairs of words, with known dangers rather than with known calm messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEAREST = 8
ROOM = 0.02  # so that a text that is like nothing is like no danger


class Alike:
    """The known texts as rows of weighted words; a text is held against the nearest eight of them."""

    def __init__(self, texts: Sequence[str], dangers: Sequence[bool]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = TfidfVectorizer(
            lowercase=True, ngram_range=(1, 2), token_pattern=r"[a-z0-9]+",  # noqa: S106 (no password)
            sublinear_tf=True, preprocessor=_plain,
            max_df=0.15,  # words of every third message tell little and cost half of the time
        )
        self._known = self._words.fit_transform(texts).T.tocsr()
        self._danger = np.array(dangers)

    def likeness(self, texts: Sequence[str]) -> list[float]:
        """For each text 0 to 1: the share of danger among the nearest, each counted by the square of its nearness."""
        if not texts:
            return []
        near = self._words.transform(texts) @ self._known
        return [
            self._share(near.data[a:b], near.indices[a:b])
            for a, b in zip(near.indptr, near.indptr[1:], strict=False)
        ]

    def _share(self, nearness: NDArray[Any], places: NDArray[Any]) -> float:
        if not len(nearness):
            return 0.0
        best = np.argsort(-nearness)[:NEAREST]
        squares = nearness[best] ** 2
        return float(squares[self._danger[places[best]]].sum() / (squares.sum() + ROOM))


def _plain(text: str) -> str:
    return text.lower().replace("'", "").replace("\u2019", "")
