"""Two real engines and two real edges over one PostgreSQL and one Redis, each as its own process, as in ``deploy/``."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa

from bot.channels.tasks import end
from bot.paths import ROOT
from bot.records.keys import conversation_key
from bot.records.tables import events, live_conversations, turn_log
from tests.server.processes import free_port

START_SECONDS = 240.0   # on a busy machine; what is promised of a start is measured in tests/server


@dataclass
class Node:
    """One edge or one engine, killed and started again on the same port."""

    name: str
    port: int
    arguments: list[str]
    environment: dict[str, str]
    output: Path
    process: subprocess.Popen[bytes] | None = None
    open: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.arguments], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )

    def kill(self) -> None:
        """kill -9, of a process that runs; one that had ended by itself is no kill."""
        assert self.process is not None
        assert self.process.poll() is None, f"{self.name} had ended: {self.output.read_text()[-2000:]}"
        self.end()
        assert self.process.returncode == -signal.SIGKILL

    def end(self, number: signal.Signals = signal.SIGKILL) -> float:
        """Send a signal and wait until it is gone; seconds that it took."""
        assert self.process is not None
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(30)
        return time.monotonic() - began


@dataclass
class Cluster:
    """Everything around one database. ``secret`` keys its conversations."""

    folder: Path
    database: str
    secret: str
    session: aiohttp.ClientSession
    edges: list[Node] = field(default_factory=list)
    engines: list[Node] = field(default_factory=list)

    async def ready(self, edge: Node) -> dict[str, Any]:
        """What an edge says of itself; empty while it does not answer."""
        try:
            async with self.session.get(f"{edge.url}/health/ready") as response:
                told: dict[str, Any] = await response.json()
                return told
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return {}

    async def balance(self) -> None:
        """Look which edges are open, as a load balancer does, again and again."""
        while True:
            for edge in self.edges:
                try:
                    async with self.session.get(f"{edge.url}/health/open") as response:
                        edge.open = response.status == 200
                except (aiohttp.ClientError, asyncio.TimeoutError):
                    edge.open = False
            await asyncio.sleep(0.2)

    def edge_for(self, number: int) -> Node:
        """One edge that is open, else any."""
        there = [edge for edge in self.edges if edge.open] or self.edges
        return there[number % len(there)]

    async def opens(self, edge: Node) -> None:
        """Until people are sent to this edge, as a rolling replacement waits before it goes on."""
        began = time.monotonic()
        while not edge.open:
            assert time.monotonic() - began < START_SECONDS
            await asyncio.sleep(0.1)

    async def wait(self) -> None:
        """Until every edge is ready and sees every engine and Redis."""
        began = time.monotonic()
        for edge in self.edges:
            while not (told := await self.ready(edge)).get("ready") or told["weaker"]:
                for node in (*self.edges, *self.engines):
                    assert node.process is not None
                    assert node.process.poll() is None, f"{node.name}: {node.output.read_text()[-2000:]}"
                assert time.monotonic() - began < START_SECONDS, f"{edge.name}: {told}"
                await asyncio.sleep(0.2)

    def key(self, sender: str) -> str:
        return conversation_key(bytes.fromhex(self.secret), "rest", sender, sender)

    def message_key(self, sender: str, message: str) -> str:
        return conversation_key(bytes.fromhex(self.secret), "message", self.key(sender), message)

    def logged(self) -> dict[str, list[Any]]:
        """The rows of the log by key of the conversation, in their order."""
        query = sa.select(live_conversations.c.key, turn_log).join(
            live_conversations, live_conversations.c.log_id == turn_log.c.log_id
        ).order_by(turn_log.c.position)
        return self._by_first(query)

    def heard(self) -> dict[str, list[Any]]:
        """What the engines wrote down that people said, by key, in order."""
        query = sa.select(events.c.sender_id, events.c.data).where(events.c.type_name == "user").order_by(events.c.id)
        return self._by_first(query)

    def count(self, table: sa.Table) -> int:
        return len(self._rows(sa.select(table)))

    def _by_first(self, query: Any) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for row in self._rows(query):
            found.setdefault(row[0], []).append(row)
        return found

    def _rows(self, query: Any) -> list[Any]:
        engine = sa.create_engine(self.database, future=True, poolclass=sa.pool.NullPool)
        with engine.connect() as connection:
            return connection.execute(query).all()


def settings(database: str, secret: str, folder: Path, engines: list[int]) -> dict[str, str]:
    """The environment that all of them share, as ``deploy/compose.yml`` sets it."""
    mine = {
        "SAFEGUARD_STORE_URL": database, "SAFEGUARD_REDIS_URL": os.environ["REDIS_URL"], "SAFEGUARD_SECRET": secret,
        "SAFEGUARD_ENGINE_TOKEN": secrets.token_hex(16), "SAFEGUARD_LIMIT_PER_SENDER": "100000", "SAFEGUARD_DRAIN": "1",
        "SAFEGUARD_ENGINE_URLS": ",".join(f"http://127.0.0.1:{port}" for port in engines),
        # All of it on one small machine: a turn that is given up is not in the engine, and its turns are counted here.
        "SAFEGUARD_ENGINE_TIMEOUT": "8",
        "SAFEGUARD_DATA_DIR": str(folder / "must not be made"), "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **mine, "PYTHONPATH": str(ROOT)}


@asynccontextmanager
async def cluster(folder: Path) -> AsyncIterator[Cluster]:
    """Two of each over an empty database; all are ended at the end."""
    server = sa.create_engine(os.environ["POSTGRES_URL"], future=True, isolation_level="AUTOCOMMIT")
    name, secret = f"cluster_{secrets.token_hex(4)}", secrets.token_hex(32)
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    database = os.environ["POSTGRES_URL"].rsplit("/", 1)[0] + f"/{name}"
    engines, edges = [free_port(), free_port()], [free_port(), free_port()]
    common = settings(database, secret, folder, engines)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        made = Cluster(folder, database, secret, session)
        for number, port in enumerate(engines):
            arguments = ["bot.engine", "--port", str(port)]
            made.engines.append(Node(f"engine {number}", port, arguments, common, folder / f"engine{number}.txt"))
        for number, port in enumerate(edges):
            here = {**common, "SAFEGUARD_PORT": str(port)}
            made.edges.append(Node(f"edge {number}", port, ["bot.edge"], here, folder / f"edge{number}.txt"))
        try:
            for node in (*made.engines, *made.edges):
                node.start()
            await made.wait()
            balancing = asyncio.create_task(made.balance())
            try:
                yield made
            finally:
                await end([balancing])
        finally:
            for node in (*made.edges, *made.engines):
                if node.process is not None:
                    node.end()
            with server.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            server.dispose()
