"""The off switch on a running edge: on every channel within two seconds, with a dead engine, and off again."""

from __future__ import annotations

import asyncio
import html
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels import teams
from bot.paths import ROOT
from bot.replies.words import words
from tests.channels.page_visit import HOME, fields
from tests.channels.teams.far_end import FarEnd
from tests.channels.telegram_stand_in import written
from tests.edge.edge_stand_ins import soon
from tests.server.lone_edge import LoneEdge, lone_edge
from tests.server.service import NUMBERS, WEBHOOK
from tests.server.teams_people import settings

pytestmark = [pytest.mark.server, pytest.mark.timeout(300)]
WORRY = "zebramarked: my daughter is frightened of her uncle"
DANGER = "please help he is here now and he is hurting her"
SAID = words("edge")["paused"]["opening"]
PAGE = words("page")["paused"]
SWITCH_SECONDS = 2.0


def command(edge: LoneEdge, *line: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *line], cwd=ROOT, env=edge.environment, capture_output=True, text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def is_paused(edge: LoneEdge) -> bool:
    async with edge.session.get(f"{edge.url}/health/ready") as response:
        return bool((await response.json())["paused"])


async def turned(edge: LoneEdge, paused: bool) -> float:
    began = time.monotonic()
    while await is_paused(edge) is not paused:
        assert time.monotonic() - began < SWITCH_SECONDS
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def by_rest(edge: LoneEdge, text: str, sender: str = "ann") -> dict[str, Any]:
    async with edge.session.post(f"{edge.url}{WEBHOOK}", json={"sender": sender, "message": text}) as response:
        found: dict[str, Any] = (await response.json())[0]
        return found


async def by_page(edge: LoneEdge, text: str) -> str:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(f"{edge.url}/") as response:
            hidden = fields(await response.text())
        async with browser.post(f"{edge.url}/chat", data={**hidden, "message": text}, headers=HOME) as response:
            return html.unescape(await response.text())


async def by_telegram(edge: LoneEdge, text: str, chat: int) -> str:
    assert await edge.post(written(text, chat, date=int(time.time()))) == 200
    await soon(lambda: bool(edge.api.sent(chat)), 60)
    return edge.api.sent(chat)[0].text


async def by_teams(edge: LoneEdge, far: FarEnd, text: str, chat: str) -> str:
    body = far.activity(text, conversation={"id": chat, "conversationType": "personal"})
    for _ in range(200):
        headers = {"Authorization": f"Bearer {far.token()}"}
        async with edge.session.post(f"{edge.url}{teams.PATH}", json=body, headers=headers) as response:
            if response.status == 200:
                break
        await asyncio.sleep(0.05)
    await soon(lambda: any(sent["conversation"]["id"] == chat for sent in far.posted()), 60)
    return str([sent for sent in far.posted() if sent["conversation"]["id"] == chat])


async def pausing(edge: LoneEdge) -> float:
    """Type the command, and return the seconds from its beginning until the edge is paused."""
    began = time.monotonic()
    line = ("pause", "--who", "A Lead", "--why", "a wrong answer for Sarah Jones")
    running = asyncio.create_task(asyncio.to_thread(command, edge, *line))
    while not await is_paused(edge):
        await asyncio.sleep(0.02)
        assert time.monotonic() - began < 60
    seconds = time.monotonic() - began
    assert "Paused" in await running
    return seconds


async def every_channel_says_it(edge: LoneEdge, far: FarEnd) -> None:
    rest = await by_rest(edge, WORRY)
    assert rest["text"].startswith(SAID["parent"])
    assert all(number in rest["text"] for number in NUMBERS)
    page = await by_page(edge, WORRY)
    assert SAID["parent"].split(". ")[0] in page
    assert all(number in page for number in NUMBERS)
    assert (await by_telegram(edge, WORRY, 7001)).startswith(SAID["parent"])
    assert SAID["professional"].split(". ")[0] in await by_teams(edge, far, WORRY, "a:paused")
    assert (await by_rest(edge, DANGER))["custom"]["guidance"]["kind"] == "escalation"
    assert "999" in (await by_telegram(edge, DANGER, 7002)).split("\n")[0]


async def deleting_goes_on(edge: LoneEdge) -> None:
    """Of somebody who wrote before the pause."""
    def kept() -> int:
        with closing(sqlite3.connect(f"file:{edge.folder / 'var' / 'safeguard.db'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM live_conversations").fetchone()[0])

    before = kept()
    answer = await by_rest(edge, "please delete my conversation", "dee")
    assert answer["text"].startswith(words("edge")["paused"]["deleted"]["parent"])
    assert kept() == before - 1


async def test_pause_and_resume_on_every_channel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    far = FarEnd()
    async with far.server, lone_edge(tmp_path, settings(far)) as edge:
        for sender in ("ann", "dee"):
            assert "You wrote" in (await by_rest(edge, "hello", sender))["text"]
        seconds = await pausing(edge)
        edge.engine.ready = 503     # and the engine is dead besides
        await asyncio.sleep(1.2)
        asked = len(edge.engine.asked)
        await every_channel_says_it(edge, far)
        await deleting_goes_on(edge)
        async with edge.session.get(f"{edge.url}/") as response:
            assert PAGE["heading"] in await response.text()
        assert len(edge.engine.asked) == asked
        kept = edge.written()
        assert [(name, word) for name in kept for word in (b"zebramarked", b"Sarah") if word in kept[name]] == []

        edge.kill()                 # a new start is paused from its first answer on
        edge.engine.ready = 200
        await edge.start()
        # Ann told of danger: hers is still open, and that goes before the pause.
        assert (await by_rest(edge, WORRY, "ben"))["text"].startswith(SAID["parent"])
        await asyncio.to_thread(command, edge, "resume", "--who", "B Lead")
        back = await turned(edge, False)
        until = time.monotonic() + 20    # the engine is looked at twice a second
        while "You wrote" not in (await by_rest(edge, "hello again", "ben"))["text"]:
            assert time.monotonic() < until
            await asyncio.sleep(0.2)
        with capsys.disabled():
            print(f"\n[server] paused {seconds:.1f} s after the command began, resumed {back:.1f} s after it ended")
