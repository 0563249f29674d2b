"""A process kept warm: it has imported what takes long, and waits for one line to take the place of one that died."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bot.supervise.slot import Process

BUSY = 0.1      # share of a core; some five messages a second, and a second's probe takes a hundredth
BETWEEN = 1.0   # seconds between two looks at it


class Spare(Process, Protocol):
    """A process that waits for the word."""

    def heard(self, line: bytes) -> bool:
        """Whether it has printed this line."""

    def tell(self, line: bytes) -> bool:
        """Write a line to it."""


class Warm:
    """The place of one spare. ``waits``: seconds between the end of one and the start of the next."""

    def __init__(self, start: Callable[[float], Spare], waits: float, at: float) -> None:
        self.child: Spare | None = None
        self.since = at
        self._start, self._waits = start, waits

    def take(self, line: bytes, at: float) -> Spare | None:
        """The spare, told to go on with this line, even if it is still importing; None when there is none."""
        spare, self.child, self.since = self.child, None, at
        if spare is not None and spare.alive and spare.tell(line):
            spare.began = at
            return spare
        if spare is not None:
            spare.kill()
        return None

    def drop(self, at: float) -> None:
        """End it: it would begin with what is not served any more. Another one is begun after a while."""
        spare, self.child, self.since = self.child, None, at
        if spare is not None:
            spare.kill()

    def mind(self, wanted: bool, at: float) -> None:
        """Look after it, and begin one where it is ``wanted`` and none is there."""
        if self.child is not None:
            self.child.heard(b"spare ready")  # also empties its pipe
            if not self.child.alive:
                self.child.kill()
                self.child, self.since = None, at
        elif wanted and at - self.since >= self._waits:
            self.child = self._start(at)


class Rest:
    """Since when the edge has had next to nothing to do: importing beside people's messages would slow them by half."""

    def __init__(self, at: float) -> None:
        self.since = at
        self._worked, self._looked = 0.0, at

    def look(self, edge: Process | None, at: float) -> None:
        """Read its processor time, once a second."""
        if at - self._looked < BETWEEN:
            return
        worked = edge.worked() if edge is not None else 0.0
        if abs(worked - self._worked) > BUSY * (at - self._looked):  # less than before: it is another one
            self.since = at
        self._worked, self._looked = worked, at


def listen_to(child: Process | None) -> None:
    """Empty the pipe of one that was a spare once: it would stand still when the pipe is full."""
    if child is not None and hasattr(child, "heard"):
        child.heard(b"")
