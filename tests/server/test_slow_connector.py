"""While Telegram takes its time with one answer, everybody else is answered as fast as ever."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.channels.telegram_stand_in import written
from tests.server.lone_edge import LoneEdge, lone_edge

pytestmark = [pytest.mark.server, pytest.mark.timeout(300)]
PAIRS = 60
SLOW = 5_000        # chats from here on are slow
NOISE = 0.01        # seconds; what the clock of a busy machine cannot tell apart
WORRY = "my daughter is frightened of her uncle"


async def took(edge: LoneEdge, chat: int) -> float:
    """Seconds from a message to its answer."""
    began = time.monotonic()
    assert await edge.post(written(WORRY, chat, date=int(time.time()))) == 200
    while not edge.api.sent(chat):
        await asyncio.sleep(0.001)
    return time.monotonic() - began


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


async def test_others_are_answered_as_fast_while_one_answer_hangs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hanging, let_go = asyncio.Event(), asyncio.Event()

    async def slow(method: str, data: dict[str, Any]) -> web.Response | None:
        if method == "sendMessage" and int(data["chat_id"]) >= SLOW:
            hanging.set()
            await asyncio.wait_for(let_go.wait(), 10)
        return None

    alone, beside = [], []
    async with lone_edge(tmp_path) as edge:
        edge.api.fail = slow
        await took(edge, 1)
        for number in range(PAIRS):  # in turn, so that the noise of the machine falls on both alike
            alone.append(await took(edge, 100 + number))
            hanging.clear()
            let_go.clear()
            assert await edge.post(written(WORRY, SLOW + number, date=int(time.time()))) == 200
            await asyncio.wait_for(hanging.wait(), 10)
            beside.append(await took(edge, 1000 + number))
            assert edge.api.sent(SLOW + number) == []
            let_go.set()
    with capsys.disabled():
        print(f"\n[server] p95 of others: {p95(alone):.3f} s alone, {p95(beside):.3f} s beside an answer that hangs")
    assert p95(beside) <= 1.2 * p95(alone) + NOISE
