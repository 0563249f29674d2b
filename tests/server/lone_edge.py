"""The edge alone as a process, with stand-ins of the engine and of Telegram, to be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from bot.paths import ROOT
from tests.channels.telegram_stand_in import HEADER, PATH, SECRET, TOKEN, BotApi
from tests.edge.edge_stand_ins import FakeEngine
from tests.server import processes

READY_SECONDS = 90.0    # on a busy machine


@dataclass
class LoneEdge:
    """One data directory, and an edge over it that is started again after each kill."""

    folder: Path
    engine: FakeEngine
    api: BotApi
    environment: dict[str, str]
    session: aiohttp.ClientSession
    url: str
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0
    output: Path = field(default_factory=Path)

    async def start(self) -> None:
        """Start it and wait until every part is there."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.edge"], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )
        until = time.monotonic() + READY_SECONDS
        while not await self._ready():
            assert self.process.poll() is None, self.output.read_text()[-2000:]
            assert time.monotonic() < until, "the edge did not become ready"
            await asyncio.sleep(0.05)

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.kills += 1

    async def post(self, update: dict[str, Any]) -> int:
        """The status of one update sent to the webhook."""
        async with self.session.post(f"{self.url}{PATH}", json=update, headers={HEADER: SECRET}) as response:
            return response.status

    def written(self) -> dict[str, bytes]:
        """Every file of the service, and what it has printed."""
        files = [path for path in (self.folder / "var").rglob("*") if path.is_file()]
        return {path.name: path.read_bytes() for path in (*files, self.output)}

    async def _ready(self) -> bool:
        try:
            async with self.session.get(f"{self.url}/health/ready") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False


@asynccontextmanager
async def lone_edge(folder: Path, more: dict[str, str] | None = None) -> AsyncIterator[LoneEdge]:
    """A lone edge that runs and is ready; ``more`` settings may switch other channels on."""
    engine, api, port = FakeEngine(), BotApi(), processes.free_port()
    async with TestServer(engine.app()) as behind, TestServer(api.app()) as far, aiohttp.ClientSession() as session:
        environment = {
            **os.environ, "SAFEGUARD_PORT": str(port), "SAFEGUARD_ENGINE_PORT": str(behind.port),
            "SAFEGUARD_ENGINE_TOKEN": "token", "SAFEGUARD_DATA_DIR": str(folder / "var"),
            "SAFEGUARD_LOG_LEVEL": "DEBUG", "SAFEGUARD_TELEGRAM_TOKEN": TOKEN, "SAFEGUARD_TELEGRAM_SECRET": SECRET,
            "SAFEGUARD_TELEGRAM_API": str(far.make_url("/bot")), **(more or {}),
        }
        edge = LoneEdge(folder, engine, api, environment, session, f"http://127.0.0.1:{port}")
        edge.output = folder / "output.txt"
        try:
            await edge.start()
            yield edge
        finally:
            if edge.process is not None and edge.process.poll() is None:
                edge.kill()
