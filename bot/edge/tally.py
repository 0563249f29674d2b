"""What the edge counts about itself: plain numbers in memory, each by one word of a closed list, never a text or an id.

No two words are counted together: with the time of a look beside them, a rare pair could point at one conversation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 1.0, 2.5, 10.0)  # seconds


class Times:
    """How long something took, as a histogram over ``BOUNDS``."""

    def __init__(self) -> None:
        self.total = 0.0
        self.longest = 0.0
        self._numbers = [0] * (len(BOUNDS) + 1)

    def add(self, seconds: float) -> None:
        """One more."""
        self._numbers[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds
        self.longest = max(self.longest, seconds)

    def buckets(self) -> list[tuple[str, int]]:
        """Upper bound and how many took no longer, the last without a bound, as Prometheus has it."""
        upper, so_far = [f"{bound:g}" for bound in BOUNDS] + ["+Inf"], 0
        found = []
        for name, number in zip(upper, self._numbers, strict=True):
            so_far += number
            found.append((name, so_far))
        return found


@dataclass
class Tally:
    """Counts since the start of this edge. ``faults`` by what was at fault, the rest by what came in or went out."""

    faults: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    grades: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    turns: Times = field(default_factory=Times)
    engine: Times = field(default_factory=Times)
    lag: Times = field(default_factory=Times)  # how late the event loop came to what was due
