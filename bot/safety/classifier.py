"""The danger classifier: how likely the words mean danger within hours, and which danger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.language.encoder import Encoder, windows
from bot.language.linear import Linear
from bot.paths import MODELS

DANGER = "immediate"
WINDOW_SHARE = 0.9  # a window counts for a little less than the whole: short cuts of calm texts can look alarming


@dataclass(frozen=True)
class Score:
    """``danger``: 0 to 1. ``kinds``: the likeliest dangers, best first. ``vector``: of the whole text, shape (384,)."""

    danger: float
    kinds: tuple[str, ...]
    vector: np.ndarray


class DangerClassifier:
    """Scores one text, as a whole and in windows, so that length does not hide danger."""

    def __init__(self, encoder: Encoder, danger: Linear, kinds: Linear) -> None:
        self._encoder, self._danger, self._kinds = encoder, danger, kinds

    @classmethod
    def load(cls, encoder: Encoder, folder: Path = MODELS) -> DangerClassifier:
        """Read what ``safeguard train`` wrote; raise ModelError when it is missing."""
        return cls(encoder, Linear.load(folder / "danger.npz"), Linear.load(folder / "danger_kinds.npz"))

    def score(self, text: str, asked: str | None = None) -> Score:
        """Score the text; ``asked`` is the question it answers, in words, so that "yes, tonight" can be understood."""
        texts = [text, *windows(text)]
        if asked:
            texts.append(f"{asked} {text}")
        vectors = self._encoder.encode(texts)
        column = self._danger.labels.index(DANGER)
        chances = self._danger.probabilities(vectors)[:, column]
        parts = chances[1:] * WINDOW_SHARE if len(chances) > 1 else chances
        if asked:
            parts[-1] = chances[-1]
        best = int(np.argmax(np.concatenate([chances[:1], parts[: len(chances) - 1]])))
        kinds = self._kinds.ranking(vectors[best])
        danger = float(max(chances[0], parts.max() if len(chances) > 1 else 0.0))
        return Score(danger, tuple(name for name, _ in kinds[:2]), vectors[0])
