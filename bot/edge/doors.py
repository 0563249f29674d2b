"""Keeps the door free: connections that send nothing, or next to nothing, may not keep others out.

aiohttp waits for ever for the head of a request, and for a socket that Linux has no number left for: one person with
many open connections could silence the service for everybody. This is the one place that closes what is idle.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import time
from asyncio import constants
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

log = logging.getLogger("safeguard.doors")
LOOK = 0.1              # seconds between two looks
HEAD_SECONDS = 10.0     # for the head of the first request, from the moment that the connection is there
IDLE_SECONDS = 30.0     # for the next one after an answer
COUNT = 2.0             # seconds between two counts of all open files; between them only connections are counted
MANY = 200              # that wait with nothing asked yet: somebody means to keep others out
SPARED = 2.0            # seconds in which nobody new is closed only because there are more than may be open
RESERVE = 24            # numbers of files that are kept for the store, the engine and the next person
ACCEPT_AGAIN = 0.02     # seconds until asyncio tries again when there was no number left; by itself it waits a second
NUMBERS = Path("/proc/self/fd")


class Connection(Protocol):
    """One connection as aiohttp has it."""

    _request_in_progress: bool
    _request_count: int

    def force_close(self) -> None:
        """Close it now."""


class Doorkeeper:
    """Closes what waits for too long, and the oldest that wait when there are too many or the numbers run out.

    ``connections`` lists what is open, ``fault`` counts, ``most`` may be open (0: as many as there are numbers for).
    """

    def __init__(
        self, connections: Callable[[], Sequence[Connection]], fault: Callable[[str], None], most: int = 0,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connections, self._fault, self._most, self._ticks = connections, fault, most, ticks
        self._counted: dict[str, float] = {}
        self._refused = float("-inf")
        # Since when each one waits, the oldest first, and how many requests it had made by then.
        self._waiting: dict[Connection, tuple[float, int]] = {}

    async def watch(self) -> None:
        """Look for ever."""
        constants.ACCEPT_RETRY_DELAY = ACCEPT_AGAIN  # type: ignore[misc, assignment]
        raise_limit()
        asyncio.get_running_loop().set_exception_handler(self.refused)
        counted, others = float("-inf"), 0
        while True:
            there = len(self._connections())
            if self._ticks() - counted > COUNT:
                counted, others = self._ticks(), numbers_used() - there
            self.look(resource.getrlimit(resource.RLIMIT_NOFILE)[0] - others - there)
            await asyncio.sleep(LOOK)

    def crowded(self) -> bool:
        """Whether more are being answered than may be open: whoever asks now can only be told whom to ring.

        Those that wait do not count, however many they are: they make room.
        """
        full = bool(self._most) and sum(one._request_in_progress for one in self._connections()) > self._most
        if full:
            self._count("connections")
        return full

    def look(self, left: int) -> int:
        """Close what has to be closed when ``left`` numbers are free; return how many connections went."""
        at, there = self._ticks(), self._connections()
        quiet = [one for one in there if not one._request_in_progress]
        known = {one: self._waiting.get(one, (at, -1)) for one in quiet}
        now = {one: (at, one._request_count) if one._request_count != known[one][1] else known[one] for one in quiet}
        self._waiting = dict(sorted(now.items(), key=lambda item: item[1][0]))
        late = [one for one, (since, served) in self._waiting.items()
                if at - since > (IDLE_SECONDS if served else HEAD_SECONDS)]
        go = set(late)
        oldest = [one for one in self._waiting if one not in go]
        crowd = oldest[: max(0, RESERVE - left - len(late))]
        over = max(0, len(there) - len(late) - len(crowd) - self._most) if self._most else 0
        many = [one for one in oldest[len(crowd) :] if at - self._waiting[one][0] > SPARED][:over]
        for one in (*late, *crowd, *many):
            del self._waiting[one]
            one.force_close()
        slow = sum(1 for _, served in self._waiting.values() if not served) > MANY
        for kind, met in (("descriptors", crowd), ("connections", many), ("slow clients", slow)):
            if met:
                self._count(kind)
        return len(late) + len(crowd) + len(many)

    def _count(self, kind: str) -> None:
        """Once a look: asyncio is refused many times between two of them."""
        if self._ticks() - self._counted.get(kind, float("-inf")) >= LOOK:
            self._counted[kind] = self._ticks()
            self._fault(kind)

    def refused(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """What asyncio would print; its words may hold what was being read, so that only the kind is said."""
        error = context.get("exception")
        if isinstance(error, OSError):
            # asyncio asks again a hundred times at once; what has been closed is free only after that.
            if self._ticks() - self._refused < ACCEPT_AGAIN:
                return
            self._refused = self._ticks()
            self._count("descriptors")
            self.look(-2 * RESERVE)  # those who queue at the door take what was freed at once
        log.error("loop error=%s", type(error).__name__)


def numbers_used() -> int:
    """How many files and sockets this process has open."""
    try:
        return sum(1 for _ in NUMBERS.iterdir())
    except OSError:  # not even this folder can be opened
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def raise_limit() -> None:
    """Take as many numbers as this user may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536) if hard > 0 else 65_536, hard))
