"""A place for one child: when to start it again after it died, and when silence means that it hangs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

LONGEST_WAIT = 10.0     # seconds between two starts of something that keeps dying
STEADY = 30.0           # after so long a life, the next death is not counted as one of a row
HUNG = 8.0              # silence, in seconds, of a child that had been well; no turn takes the engine a tenth of it


class Process(Protocol):
    """What the supervisor needs of a child."""

    began: float

    @property
    def alive(self) -> bool:
        """Whether it runs."""

    def kill(self) -> None:
        """End it at once."""

    def memory(self) -> int:
        """Resident memory in bytes."""

    def worked(self) -> float:
        """Seconds of processor time so far."""


@dataclass
class Slot:
    """Holds one child. ``slow_start`` is how long it may take to be well for the first time, in seconds."""

    name: str
    slow_start: float
    child: Process | None = None
    deaths: int = 0
    not_before: float = 0.0
    well_at: float | None = None
    hung: float = HUNG
    most_memory: int = 0    # bytes; 0 = no limit

    def put(self, child: Process) -> None:
        """A child has been started here."""
        self.child, self.well_at = child, None

    def well(self, at: float) -> None:
        """The child has answered a probe."""
        self.well_at = at

    def hangs(self, at: float) -> bool:
        """Whether the child runs but has been silent for too long."""
        if self.child is None or not self.child.alive:
            return False
        since, most = (self.child.began, self.slow_start) if self.well_at is None else (self.well_at, self.hung)
        return at - since > most

    def swells(self) -> bool:
        """Whether the child holds more memory than it may: it is ended before the machine has none left for anybody."""
        return bool(self.child and self.most_memory and self.child.alive and self.child.memory() > self.most_memory)

    def bury(self, at: float) -> None:
        """The child is gone. One that had been well is followed at once: people wait.

        Those that die in a row before they were ever well are followed ever later, after the first of them.
        """
        lived = at - self.child.began if self.child else 0.0
        self.deaths = 1 if lived > STEADY or self.well_at is not None else self.deaths + 1
        self.not_before = at + (0.0 if self.deaths == 1 else min(0.5 * 2 ** (self.deaths - 2), LONGEST_WAIT))
        self.child, self.well_at = None, None
