"""The way to Redis: one quick try, then a pause. Whoever asks goes on without it, and every failure is counted."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.errors import RedisGone

log = logging.getLogger("safeguard.redis")
SECONDS = 0.3   # for one answer: a person waits for it
PAUSE = 1.0     # after a failure nobody waits for Redis so long
Result = TypeVar("Result")


class Link:
    """``up`` says whether Redis answered last. ``counts`` takes ``redis_failed`` and ``redis_without``."""

    def __init__(self, url: str, counts: Counter[str], ticks: Callable[[], float]) -> None:
        self._client = Redis.from_url(url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)
        self._counts, self._ticks = counts, ticks
        self._not_before = 0.0
        self.up = True

    async def ask(self, work: Callable[[Any], Awaitable[Result]]) -> Result:
        """Run ``work`` with the client; raises RedisGone, and for a second after that at once."""
        if self._ticks() < self._not_before:
            self._counts["redis_without"] += 1
            raise RedisGone("not asked")
        try:
            result = await asyncio.wait_for(work(self._client), 2 * SECONDS)
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._counts["redis_failed"] += 1
            if self.up:
                log.error("redis gone error=%s; limits and locks are this edge's own now", type(error).__name__)
            self.up, self._not_before = False, self._ticks() + PAUSE
            raise RedisGone(type(error).__name__) from None
        if not self.up:
            log.warning("redis is back")
        self.up = True
        return result

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.close()
        await self._client.connection_pool.disconnect()
