"""Killed with -9 between acknowledgement and reply: nothing lost, at most one doubled, nothing personal on disk."""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.channels.telegram_stand_in import written
from tests.server.lone_edge import LoneEdge, lone_edge
from tests.server.service import NUMBERS

KILLS = int(os.environ.get("SOAK_KILLS", "20"))
AT_ONCE = 3             # people who write before each kill
FIRST_CHAT = 777_000_000  # a number that cannot stand in a file by chance
WORRY = "my name is Marigold Zebedee, ring me on 07700 900461, her uncle frightens her"
PERSONAL = (b"Marigold", b"Zebedee", b"marigold_of_ely", b"07700 900461", b"7770000")

pytestmark = [pytest.mark.server, pytest.mark.timeout(120 + 30 * KILLS)]


async def write(edge: LoneEdge, round: int) -> list[int]:
    """Some people write, and are acknowledged."""
    chats = [FIRST_CHAT + round * AT_ONCE + number for number in range(AT_ONCE)]
    for chat in chats:
        assert await edge.post(written(WORRY, chat, date=int(time.time()))) == 200
    return chats


async def test_nothing_is_lost_and_nothing_personal_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chats: list[int] = []
    between: set[int] = set()   # killed after the message had reached Telegram, before we knew
    slow: dict[str, float] = {}

    async def engine_takes_time(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(slow.get("engine", 0.0))
        return edge.engine.answer(edge.engine.message_for(body))

    async with lone_edge(tmp_path) as edge:
        edge.engine.behave = engine_takes_time
        answered: set[int] = set()
        for round in range(KILLS):
            slow["engine"], edge.api.pause = ((0.0, 0.0), (0.2, 0.0), (0.0, 0.2), (0.0, 0.0))[round % 4]
            chats += await write(edge, round)
            await asyncio.sleep((0.0, 0.1, 0.15, random.uniform(0.0, 0.1))[round % 4])
            edge.kill()
            await asyncio.sleep(0.3)  # what it had sent is still on its way to us
            between |= {int(call.data["chat_id"]) for call in edge.api.sent()} - answered
            kept = edge.written()
            assert [(name, word) for name, content in kept.items() for word in PERSONAL if word in content] == []
            slow["engine"], edge.api.pause = 0.0, 0.0
            await edge.start()
            answered = {int(call.data["chat_id"]) for call in edge.api.sent()}
        until = time.monotonic() + 60
        while {int(call.data["chat_id"]) for call in edge.api.sent()} < set(chats) and time.monotonic() < until:
            await asyncio.sleep(0.1)
        sent = [int(call.data["chat_id"]) for call in edge.api.sent()]
        lost = [chat for chat in chats if chat not in sent]
        doubled = {chat for chat in chats if sent.count(chat) > 1}
        fixed = [call.text for call in edge.api.sent() if "You wrote" not in call.text]
        with capsys.disabled():
            print(f"\n[server] {edge.kills} kills, {len(chats)} messages: {len(lost)} lost, {len(doubled)} doubled, "
                  f"{len(fixed)} answered with the numbers only because the store was slow")
        assert lost == []
        assert max(sent.count(chat) for chat in chats) <= 2
        assert doubled <= between
        assert [text for text in fixed if not all(number in text for number in NUMBERS)] == []
