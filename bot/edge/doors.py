"""Keeps the door free: connections that send nothing, or next to nothing, may not keep others out.

aiohttp waits for ever for the head of a request, and for a socket that Linux has no number left for: one person with
many open connections could silence the service for everybody.
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
IDLE_SECONDS = 75.0     # for the next one after an answer
COUNT = 2.0             # seconds between two counts of all open files; between them only connections are counted
MANY = 200              # that wait with nothing asked yet: somebody means to keep others out
RESERVE = 24            # numbers of files that are kept for the store, the engine and the next person
ACCEPT_AGAIN = 0.05     # seconds until asyncio tries again when there was no number left; by itself it waits a second
NUMBERS = Path("/proc/self/fd")


class Connection(Protocol):
    """One connection as aiohttp has it."""

    _request_in_progress: bool
    _request_count: int

    def force_close(self) -> None:
        """Close it now."""


class Doorkeeper:
    """Closes what waits for too long, and the oldest that wait when the numbers run out.

    ``connections`` lists what is open, ``fault`` counts.
    """

    def __init__(
        self, connections: Callable[[], Sequence[Connection]], fault: Callable[[str], None],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connections, self._fault, self._ticks = connections, fault, ticks
        self._counted: dict[str, float] = {}
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

    def look(self, left: int) -> int:
        """Close what has to be closed when ``left`` numbers are free; return how many connections went."""
        at = self._ticks()
        quiet = [one for one in self._connections() if not one._request_in_progress]
        known = {one: self._waiting.get(one, (at, -1)) for one in quiet}
        now = {one: (at, one._request_count) if one._request_count != known[one][1] else known[one] for one in quiet}
        self._waiting = dict(sorted(now.items(), key=lambda item: item[1][0]))
        late = [one for one, (since, served) in self._waiting.items()
                if at - since > (IDLE_SECONDS if served else HEAD_SECONDS)]
        crowd = [one for one in self._waiting if one not in late][: max(0, RESERVE - left - len(late))]
        for one in (*late, *crowd):
            del self._waiting[one]
            one.force_close()
        if crowd:
            self._count("descriptors")
        if sum(1 for _, served in self._waiting.values() if not served) > MANY:
            self._count("slow clients")
        return len(late) + len(crowd)

    def _count(self, kind: str) -> None:
        """Once a look: asyncio is refused many times between two of them."""
        if self._ticks() - self._counted.get(kind, float("-inf")) >= LOOK:
            self._counted[kind] = self._ticks()
            self._fault(kind)

    def refused(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """What asyncio would print; its words may hold what was being read, so that only the kind is said."""
        error = context.get("exception")
        if isinstance(error, OSError):
            self._count("descriptors")
            self.look(0)
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
