"""Models of the danger classifier over made-up vectors: a text that names a knife is danger, any other is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bot.language.linear import Linear
from bot.language.ngrams import PLACES, NGrams

FIRST = np.eye(1, 384, dtype=np.float32)[0]


class Reader:
    """Stands for the encoder: a text that names the knife points along the first axis, any other the other way."""

    def encode(self, texts: list[str]) -> Any:
        return np.stack([FIRST if "knife" in text else -FIRST for text in texts])


def linear(*labels: str) -> Linear:
    """The first label for texts along the first axis, the second for those the other way."""
    weights = np.zeros((len(labels), 384), dtype=np.float32)
    weights[0, 0], weights[1, 0] = 2.0, -2.0
    return Linear(labels, weights, np.zeros(len(labels), dtype=np.float32))


def silent() -> NGrams:
    zeros = np.zeros(PLACES, dtype=np.float32)
    return NGrams(zeros + 1, zeros, 0.0)


def written(folder: Path) -> Path:
    """The folder, with every model of the danger classifier in it."""
    linear("immediate", "harmless").save(folder / "danger.npz")
    linear("weapon", "missing").save(folder / "danger_kinds.npz")
    linear("ended", "open", "other").save(folder / "ended.npz")
    for name in ("danger", "ended"):
        silent().save(folder / f"{name}_ngrams.npz")
    return folder
