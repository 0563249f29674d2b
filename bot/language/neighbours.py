"""Which of two crowds of texts a vector stands among: every example counts, the nearest by far the most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError

REACH = 0.06  # how far an example reaches: one that is nearer by this much (cosine) counts e times as much
# Comparing all of some 20,000 examples takes 2 ms, nearly all of it waiting for memory. In their main directions, a
# third of the features, it takes 0.3; what lies near is then compared in full. The lean differs by 0.03 (mean of 400).
MAIN = 128
NEAR = 0.2  # cosine within which of the nearest an example is compared in full


@dataclass(frozen=True)
class Neighbours:
    """``rows`` (texts, features), of length 1 each; ``yes`` (texts,): which of the two crowds each one belongs to."""

    rows: NDArray[np.float32]
    yes: NDArray[np.bool_]

    def lean(self, vector: NDArray[Any]) -> float:
        """Log of how much nearer the examples of "yes" are; below 0 the others are nearer. Both must have some."""
        main, flat = self._flat
        cosines = flat @ (vector @ main)
        near = np.flatnonzero(cosines >= cosines.max() - NEAR)
        cosines[near] = self.rows[near] @ vector
        pull = (cosines - 1) / REACH
        return _total(pull[self.yes]) - _total(pull[~self.yes])

    @cached_property
    def _flat(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The main directions (features, MAIN) and the examples along them (texts, MAIN)."""
        _, directions = np.linalg.eigh(self.rows.T @ self.rows)  # the greatest come last
        main = np.ascontiguousarray(directions[:, -MAIN:])
        return main, np.ascontiguousarray(self.rows @ main)

    def save(self, path: Path) -> None:
        """Write one ``.npz`` file without pickled objects; half precision; packing would save a tenth."""
        np.savez(path, rows=self.rows.astype(np.float16), yes=self.yes)

    @classmethod
    def load(cls, path: Path) -> Neighbours:
        """Read what ``save`` wrote; raise ModelError when it is not there."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls(file["rows"].astype(np.float32), file["yes"].astype(bool))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{path.name}: no examples; run `make train` ({type(error).__name__})") from None


def _total(pull: NDArray[Any]) -> float:
    most = float(pull.max())
    return most + float(np.log(np.exp(pull - most).sum()))
