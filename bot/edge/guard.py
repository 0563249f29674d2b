"""Stands before what may fail: a breaker that stops asking what fails again and again, and a bulkhead for crowds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.errors import SafeguardError
from bot.terms import Word


class State(Word):
    """``closed``: asked as usual. ``open``: not asked. ``trying``: asked once, to see whether it is well again."""

    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


class Guard:
    """Lets calls through to one thing behind it, or refuses them at once with ``error``: "open" or "full".

    Opens after ``failures`` failed calls in a row, for ``rest`` seconds; then one call is let through to try. At most
    ``at_once`` calls run together, for one more would only wait in a queue. Only errors of kind ``error`` are failures.
    """

    def __init__(
        self, error: type[SafeguardError], failures: int, rest: float, at_once: int,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.running = 0
        self._error, self._failures, self._rest, self._at_once, self._ticks = error, failures, rest, at_once, ticks
        self._row = 0                       # failures since the last success
        self._opened: float | None = None   # when it opened
        self._trial = False                 # whether the one call is under way

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self._opened is None:
            return State.CLOSED
        return State.TRYING if self._trial or self._ticks() - self._opened >= self._rest else State.OPEN

    def reset(self) -> None:
        """What stands behind it is a new one: ask as usual."""
        self._row, self._opened = 0, None

    @contextmanager
    def one(self) -> Iterator[None]:
        """Around one call; raises the guard's error when it is refused."""
        if self.running >= self._at_once:
            raise self._error("full")
        trial = self.state is State.TRYING and not self._trial
        if self._opened is not None and not trial:
            raise self._error("open")
        self._trial, self.running = self._trial or trial, self.running + 1
        try:
            yield
        except self._error:
            self._row += 1
            if trial or self._row >= self._failures:
                self._opened = self._ticks()
            raise
        else:
            self.reset()
        finally:
            self.running -= 1
            self._trial = self._trial and not trial
