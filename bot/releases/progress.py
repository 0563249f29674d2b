"""A bar with the time left, from how long each stage took the last time; plain lines where nobody watches."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from bot.shelf import read, write

WIDTH = 24
FIRST_GUESS = {"prepare": 3.0, "train": 90.0, "check": 6.0, "measure": 110.0, "serve": 25.0}  # seconds, 2 cores


class Progress:
    """``begin`` each stage in turn, ``tick`` while it runs, ``end`` at last; seconds come from a steady clock."""

    def __init__(self, memory: Path, out: TextIO = sys.stdout, clock: Callable[[], float] = time.monotonic) -> None:
        self._memory, self._out, self._clock = memory, out, clock
        known = read(memory)
        self._expected = {name: float(known.get(name, guess)) for name, guess in FIRST_GUESS.items()}
        self._took: dict[str, float] = {}
        self._stage, self._began, self._share = "", clock(), 0.0
        self._bar = out.isatty()

    @property
    def left(self) -> float:
        """Seconds that are still to come, by what is known."""
        spent = self._clock() - self._began
        expected = self._expected.get(self._stage, 0.0)
        here = spent * (1 - self._share) / self._share if self._share > 0.05 else max(expected - spent, 1.0)
        names = list(self._expected)
        later = names[names.index(self._stage) + 1 :] if self._stage in names else names
        return here + sum(self._expected[name] for name in later)

    def begin(self, stage: str) -> None:
        """The stage before is over."""
        self._close()
        self._stage, self._began, self._share = stage, self._clock(), 0.0
        if not self._bar:
            self._out.write(f"{stage} ... (about {self.left:.0f} s left in all)\n")
            self._out.flush()
        self.tick()

    def tick(self, share: float = 0.0) -> None:
        """Draw; ``share`` of the stage that is done, 0 to 1, where it is known."""
        self._share = max(self._share, share)
        if not self._bar:
            return
        done = sum(self._took.values()) + self._clock() - self._began
        full = round(WIDTH * done / max(1.0, done + self.left))
        self._out.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {self._stage:<8} {self.left:4.0f} s left ")
        self._out.flush()

    def end(self) -> float:
        """Remember how long each stage took; returns the seconds of all together."""
        self._close()
        if self._bar:
            self._out.write("\r" + " " * (WIDTH + 32) + "\r")
        write(self._memory, json.dumps({**self._expected, **self._took}))
        return sum(self._took.values())

    def _close(self) -> None:
        if self._stage:
            self._took[self._stage] = round(self._clock() - self._began, 1)
            self._stage = ""
