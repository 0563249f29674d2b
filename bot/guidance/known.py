"""Whether a question is one that the guidance answers, or only sounds like one (a price, a name, another county)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language import ngrams
from bot.language.linear import Linear
from bot.language.ngrams import NGrams
from bot.paths import MODELS

FILES = ("known.npz", "known_ngrams.npz", "outside_kinds.npz")
OUTSIDE = "outside"
KNOWN = "known"
NEVER = ("decline_promise", "out_of_scope_sexual", "out_of_scope_noise")  # no questions: the words alone tell them
NEARNESS = 4.0   # log odds that a question loses for each whole cosine of the nearest fact above ``USUAL``
USUAL = 0.65


@dataclass(frozen=True)
class Gate:
    """Two regressions that err in different places (vector; word and letter sequences), and the kinds of outside."""

    vector: Linear
    letters: NGrams
    kinds: Linear

    @classmethod
    def load(cls, folder: Path = MODELS) -> Gate:
        """Read what training wrote; raise ModelError when it is not there."""
        return cls(Linear.load(folder / FILES[0]), NGrams.load(folder / FILES[1]), Linear.load(folder / FILES[2]))

    def outside(self, text: str, vector: NDArray[Any], nearest: float) -> float:
        """Log odds that nothing here answers the question; ``nearest`` is the cosine of the nearest fact."""
        row = self.vector.probabilities(vector[None, :])[0]
        both = ngrams.together(float(row[self.vector.labels.index(OUTSIDE)]), self.letters.logit(text))
        both = float(np.clip(both, 1e-6, 1 - 1e-6))
        return math.log(both / (1 - both)) - NEARNESS * (nearest - USUAL)

    def kind(self, vector: NDArray[Any]) -> str:
        """The intent under which such a question is declined."""
        return self.kinds.ranking(vector)[0][0]


@lru_cache(maxsize=1)
def shared_gate() -> Gate:
    """The process's one gate."""
    return Gate.load()
