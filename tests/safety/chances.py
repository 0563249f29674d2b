"""Stands for the classifier: chances set by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.safety.assess import Judge
from bot.safety.classifier import Score
from bot.safety.judgement import Assessment, Context
from bot.safety.thresholds import Thresholds


class Chances:
    """Stands for the classifier: every text has the same chance of danger, and of leaving an emergency behind."""

    def __init__(self, danger: float, over: float = 0.0, other: bool = False, window: float = 0.0) -> None:
        self._danger, self._over, self._window = danger, (over, other), window

    def score(self, text: str, asked: str | None = None) -> Score:
        return Score(self._danger, self._window, ("weapon",), len(text.split()), np.zeros(384, dtype=np.float32))

    def over(self, text: str, score: Score) -> tuple[float, bool]:
        return self._over


def judged(text: str, context: Context, **chances: Any) -> Assessment:
    stands_in: Any = Chances(**chances)
    return Judge(stands_in, Thresholds.load()).assess(text, context)
