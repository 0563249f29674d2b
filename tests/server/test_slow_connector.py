"""While Telegram or Teams takes its time with one answer, everybody else there is answered as fast as ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from aiohttp import web

from tests.channels.teams.far_end import FarEnd
from tests.channels.telegram_stand_in import written
from tests.server import teams_people
from tests.server.lone_edge import LoneEdge, lone_edge

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]
PAIRS = 40          # measured before it is looked at; the more there are, the less a busy machine can say
MOST = 6            # times so many
FACTOR = 1.2
TICK = 0.003        # seconds; what the waiting loops here cannot tell apart
HANGS = 10.0        # seconds
SLOW = 5_000        # chats from here on are slow
WORRY = "my daughter is frightened of her uncle"


@dataclass
class Hanging:
    """What holds the answers to slow chats back: ``began`` when one hangs, ``over`` lets it go."""

    began: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def hold(self) -> None:
        self.began.set()
        await asyncio.wait_for(self.over.wait(), HANGS)


class SlowTeams(FarEnd):
    """A connector that takes its time with slow chats."""

    hanging: Hanging

    async def _activity(self, request: web.Request) -> web.Response:
        if int(request.match_info["conversation"].removeprefix("a:")) >= SLOW:
            await self.hanging.hold()
        return await super()._activity(request)


@dataclass(frozen=True)
class Face:
    """How a person writes in a channel, and whether an answer has reached a chat."""

    write: Callable[[int], Awaitable[object]]
    answered: Callable[[int], bool]

    async def took(self, chat: int) -> float:
        """Seconds from a message to its answer."""
        began = time.monotonic()
        await self.write(chat)
        while not self.answered(chat):
            await asyncio.sleep(0.001)
        return time.monotonic() - began


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


async def measured(face: Face, hanging: Hanging) -> tuple[list[float], list[float]]:
    """Seconds alone and beside an answer that hangs, in turn, so that the noise of the machine falls on both alike."""
    alone: list[float] = []
    beside: list[float] = []
    await face.took(1)
    while len(alone) < PAIRS * MOST:
        number = len(alone)
        alone.append(await face.took(100 + number))
        hanging.began.clear()
        hanging.over.clear()
        await face.write(SLOW + number)
        await asyncio.wait_for(hanging.began.wait(), HANGS)
        beside.append(await face.took(1000 + number))
        assert not face.answered(SLOW + number)
        hanging.over.set()
        if len(alone) % PAIRS == 0 and within(p95, alone, beside):
            break  # an answer that waits for another is late by seconds, however many there are
    return alone, beside


def within(figure: Callable[[list[float]], float], alone: list[float], beside: list[float]) -> bool:
    return figure(beside) <= FACTOR * figure(alone) + TICK


async def test_others_are_answered_as_fast_while_one_answer_hangs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far, hanging = SlowTeams(), Hanging()
    far.hanging = hanging

    async def slow(method: str, data: dict[str, Any]) -> web.Response | None:
        if method == "sendMessage" and int(data["chat_id"]) >= SLOW:
            await hanging.hold()
        return None

    async with far.server, lone_edge(tmp_path, teams_people.settings(far)) as edge:
        edge.api.fail = slow
        for name, face in faces(edge, far).items():
            alone, beside = await measured(face, hanging)
            with capsys.disabled():
                print(f"\n[server] {name}, seconds to an answer, {len(alone)} alone and beside one that hangs: "
                      f"p95 {p95(alone):.3f}, {p95(beside):.3f}; median {median(alone):.3f}, {median(beside):.3f}")
            assert within(median, alone, beside), name
            assert within(p95, alone, beside), name


def faces(edge: LoneEdge, far: FarEnd) -> dict[str, Face]:
    """The two channels that acknowledge first."""
    def posted(chat: int) -> bool:
        return any(sent["conversation"]["id"] == f"a:{chat}" for sent in reversed(far.posted()))

    return {
        "Telegram": Face(lambda chat: edge.post(written(WORRY, chat, date=int(time.time()))),
                         lambda chat: bool(edge.api.sent(chat))),
        "Teams": Face(lambda chat: teams_people.write(edge, far, f"a:{chat}", WORRY), posted),
    }
