"""The edge killed with -9 at random moments under load: no acknowledged turn lost, none doubled, no damaged store."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot.paths import ROOT
from tests.edge.edge_stand_ins import FakeEngine
from tests.server import processes
from tests.server.writers import Writer, lost_or_doubled

KILLS = int(os.environ.get("SOAK_EDGE_KILLS", "50"))
WRITERS = 3
SHORTEST, LONGEST = 0.15, 0.5   # seconds of a life, from its first answer on

pytestmark = [pytest.mark.server, pytest.mark.timeout(120 + 5 * KILLS)]


@asynccontextmanager
async def reborn(folder: Path, engine: FakeEngine) -> AsyncIterator[tuple[str, subprocess.Popen[bytes]]]:
    """An edge that is there again after each kill; its address, and the process above it."""
    async with TestServer(engine.app()) as behind:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            environment = {
                **os.environ, "SAFEGUARD_DATA_DIR": str(folder / "var"), "SAFEGUARD_ENGINE_PORT": str(behind.port),
                "SAFEGUARD_ENGINE_TOKEN": "token", "SAFEGUARD_LIMIT_PER_SENDER": "0",
            }
            fd = listening.fileno()
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.server.reborn", str(fd)], cwd=ROOT, env=environment, pass_fds=(fd,),
                start_new_session=True, stderr=subprocess.DEVNULL,
            )
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}", process
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


async def until_more(writers: list[Writer], most: float) -> None:
    """Until somebody has been answered again."""
    before, began = sum(len(one.acknowledged) for one in writers), time.monotonic()
    while sum(len(one.acknowledged) for one in writers) == before:
        assert time.monotonic() - began < most, "nobody is answered any more"
        await asyncio.sleep(0.02)


async def test_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    async with reborn(tmp_path, FakeEngine()) as (url, process):
        writers = [Writer(url, f"writer {number}", pause=0.05).start() for number in range(WRITERS)]
        try:
            await until_more(writers, 60)
            for _ in range(KILLS):
                await asyncio.sleep(random.uniform(SHORTEST, LONGEST))
                for child in processes.children(process.pid):
                    os.kill(child, signal.SIGKILL)
                await until_more(writers, 30)
        finally:
            for one in writers:
                await asyncio.to_thread(one.end)
    wrong = lost_or_doubled(writers, tmp_path / "var")
    with capsys.disabled():
        print(f"\n[server] {KILLS} kills of the edge under load in {time.monotonic() - began:.0f} s: "
              f"{sum(len(one.acknowledged) for one in writers)} turns acknowledged, {sum(o.tries for o in writers)} "
              f"tries; lost, doubled or damaged: {wrong or 'none'}")
    assert wrong == []
