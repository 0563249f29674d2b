"""A delivery over a real mailbox in a file, with a channel, an engine and a clock that do what the test says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels import Incoming
from bot.channels.post import Accepted, Progress
from bot.edge.delivery import Delivery
from bot.edge.engine_client import read
from bot.edge.parts import Parts
from bot.edge.state import EngineAnswer
from bot.errors import EngineError
from bot.records.mailbox import Mailbox
from bot.settings import Settings
from tests.edge.edge_stand_ins import NOON, FakeEngine, FakeJudge, FakeStore, Ticks, parts_with


class Clock:
    """The time of day, which only moves when told to; whoever sleeps wakes when it is time."""

    def __init__(self) -> None:
        self.moved = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.moved)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 2))
        until = self.moved + seconds
        while self.moved < until:
            await asyncio.sleep(0.002)

    async def goes_on(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass in steps, and let those who wait for it act."""
        until = self.moved + seconds
        while self.moved < until:
            self.moved += step
            await asyncio.sleep(0.02)


class HereEngine:
    """The stand-in of the engine without the wire. ``slow`` holds every turn back until it is set to False."""

    def __init__(self) -> None:
        self.up, self.away, self.slow, self.fake = True, 0, False, FakeEngine()
        self.asked: list[str] = []
        self.metadata: list[dict[str, Any]] = []
        self.forgotten: list[str] = []

    async def start(self) -> None:
        """Nothing to watch."""

    async def close(self) -> None:
        """Nothing to close."""

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        if not self.up:
            raise EngineError("down")
        self.asked.append(text)
        self.metadata.append(metadata)
        while self.slow:
            await asyncio.sleep(0.002)
        body = {"text": text, "metadata": metadata}
        answer = self.fake.answer(self.fake.message_for(body))
        return read(json.loads(str(answer.text)))

    async def forget(self, key: str) -> None:
        self.forgotten.append(key)


@dataclass
class FakeChannel:
    """Keeps what was sent, as (chat, text); ``fail`` is asked before each sending and may raise or wait."""

    channel: str = "pigeon"
    sent: list[tuple[str, str]] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    messages: list[Mapping[str, Any]] = field(default_factory=list)
    fail: Callable[[str], Awaitable[None]] | None = None

    async def typing(self, address: Mapping[str, Any]) -> None:
        self.typed.append(address["chat"])

    async def send(
        self, address: Mapping[str, Any], message: Mapping[str, Any], late: bool, progress: Progress
    ) -> None:
        chat = str(address["chat"])
        if self.fail:
            await self.fail(chat)
        if late:
            assert message == {}
            self.late.append(chat)
            return
        self.messages.append(message)
        self.sent.append((chat, str(message["text"]).split("\n")[0]))

    def to(self, chat: str) -> list[str]:
        return [text for to, text in self.sent if to == chat]


@dataclass
class Post:
    """Everything around one delivery; ``again`` is the next start over the same file."""

    folder: Path
    parts: Parts
    delivery: Delivery
    channel: FakeChannel
    engine: HereEngine
    store: FakeStore
    judge: FakeJudge
    clock: Clock

    async def write(self, text: str, chat: str = "ann", **more: Any) -> Accepted:
        """One message of a person; every message has an id of its own unless one is given."""
        calm = more.pop("calm", None)
        incoming = Incoming(
            text=text, endpoint="pigeon", conversation=chat, person=chat, channel="pigeon",
            **{"message_id": more.pop("id", None), **more},
        )
        return await self.delivery.accept(incoming, {"chat": chat, "where": "40 Plain Street"}, calm)

    async def rest(self) -> None:
        """Until nothing runs any more."""
        await asyncio.sleep(0.002)
        while self.delivery._in.busy or self.delivery._out.busy:
            await asyncio.sleep(0.002)

    def again(self) -> Post:
        return post(self.folder, self.engine, self.store, self.clock, self.channel)


def post(
    folder: Path, engine: HereEngine | None = None, store: FakeStore | None = None, clock: Clock | None = None,
    channel: FakeChannel | None = None,
) -> Post:
    """A delivery whose mailbox is the file in ``folder``."""
    engine, store, clock = engine or HereEngine(), store or FakeStore(), clock or Clock()
    judge, channel = FakeJudge(), channel or FakeChannel()
    parts = parts_with(Settings(data_dir=folder), engine, store, judge, Ticks())  # type: ignore[arg-type]
    parts = replace(parts, now=clock.now, mailbox=Mailbox(f"sqlite:///{folder / 'post.db'}", parts.secret))
    delivery = Delivery(parts, clock.sleep)
    delivery.add(channel)
    return Post(folder, parts, delivery, channel, engine, store, judge, clock)
