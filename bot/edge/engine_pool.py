"""Several engines behind one edge: a conversation stays with one, and goes to the next when that one is gone."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.edge.engine_client import EngineClient
from bot.edge.guard import Guard, State
from bot.edge.state import EngineAnswer
from bot.errors import EngineError
from bot.settings import Settings


class EnginePool:
    """Asks as one engine does. All edges rank the engines of a conversation alike, whatever order they know them in.

    An engine that took a turn and died may have written it down: the next one is asked with the same number of the
    turn, and takes the first try back (``bot.engine.store``).
    """

    def __init__(
        self, engines: Mapping[str, EngineClient], counts: Counter[str], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._engines, self._counts, self._ticks = dict(engines), counts, ticks

    @property
    def up(self) -> bool:
        """Whether any engine is there."""
        return self.away < len(self._engines)

    @property
    def away(self) -> int:
        """How many are not."""
        return sum(not engine.up for engine in self._engines.values())

    @property
    def guard(self) -> Guard:
        """Of those that are asked as usual, one; else of the first: it is open only where every one is."""
        guards = [engine.guard for engine in self._engines.values()]
        return next((guard for guard in guards if guard.state is not State.OPEN), guards[0])

    async def start(self) -> None:
        """Begin to watch all of them."""
        await asyncio.gather(*(engine.start() for engine in self._engines.values()))

    async def close(self) -> None:
        """Stop."""
        await asyncio.gather(*(engine.close() for engine in self._engines.values()))

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        """Ask this conversation's engine, or the next ones within the same ``seconds``; raises EngineError."""
        until, failed = self._ticks() + seconds, EngineError("down")
        for engine in self.ranked(key):
            if not engine.up:
                continue
            try:
                return await engine.turn(key, text, metadata, until - self._ticks())
            except EngineError as error:
                if engine.up:  # it is there, and this turn went wrong in it: another one would do no better
                    raise
                self._counts["engine_passed_on"] += 1
                failed = error
        raise failed

    async def forget(self, key: str) -> None:
        """Delete one conversation, from the memory of every engine too; raises EngineError when that is not certain."""
        there = [engine for engine in self._engines.values() if engine.up]
        if not there:
            raise EngineError("down")
        done = await asyncio.gather(*(engine.forget(key) for engine in there), return_exceptions=True)
        failed = [engine for engine, error in zip(there, done, strict=True) if isinstance(error, BaseException)]
        if len(failed) == len(there) or any(engine.up for engine in failed):  # the memory of a dead one is gone anyway
            raise EngineError("a conversation was not deleted")

    def ranked(self, key: str) -> list[EngineClient]:
        """The engines for this conversation, its own first: when one comes or goes, only its own conversations move."""
        order = sorted(self._engines, key=lambda url: hashlib.sha256(f"{url} {key}".encode()).digest())
        return [self._engines[url] for url in order]


def engine_of(settings: Settings, counts: Counter[str]) -> EngineClient | EnginePool:
    """The engine of this installation, or all of them."""
    clients = {url: EngineClient(url, settings.engine_token) for url in settings.engines}
    return next(iter(clients.values())) if len(clients) == 1 else EnginePool(clients, counts)
