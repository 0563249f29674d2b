"""Notices when the clock of the machine jumps, by a clock that cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

MOST = 300.0  # seconds between the two clocks; a machine that corrects its clock bit by bit stays far below


class Steady:
    """Compares the wall clock ``now`` with ``ticks``, a steady one in seconds, since the last look."""

    def __init__(self, now: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self._now, self._ticks = now, ticks
        self._last = self._apart()

    def jumped(self) -> bool:
        """Whether the clock has jumped since the last look; from here on the new time counts."""
        before, self._last = self._last, self._apart()
        return abs(self._last - before) > MOST

    def _apart(self) -> float:
        return self._now().timestamp() - self._ticks()
