"""Asks the engine over loopback, and knows when it is gone: a dead or stuck engine must not hold back an answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp

from bot import trace
from bot.edge.guard import Guard
from bot.edge.state import EngineAnswer
from bot.errors import EngineError

LOOK = 0.2          # seconds between two looks at a request that is under way
PROBE_UP = 1.0      # seconds between two probes of an engine that is there
PROBE_DOWN = 0.4    # and of one that is not
IDLE = 4.0          # the engine's server closes an idle connection after five seconds
FAILURES = 5        # turns in a row that fail before the engine is left alone for a while
REST = 2.0          # seconds that it is left alone
AT_ONCE = 16        # turns at once; each takes some 30 ms, one after another, so that more could not be in time
LEFT = "X-Seconds-Left"  # after so long nobody waits for the answer, and the engine lets the turn go without a trace


class EngineClient:
    """``up`` says whether the engine answered last. ``stuck``: silence, in seconds, after which it counts as gone."""

    def __init__(
        self, base: str, token: str, stuck: float = 2.0, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.up = False
        self.lost = 0  # how often it was there and then was not
        self.guard = Guard(EngineError, FAILURES, REST, AT_ONCE, ticks)
        self._base, self._token, self._stuck, self._ticks = base, token, stuck, ticks
        self._heard = ticks()
        self._session: aiohttp.ClientSession | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def away(self) -> int:
        """How many engines are not there: this one or none."""
        return int(not self.up)

    async def start(self) -> None:
        """Open the session and begin to probe."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=IDLE), trust_env=False,
            headers={"Authorization": f"Bearer {self._token}"}, timeout=aiohttp.ClientTimeout(total=None),
        )
        await self._probe(0.5)
        self._watch = asyncio.create_task(self._probe_for_ever())

    async def close(self) -> None:
        """Stop probing and close the session."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        if self._session:
            await self._session.close()

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        """Ask with scrubbed text; raises EngineError when the engine is down, slow, failed, silent or overrun."""
        if not self.up:
            raise EngineError("down")
        with self.guard.one():
            whole = {"sender": key, "text": text, "metadata": metadata}
            status, body = await self._call("POST", "/turn", seconds, whole)
            if status == 503:
                self.up = False  # it is ending
            if status != 200:
                raise EngineError(f"status {status}")
            return read(body)

    async def forget(self, key: str) -> None:
        """Delete one conversation; raises EngineError when that is not certain."""
        status, _ = await self._call("DELETE", f"/conversation/{key}", 3.0)
        if status not in (200, 204):
            raise EngineError(f"status {status}")

    async def _probe_for_ever(self) -> None:
        while True:
            await asyncio.sleep(PROBE_UP if self.up else PROBE_DOWN)
            await self._probe(5.0)

    async def _probe(self, seconds: float) -> None:
        try:
            status, _ = await self._call("GET", "/ready", seconds)
        except EngineError:
            return
        if status == 200 and not self.up:
            self.guard.reset()  # it is a new one, or well again
        self._now_up(status == 200)

    def _now_up(self, up: bool) -> None:
        self.lost += self.up and not up
        self.up = up

    async def _call(self, method: str, path: str, seconds: float, body: Any = None) -> tuple[int, Any]:
        """One request; slow (over ``seconds``), stuck or without a connection is an EngineError with no words in it."""
        left = {trace.HEADER: trace.current.get(), LEFT: f"{seconds:.3f}"}
        request = asyncio.ensure_future(self._send(method, path, body, left))
        began = self._ticks()
        try:
            while not (await asyncio.wait({request}, timeout=min(LOOK, max(0.0, began + seconds - self._ticks()))))[0]:
                at = self._ticks()
                if at - max(began, self._heard) > self._stuck:
                    self._now_up(False)  # while others are answered it is only busy; this is silence
                    raise EngineError("stuck")
                if at - began >= seconds:
                    raise EngineError("slow")
            result = await request
        except (aiohttp.ClientError, OSError):
            self._now_up(False)
            raise EngineError("no connection") from None
        except ValueError:
            raise EngineError("unreadable") from None
        finally:
            request.cancel()
        self._heard = self._ticks()
        return result

    async def _send(
        self, method: str, path: str, body: Any, headers: dict[str, str], again: bool = True
    ) -> tuple[int, Any]:
        if self._session is None:
            raise EngineError("not started")
        try:
            async with self._session.request(method, f"{self._base}{path}", json=body, headers=headers) as response:
                content = await response.json(content_type=None) if response.status == 200 else None
                return response.status, content
        except aiohttp.ServerDisconnectedError:
            if not again:
                raise
        # A kept connection that the engine had closed meanwhile: once more, on a fresh one.
        return await self._send(method, path, body, headers, again=False)


def read(body: Any) -> EngineAnswer:
    """The engine's JSON as an answer; raises EngineError when it holds no message."""
    if not isinstance(body, dict):
        raise EngineError("unreadable")
    messages, context = body.get("messages"), body.get("context")
    if not isinstance(messages, list) or not messages or not isinstance(messages[0], dict):
        raise EngineError("empty answer")
    intent, beside, confidence = body.get("intent"), body.get("beside"), body.get("confidence")
    near, why = body.get("near"), body.get("why")
    return EngineAnswer(
        message=messages[0], context=context if isinstance(context, dict) else {},
        intent=intent if isinstance(intent, str) else None, beside=beside if isinstance(beside, str) else None,
        confidence=_number(confidence), margin=_number(body.get("margin")),
        near=near if isinstance(near, str) else None, why=why if isinstance(why, str) else None,
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
