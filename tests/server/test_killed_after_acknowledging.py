"""Killed with -9 between acknowledgement and reply, with people in Telegram and in Teams: nothing lost, nothing kept.

At most one doubled message for each kill and chat, and only where it may have gone out just before.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.channels.teams.far_end import TENANT, FarEnd
from tests.channels.telegram_stand_in import written
from tests.server import teams_people
from tests.server.lone_edge import LoneEdge, lone_edge
from tests.server.service import NUMBERS

KILLS = int(os.environ.get("SOAK_KILLS", "20"))
AT_ONCE = 3             # people who write in each channel before each kill
FIRST_CHAT = 777_000_000  # a number that cannot stand in a file by chance
WORRY = "my name is Marigold Zebedee, ring me on 07700 900461, her uncle frightens her"
PERSONAL = (
    b"Marigold", b"Zebedee", b"marigold_of_ely", b"07700 900461", b"7770000", b"29:person-", b"a:chat-77",
    TENANT.encode(),
)
# Seconds that the engine takes, that the other side takes, and from the last message to the kill.
PACES = ((0.0, 0.0, 0.0), (0.2, 0.0, 0.1), (0.0, 0.2, 0.15), (0.0, 0.0, None))
Sent = tuple[str, str]  # a chat, and whether the answer or its choices

pytestmark = [pytest.mark.server, pytest.mark.timeout(120 + 40 * KILLS)]


def out(edge: LoneEdge, far: FarEnd) -> Counter[Sent]:
    """How often each message has gone out."""
    def kind(sent: dict[str, Any]) -> str:
        return "answer" if "You wrote" in str(sent["attachments"][0]["content"]["body"]) else "choices"

    in_teams = Counter((sent["conversation"]["id"], kind(sent)) for sent in far.posted())
    return in_teams + Counter((call.data["chat_id"], "answer") for call in edge.api.sent())


async def write(edge: LoneEdge, far: FarEnd, round: int) -> set[Sent]:
    """Some people write in both, and are acknowledged; what must come back to them."""
    wanted = set()
    for number in range(AT_ONCE):
        chat, other = FIRST_CHAT + round * AT_ONCE + number, f"a:chat-77{round:03}{number}"
        far.slow[other] = edge.api.pause
        assert await edge.post(written(WORRY, chat, date=int(time.time()))) == 200
        await teams_people.write(edge, far, other, WORRY)
        wanted |= {(str(chat), "answer"), (other, "answer"), (other, "choices")}
    return wanted


async def test_nothing_is_lost_and_nothing_personal_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far, wanted, before = FarEnd(), set[Sent](), Counter[Sent]()
    between: set[Sent] = set()  # gone out in the run that was killed: perhaps before we knew
    slow: dict[str, float] = {}

    async def engine_takes_time(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(slow.get("engine", 0.0))
        return edge.engine.answer(edge.engine.message_for(body))

    async with far.server, lone_edge(tmp_path, teams_people.settings(far)) as edge:
        edge.engine.behave = engine_takes_time
        for round in range(KILLS):
            slow["engine"], edge.api.pause, wait = PACES[round % len(PACES)]
            wanted |= await write(edge, far, round)
            await asyncio.sleep(random.uniform(0.0, 0.25) if wait is None else wait)
            edge.kill()
            await asyncio.sleep(0.3)  # what it had sent is still on its way to us
            between |= set(out(edge, far) - before)
            kept = edge.written()
            assert [(name, word) for name, content in kept.items() for word in PERSONAL if word in content] == []
            slow["engine"], edge.api.pause, far.slow = 0.0, 0.0, {}
            await edge.start()
            before = out(edge, far)
        until = time.monotonic() + 60
        while set(out(edge, far)) < wanted and time.monotonic() < until:
            await asyncio.sleep(0.1)
        found = out(edge, far)
        doubled = {one for one, times in found.items() if times > 1}
        fixed = [call.text for call in edge.api.sent() if "You wrote" not in call.text]
        with capsys.disabled():
            print(f"\n[server] {edge.kills} kills, {len(wanted)} messages in Telegram and Teams: "
                  f"{len(wanted - set(found))} lost, {len(doubled)} doubled, "
                  f"{len(fixed)} answered with the numbers only because the store was slow")
        assert set(found) == wanted
        assert max(found.values()) <= 2
        assert doubled <= between
        assert [text for text in fixed if not all(number in text for number in NUMBERS)] == []
