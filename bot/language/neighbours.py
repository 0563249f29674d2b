"""Which of two crowds of texts a vector stands among: every example counts, the nearest by far the most."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError

REACH = 0.06  # how far an example reaches: one that is nearer by this much (cosine) counts e times as much


@dataclass(frozen=True)
class Neighbours:
    """``rows`` (texts, features), of length 1 each; ``yes`` (texts,): which of the two crowds each one belongs to."""

    rows: NDArray[np.float32]
    yes: NDArray[np.bool_]

    def lean(self, vector: NDArray[Any]) -> float:
        """Log of how much nearer the examples of "yes" are; below 0 the others are nearer. Both must have some."""
        pull = (self.rows @ vector - 1) / REACH
        return _total(pull[self.yes]) - _total(pull[~self.yes])

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
