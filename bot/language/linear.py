"""Logistic regression over vectors: fitted with scikit-learn, answered with numpy alone (the edge stays light)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError

ROUNDS = 400


@dataclass(frozen=True)
class Linear:
    """``weights`` (labels, features) and ``bias`` (labels,); ``many`` = several labels may be true at once."""

    labels: tuple[str, ...]
    weights: NDArray[Any]
    bias: NDArray[Any]
    many: bool = False

    def probabilities(self, vectors: NDArray[Any]) -> NDArray[Any]:
        """Shape (texts, labels); rows add up to 1 unless ``many``."""
        scores = vectors @ self.weights.T + self.bias
        if self.many:
            return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True))

    def ranking(self, vector: NDArray[Any]) -> list[tuple[str, float]]:
        """Labels with their probability, the likeliest first, for one vector of shape (features,)."""
        row = self.probabilities(vector[None, :])[0]
        return [(self.labels[i], float(row[i])) for i in np.argsort(-row)]

    def save(self, path: Path) -> None:
        """Write one ``.npz`` file without pickled objects."""
        np.savez(path, labels=np.array(self.labels), weights=self.weights, bias=self.bias, many=np.array(self.many))

    @classmethod
    def load(cls, path: Path) -> Linear:
        """Read what ``save`` wrote; raise ModelError when it is not there."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls(tuple(map(str, file["labels"])), file["weights"], file["bias"], bool(file["many"]))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{path.name}: not a classifier; run `make train` ({type(error).__name__})") from None


def evenly(labels: Sequence[Any], times: Sequence[float]) -> NDArray[np.float64]:
    """What each text weighs, shape (texts,), where it counts ``times`` and every label shall count alike in all."""
    of, number = np.unique(np.array(labels), return_inverse=True)
    counted = np.asarray(times, dtype=np.float64)
    whole = np.bincount(number, counted)
    return np.asarray(counted * (whole.sum() / len(of) / whole)[number])


def fit(
    vectors: NDArray[Any], labels: Sequence[str], strength: float = 10.0, balanced: bool = True,
    times: Sequence[float] | None = None,
) -> Linear:
    """One label a text. ``strength`` is scikit-learn's C: larger fits closer. ``times``: how often each text counts."""
    from sklearn.linear_model import LogisticRegression

    even = "balanced" if balanced and times is None else None
    model = LogisticRegression(C=strength, max_iter=ROUNDS, class_weight=even)
    model.fit(vectors, list(labels), sample_weight=None if times is None else evenly(labels, times))
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        weights, bias = np.vstack([np.zeros_like(weights), weights]), np.concatenate([np.zeros_like(bias), bias])
    return Linear(tuple(map(str, model.classes_)), weights.astype(np.float32), bias.astype(np.float32))


def fit_many(vectors: NDArray[Any], labels: Sequence[frozenset[str]], names: Sequence[str], strength: float) -> Linear:
    """Several labels a text: one yes-or-no regression for each of ``names``."""
    from sklearn.linear_model import LogisticRegression

    weights, bias = [], []
    for name in names:
        model = LogisticRegression(C=strength, max_iter=ROUNDS, class_weight="balanced")
        model.fit(vectors, [name in row for row in labels])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Linear(tuple(names), np.array(weights, dtype=np.float32), np.array(bias, dtype=np.float32), many=True)
