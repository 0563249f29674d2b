"""A yes-or-no regression over word and letter sequences: sees what sentence vectors smooth away, at a millisecond."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.language.linear import evenly

PLACES = 1 << 17            # sequences share places by hash; at some 10,000 texts a clash hardly matters
LETTERS = (2, 3, 4, 5)      # lengths of letter sequences inside a word and its edges
SURE = 3.0                  # log odds beyond which a vector, always sure of itself, is not believed any more
LONGEST = 2_000             # characters read
WORDS, INSIDE = zlib.crc32(b"w"), zlib.crc32(b"c")  # where the hashes of the two families begin
_WORD = re.compile(r"\w+|[^\w\s]")


def counts(text: str) -> tuple[Counter[int], Counter[int]]:
    """Places of word sequences (one and two words), and of letter sequences, with how often each stands."""
    words = _WORD.findall(text[:LONGEST].lower())
    spoken = [*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))]
    parts = [part for word in words for part in _parts(f" {word} ")]
    return _places([one.encode() for one in spoken], WORDS), _places(parts, INSIDE)


def _parts(word: str) -> list[bytes]:
    """The letter sequences of one word; letters of one byte, nearly all, are encoded together."""
    if word.isascii():
        whole = word.encode()
        return [whole[i : i + n] for n in LETTERS for i in range(len(whole) - n + 1)]
    return [word[i : i + n].encode() for n in LETTERS for i in range(len(word) - n + 1)]


def _places(parts: list[bytes], family: int) -> Counter[int]:
    return Counter([zlib.crc32(part, family) % PLACES for part in parts])


@dataclass(frozen=True)
class NGrams:
    """``rarity`` and ``weights`` have shape (PLACES,)."""

    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    def logit(self, text: str) -> float:
        """The log odds of "yes"."""
        return float(sum(float(v @ self.weights[i]) for i, v in _rows(text, self.rarity)) + self.bias)

    def save(self, path: Path) -> None:
        """Write one ``.npz`` file without pickled objects."""
        np.savez_compressed(path, rarity=self.rarity, weights=self.weights, bias=np.array(self.bias))

    @classmethod
    def load(cls, path: Path) -> NGrams:
        """Read what ``save`` wrote; raise ModelError when it is not there."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls(file["rarity"], file["weights"], float(file["bias"]))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{path.name}: not a classifier; run `make train` ({type(error).__name__})") from None


Pairs = list[tuple[NDArray[Any], NDArray[Any]]]


def _seen(text: str) -> Pairs:
    """(places, how often each stands there) of each family that the text has."""
    return [
        (np.fromiter(found.keys(), dtype=np.int64), np.fromiter(found.values(), dtype=np.float32))
        for found in counts(text) if found
    ]


def _weighed(seen: Pairs, rarity: NDArray[np.float32]) -> Pairs:
    """(places, values) of each family, its values of length 1."""
    rows = []
    for places, often in seen:
        values = (1 + np.log(often)) * rarity[places]
        rows.append((places, values / max(float(np.linalg.norm(values)), 1e-9)))
    return rows


def _rows(text: str, rarity: NDArray[np.float32]) -> Pairs:
    return _weighed(_seen(text), rarity)


@dataclass(frozen=True)
class ManyNGrams:
    """Several yes-or-no regressions over one reading of the text: ``weights`` (labels, PLACES), ``bias`` (labels,)."""

    labels: tuple[str, ...]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, text: str) -> dict[str, float]:
        """The log odds of each label."""
        scores = self.bias + sum(self.weights[:, places] @ values for places, values in _rows(text, self.rarity))
        return {label: float(score) for label, score in zip(self.labels, scores, strict=True)}

    def save(self, path: Path) -> None:
        """Write one ``.npz`` file without pickled objects."""
        np.savez_compressed(
            path, labels=np.array(self.labels), rarity=self.rarity, weights=self.weights, bias=self.bias
        )

    @classmethod
    def load(cls, path: Path) -> ManyNGrams:
        """Read what ``save`` wrote; raise ModelError when it is not there."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls(tuple(map(str, file["labels"])), file["rarity"], file["weights"], file["bias"])
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{path.name}: not a classifier; run `make train` ({type(error).__name__})") from None


def _table(texts: Sequence[str]) -> tuple[NDArray[np.float32], Any]:
    """How rare each place is, and the texts as a sparse table (texts, PLACES)."""
    from scipy.sparse import csr_matrix

    read = [_seen(text) for text in texts]
    holding = np.zeros(PLACES, dtype=np.float32)  # texts that hold each place
    for there, _ in (pair for pairs in read for pair in pairs):
        holding[there] += 1
    rarity = (np.log((1 + len(texts)) / (1 + holding)) + 1).astype(np.float32)
    rows = [_weighed(pairs, rarity) for pairs in read]
    places = [np.concatenate([p for p, _ in row]) if row else np.zeros(0, dtype=np.int64) for row in rows]
    values = [np.concatenate([v for _, v in row]) if row else np.zeros(0) for row in rows]
    ends = np.cumsum([0, *(len(p) for p in places)])
    return rarity, csr_matrix((np.concatenate(values), np.concatenate(places), ends), shape=(len(texts), PLACES))


def _regression(
    table: Any, yes: Sequence[bool], strength: float, times: Sequence[float] | None = None
) -> tuple[NDArray[np.float32], float]:
    from sklearn.linear_model import LogisticRegression

    even = "balanced" if times is None else None
    model = LogisticRegression(C=strength, max_iter=200, class_weight=even, solver="liblinear")
    model.fit(table, list(yes), sample_weight=None if times is None else evenly(yes, times))
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def fit(texts: Sequence[str], yes: Sequence[bool], strength: float, times: Sequence[float] | None = None) -> NGrams:
    """Fit the regression; ``strength`` is scikit-learn's C, ``times`` how often each text counts."""
    rarity, table = _table(texts)
    return NGrams(rarity, *_regression(table, yes, strength, times))


def fit_many(
    texts: Sequence[str], labels: Sequence[frozenset[str]], names: Sequence[str], strength: float
) -> ManyNGrams:
    """One regression for each of ``names``; a text may have several of them, or none."""
    rarity, table = _table(texts)
    fitted = [_regression(table, [name in row for row in labels], strength) for name in names]
    weights, bias = np.array([w for w, _ in fitted]), np.array([b for _, b in fitted], dtype=np.float32)
    return ManyNGrams(tuple(names), rarity, weights, bias)


def together(chance: float, logit: float) -> float:
    """One chance from a vector's chance and the sequences' log odds, which err in different places."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    by_vector = max(-SURE, min(SURE, math.log(chance / (1 - chance))))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, by_vector + logit))))
