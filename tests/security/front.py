"""The whole public face in a thread of its own: page, REST, Teams and Telegram on, stand-ins for all that is behind."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels import web as page
from bot.channels.refusal import by_status
from bot.edge import messengers
from bot.edge.app import build
from bot.edge.engine_client import EngineClient
from bot.edge.logs import QUIET
from bot.edge.parts import Parts
from bot.edge.server import Runner
from bot.edge.turn import run
from bot.records.mailbox import Mailbox
from bot.safety.assess import Judge
from bot.safety.judgement import Context
from bot.settings import Settings
from bot.terms import Area
from tests.channels.teams.far_end import APP, TENANT, FarEnd
from tests.channels.telegram_stand_in import SECRET, TOKEN, BotApi
from tests.edge.edge_stand_ins import NOON, FakeEngine, FakeJudge, FakeStore, Ticks, parts_with

MARK = "zebrafinch"     # stands in everything that is sent, and may stand in nothing that is logged
MANY = 10**9
LATE = ("error=TimeoutError", "EngineError down", "EngineError slow", "EngineError stuck", "status=failed_slow")


class EdgeServer(TestServer):
    """A test server on the very runner of the edge."""

    async def _make_runner(self, **more: Any) -> Runner:
        return Runner(self.app, lambda status: by_status(status, Area.UNKNOWN, NOON), self.faults, **more)

    def faults(self, kind: str) -> None:
        """Nobody asks for them here."""


class Lines(logging.Handler):
    """Every line of our own loggers, as the edge prints it, at its most talkative."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def cut(self) -> Lines:
        """What there is so far; from here on only what comes is kept."""
        taken = Lines()
        taken.records, self.records = self.records, []
        return taken

    def text(self) -> str:
        return "\n".join(f"{r.name} {r.levelname} {r.getMessage()} {r.exc_info}" for r in self.records)

    def errors(self) -> list[str]:
        """Faults; what came too late on a busy machine stands in ``late``."""
        return [line for line in self._errors() if not line.endswith(LATE)]

    def late(self) -> list[str]:
        return [line for line in self._errors() if line.endswith(LATE)]

    def _errors(self) -> list[str]:
        return [f"{r.name}: {r.getMessage().strip()}" for r in self.records if r.levelno >= logging.ERROR]


@dataclass
class Front:
    """Where it listens, and everything behind it."""

    port: int
    parts: Parts
    engine: FakeEngine
    store: FakeStore
    far: FarEnd
    lines: Lines
    app: web.Application

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, HTTPResponse, bytes]:
        """One request: status, head and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response, response.read()
        finally:
            connection.close()

    def wait_for_keys(self) -> None:
        """Until Teams is believed: its keys are fetched behind the running service."""
        for _ in range(3000):
            if self.ask("POST", "/api/messages", b"{}", {"Authorization": "Bearer x"})[0] != 503:
                return
            time.sleep(0.02)
        raise AssertionError("no keys")


@asynccontextmanager
async def opened(folder: Path, lines: Lines, settings: Settings | None = None) -> AsyncIterator[Front]:
    engine, store, api, far = FakeEngine(), FakeStore(), BotApi(), FarEnd()
    async with TestServer(engine.app()) as behind, TestServer(api.app()) as telegram, far.server:
        given = settings or Settings(
            data_dir=folder, limit_per_sender=MANY, telegram_token=TOKEN, telegram_secret=SECRET,
            telegram_api=f"{telegram.make_url('/bot')}", teams_app_id=APP, teams_tenant=TENANT,
            teams_app_password="a password", teams_service_hosts=far.base.removeprefix("http://"),
            teams_openid_url=f"{far.base}/openid", teams_login_url=far.base,
        )
        asking = EngineClient(str(behind.make_url("")).rstrip("/"), "token")
        parts = parts_with(given, asking, store, FakeJudge(), Ticks())
        parts.judge = parts.first_judge = Judge.load(None)  # the real signals, on whatever is sent
        parts.judge.assess("hello", Context())
        parts.mailbox = Mailbox(f"sqlite:///{folder / 'post.db'}", parts.secret)
        face = partial(page.routes, core=partial(run, parts), settings=given, now=parts.now)
        app = build(parts, (face, *messengers.faces(parts)))
        async with EdgeServer(app) as server:
            yield Front(server.port or 0, parts, engine, store, far, lines, app)


@contextmanager
def in_a_thread(folder: Path, settings: Settings | None = None) -> Iterator[Front]:
    """The same, for tests that are no coroutines."""
    lines, made, ended = Lines(), [], threading.Event()
    ready = threading.Event()

    async def serve() -> None:
        async with opened(folder, lines, settings) as front:
            made.append(front)
            ready.set()
            await asyncio.get_running_loop().run_in_executor(None, ended.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    with listening(lines):
        thread.start()
        assert ready.wait(120)
        try:
            yield made[0]
        finally:
            ended.set()
            thread.join(20)


@contextmanager
def listening(lines: Lines) -> Iterator[None]:
    """Hear our loggers at DEBUG; libraries stay as quiet as the edge keeps them."""
    own, loud = logging.getLogger("safeguard"), {name: logging.getLogger(name).level for name in QUIET}
    before = own.level
    own.setLevel(logging.DEBUG)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger().addHandler(lines)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(lines)
        own.setLevel(before)
        for name, level in loud.items():
            logging.getLogger(name).setLevel(level)
