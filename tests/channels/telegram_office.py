"""The edge with Telegram switched on, a stand-in of Telegram at the far end, and a mailbox in a file."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer
from telegram_stand_in import HEADER, NOW, PATH, SECRET, TOKEN, BotApi, written

from bot.clock import LONDON
from bot.edge import messengers
from bot.edge.app import build
from bot.edge.engine_client import EngineClient
from bot.edge.parts import Parts
from bot.records.mailbox import Mailbox
from bot.settings import Settings
from tests.edge.edge_stand_ins import FakeEngine, FakeJudge, FakeStore, Ticks, parts_with
from tests.edge.edge_stand_ins import soon as within

SETTINGS = Settings(telegram_token=TOKEN, telegram_secret=SECRET, limit_per_sender=100)

PATIENCE = 20.0  # seconds; of a busy machine


async def soon(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    await within(true, seconds)


@dataclass
class Office:
    """The edge, its Telegram and everything behind them; ``moved`` moves the time of day, in seconds."""

    client: TestClient[Any, Any]
    api: BotApi
    parts: Parts
    engine: FakeEngine
    judge: FakeJudge
    folder: Path
    moved: float = 0.0
    numbers: int = field(default=0)

    async def post(self, body: Any, **headers: str) -> int:
        """The status of one request to the webhook, with the secret unless other headers are given."""
        given = headers or {HEADER: SECRET}
        raw = {"data": body} if isinstance(body, (bytes, str)) else {"json": body}
        async with self.client.post(PATH, headers=given, **raw) as response:
            await response.read()
            return response.status

    async def write(self, text: str, chat: int = 7) -> None:
        """A person writes, and waits for the answer."""
        self.numbers += 1
        before = len(self.api.sent(chat))
        assert await self.post(written(text, chat, self.numbers)) == 200
        await soon(lambda: len(self.api.sent(chat)) > before)

    async def quiet(self) -> None:
        """Until nothing is on its way any more."""
        box = self.parts.mailbox
        assert box is not None
        await soon(lambda: not box.unanswered() and not box.out.unsent())


@asynccontextmanager
async def opened(folder: Path, **more: Any) -> AsyncIterator[Office]:
    """An office whose mailbox is in ``folder``; ``more`` are settings of its own."""
    engine, api, judge, store = FakeEngine(), BotApi(), FakeJudge(), FakeStore()
    began = time.monotonic()
    async with TestServer(engine.app()) as engine_server, TestServer(api.app()) as api_server:
        settings = replace(SETTINGS, data_dir=folder, telegram_api=f"{api_server.make_url('/bot')}", **more)
        asking = EngineClient(str(engine_server.make_url("")).rstrip("/"), "token", stuck=2.0)
        parts = parts_with(settings, asking, store, judge, Ticks())
        parts.mailbox = Mailbox(f"sqlite:///{folder / 'post.db'}", parts.secret)
        made: list[Office] = []

        def now() -> datetime:
            moved = made[0].moved if made else 0.0
            return datetime.fromtimestamp(NOW + moved + time.monotonic() - began, LONDON)

        parts.now = now
        async with TestClient(TestServer(build(parts, messengers.faces(parts)))) as client:
            made.append(Office(client, api, parts, engine, judge, folder))
            await soon(lambda: api.of("setMyCommands") != [])
            yield made[0]
