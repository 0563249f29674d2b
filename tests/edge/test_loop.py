"""Nothing that the edge does on its event loop takes long enough for anybody else to notice."""

from __future__ import annotations

import asyncio
import gc
import time
from asyncio import events
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from edge_stand_ins import NOON, FakeEngine, FakeScrubber

from bot.edge.app import build
from bot.edge.engine_client import EngineClient
from bot.edge.loading import load_calendar
from bot.edge.parts import Parts, first_parts
from bot.records.live import LiveStore
from bot.records.log import TurnLog
from bot.settings import Settings

pytestmark = pytest.mark.thorough

MOST = 0.05         # seconds of the processor, so that a busy machine does not count
MESSAGES = 200
LONG = ("my daughter is frightened of her uncle and will not say why " * 1_000)[:20_000]


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[TestClient[object, object]]:
    """The real signals, wording, stores and web server; the engine and the scrubber (a thread) are stand-ins."""
    engine = FakeEngine()
    settings = Settings(data_dir=tmp_path, limit_per_sender=0)
    async with TestServer(engine.app()) as server:
        asking = EngineClient(str(server.make_url("")).rstrip("/"), "token")
        parts: Parts = first_parts(settings, asking)
        parts.secret, parts.now, parts.scrubber = b"s" * 32, lambda: NOON, FakeScrubber()
        asking._token = "token"
        parts.live, parts.log = LiveStore(settings.database), TurnLog(settings.database)
        load_calendar(parts)
        async with TestClient(TestServer(build(parts))) as made:
            yield made


async def test_no_work_on_the_loop_takes_over_fifty_milliseconds(
    client: TestClient[object, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    long: list[tuple[float, str]] = []
    ran = [0]
    run = events.Handle._run  # type: ignore[attr-defined]

    def timed(self: asyncio.Handle) -> None:
        began = time.thread_time()
        run(self)
        took, ran[0] = time.thread_time() - began, ran[0] + 1
        if took > MOST:
            long.append((took, repr(self)[:200]))

    async def say(text: str, sender: str) -> None:
        body = {"sender": sender, "message": text}
        async with client.post("/webhooks/rest/webhook", json=body) as response:
            assert response.status == 200
            await response.json()

    await say("first, for what is read at first use", "first")
    gc.collect()
    gc.freeze()  # what other tests have left behind is not looked through in our time
    monkeypatch.setattr(events.Handle, "_run", timed)
    short = ("a worry about my son", "please help he is here now and he is hurting her", "", "/x " * 30)
    texts = (*short * 9, "she is quiet " * 150, LONG)
    for start in range(0, MESSAGES, 4):
        some = range(start, start + 4)
        await asyncio.gather(*(say(texts[number % len(texts)], f"person {number % 17}") for number in some))
    monkeypatch.undo()
    assert ran[0] > MESSAGES
    assert long == []
