"""How sure a figure is: 95 % intervals, Wilson's for shares and resampling for F1."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

Z = 1.96        # two-sided 95 %
ROUNDS = 1000   # resamplings of the cases; the interval's ends then move by less than a point
Interval = tuple[float, float]


def wilson(hits: float, n: int) -> Interval:
    """The Wilson score interval of a share, 0 to 1; of nothing, everything (E. B. Wilson, 1927)."""
    if not n:
        return 0.0, 1.0
    share = hits / n
    centre = share + Z * Z / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return round(max(0.0, (centre - spread) / scale), 4), round(min(1.0, (centre + spread) / scale), 4)


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """F1 over all cases from each one's (hit, extra, missed)."""
    hit, extra, missed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return round(2 * hit / max(1, 2 * hit + extra + missed), 4)


def resampled_f1(counts: Sequence[tuple[int, int, int]]) -> Interval:
    """The middle 95 % of F1 over cases drawn anew with replacement; always the same for the same cases."""
    rng = random.Random(1)
    values = sorted(f1(rng.choices(counts, k=len(counts))) for _ in range(ROUNDS)) if counts else [0.0]
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
