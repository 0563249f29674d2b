"""What several edges share through Redis: a lock for each conversation, the counts of floods, answers given lately.

Without Redis each edge does the same by itself, from what it knows: floods are counted by each edge, a message that
comes again is known by the store, and the engine still takes a conversation's turns one by one.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from bot.channels.tasks import end
from bot.edge.limits import WINDOW
from bot.edge.memory import KEPT, Locks
from bot.edge.redis_link import Link
from bot.errors import RedisGone, StoreError
from bot.records.keys import conversation_key
from bot.records.sealing import Seal

LEASE = 3.0     # seconds: so long at most does a conversation wait for an edge that was killed in its turn
LOOK = 0.02     # between two tries to get a lock
PURPOSE = b"safeguarding guidance: answers in Redis, 1"
RENEW = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('pexpire',KEYS[1],ARGV[2]) else return 0 end"
RELEASE = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) else return 0 end"
# As bot.edge.limits: what is refused is not counted, so that waiting helps. Redis's own clock, for edges differ.
OVER = """
local t = redis.call('TIME')
local now, window, over = t[1] * 1000 + math.floor(t[2] / 1000), tonumber(ARGV[1]), 0
for i, key in ipairs(KEYS) do
  local most = tonumber(ARGV[i + 2])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  if redis.call('ZCARD', key) >= most then over = 1
  else redis.call('ZADD', key, now, ARGV[2]); redis.call('PEXPIRE', key, window) end
end
return over
"""


class SharedLocks(Locks):
    """One lock for each conversation among all edges; where Redis is gone, among the tasks of this edge."""

    def __init__(self, link: Link, kind: str) -> None:
        super().__init__()
        self._link, self._kind = link, kind

    def of(self, key: str) -> AbstractAsyncContextManager[None]:
        """The lock of one conversation; within one edge it goes in the order of asking."""
        return self._both(super().of(key), f"safeguard:{self._kind}:{key}")

    @asynccontextmanager
    async def _both(self, here: AbstractAsyncContextManager[None], name: str) -> AsyncIterator[None]:
        token = secrets.token_hex(8)
        async with here:
            try:
                while not await self._link.ask(lambda r: r.set(name, token, nx=True, px=int(LEASE * 1000))):
                    await asyncio.sleep(LOOK * random.uniform(0.5, 1.5))
            except RedisGone:  # counted; see above what still holds
                yield
                return
            renewing = asyncio.create_task(self._renew(name, token))
            try:
                yield
            finally:
                await end([renewing])
                with suppress(RedisGone):
                    await self._link.ask(lambda r: r.eval(RELEASE, 1, name, token))

    async def _renew(self, name: str, token: str) -> None:
        while True:
            await asyncio.sleep(LEASE / 4)
            with suppress(RedisGone):
                await self._link.ask(lambda r: r.eval(RENEW, 1, name, token, int(LEASE * 1000)))


class Shared:
    """Floods and answers. ``per_sender`` and ``per_address`` are messages a minute; 0 = no limit."""

    def __init__(self, link: Link, secret: bytes, per_sender: int, per_address: int) -> None:
        self.link = link
        self._secret, self._seal = secret, Seal(secret, PURPOSE)
        self._most = {"sender": per_sender, "address": per_address}

    async def over(self, sender: str, address: str | None) -> bool:
        """Count one message and say whether it is one too many; an address is a keyed hash. Raises RedisGone."""
        whose = {"sender": sender, "address": address}
        counted = {kind: who for kind, who in whose.items() if who and self._most[kind] > 0}
        if not counted:
            return False
        names = [f"safeguard:{kind}:{conversation_key(self._secret, kind, who, '')}" for kind, who in counted.items()]
        given = [int(WINDOW * 1000), secrets.token_hex(8), *(self._most[kind] for kind in counted)]
        return bool(await self.link.ask(lambda r: r.eval(OVER, len(names), *names, *given)))

    async def get(self, conversation: str, name: str) -> Any | None:
        """A value remembered by any edge in the last ten minutes, else None; also where Redis is gone."""
        with suppress(RedisGone, StoreError):  # StoreError: sealed under another secret
            sealed = await self.link.ask(lambda r: r.hget(_recent(conversation), name))
            return self._seal.open(sealed.decode())["value"] if sealed else None
        return None

    async def put(self, conversation: str, name: str, value: Any) -> None:
        """Remember a value for all edges; what lies in Redis is encrypted."""
        key, sealed = _recent(conversation), self._seal.close({"value": value})

        async def both(redis: Any) -> None:
            pipe = redis.pipeline()
            pipe.hset(key, name, sealed)
            pipe.pexpire(key, int(KEPT * 1000))
            await pipe.execute()

        await self._quietly(both)

    async def forget(self, conversation: str) -> None:
        """Forget everything of one conversation; where Redis is gone it goes by itself within ten minutes."""
        await self._quietly(lambda r: r.delete(_recent(conversation)))

    async def _quietly(self, work: Callable[[Any], Awaitable[Any]]) -> None:
        with suppress(RedisGone):
            await self.link.ask(work)


def _recent(conversation: str) -> str:
    return f"safeguard:recent:{conversation}"
