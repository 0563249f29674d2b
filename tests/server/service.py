"""The whole service as a person starts it, with everything its processes print or write kept for looking through."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.paths import ROOT
from bot.records.keys import conversation_key
from tests.server import processes

WEBHOOK = "/webhooks/rest/webhook"
NUMBERS = ("999", "0345 045 5203", "01733 864180", "01733 234724", "0800 1111")
# One of the training examples on purpose: these tests are about the service, not about how well it understands.
WORRY = "my daughter has started wetting the bed again, shes 8 and was dry for years"
DANGER = "please help he is here now and he is hurting her"
SLOW_MACHINE = 240.0    # seconds; the service's own bounds are asserted where they are promised
_STASH = pytest.StashKey["Service"]()


@dataclass(frozen=True)
class First:
    """The first answer of a fresh start: what it was, after how many seconds, and what was ready just after it."""

    message: dict[str, Any]
    seconds: float
    ready_status: int
    missing: list[str]


class Service:
    """One running ``safeguard serve`` on free ports with a data directory of its own."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.data, self.output = folder / "var", folder / "output.txt"
        self.port, self.engine_port = processes.free_port(), processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "tmp").mkdir(parents=True)
        self.environment = {
            **os.environ, "SAFEGUARD_PORT": str(self.port), "SAFEGUARD_ENGINE_PORT": str(self.engine_port),
            "SAFEGUARD_DATA_DIR": str(self.data), "SAFEGUARD_LOG_LEVEL": "DEBUG", "TMPDIR": str(folder / "tmp"),
            **(environment or {}),
        }
        self.started = folder / "started"
        self.started.touch()
        self.began = time.monotonic()
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )

    @staticmethod
    def command(*options: str) -> list[str]:
        """The line that a person types."""
        return [str(Path(sys.executable).with_name("safeguard")), "serve", *options]

    def first_answer(self) -> First:
        """Send danger again and again until the port takes it; the answer may wait for the edge, never for more."""
        until(lambda: processes.open_port(self.port), "the port to open", 30)
        message = self.say(DANGER, "first")
        seconds = time.monotonic() - self.began
        status, body = self.get("/health/ready")
        return First(message, seconds, status, json.loads(body)["missing"])

    def post(self, body: Any, headers: dict[str, str] | None = None, path: str = WEBHOOK) -> tuple[int, Any]:
        """Status and JSON of one POST; bytes go out as they are, anything else as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}{path}", data=raw, headers={"Content-Type": "application/json", **(headers or {})}
        )
        status, text = _fetch(request)
        return status, json.loads(text)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of one GET."""
        return _fetch(urllib.request.Request(f"{self.url}{path}"))

    def say(self, text: str, sender: str, **metadata: Any) -> dict[str, Any]:
        """The one message that answers; every message has an id of its own unless one is given."""
        whole = {"message_id": uuid.uuid4().hex, **metadata}
        status, messages = self.post({"sender": sender, "message": text, "metadata": whole})
        assert status == 200, f"{status}: {messages}"
        assert len(messages) == 1
        answer: dict[str, Any] = messages[0]
        assert answer["recipient_id"] == sender
        return answer

    def ready(self) -> bool:
        """Whether every part says that it is there."""
        try:
            return self.get("/health/ready")[0] == 200
        except OSError:
            return False

    def wait(self) -> None:
        """Until every part is there."""
        until(self.ready, "the service to be ready", SLOW_MACHINE)

    def wait_with_spare(self) -> None:
        """Until every part is there, and the spare has imported Rasa."""
        self.wait()
        until(lambda: self.ready() and processes.spare_waits(self.process.pid, self.engine_port), "the spare",
              SLOW_MACHINE)

    def engine(self) -> int:
        """The process that holds the engine's port."""
        return processes.listener(self.process.pid, self.engine_port)

    def edge(self) -> int:
        """The process of the edge; its spare has no loop of events."""
        edges = processes.children(self.process.pid, "bot.edge")
        (pid,) = [one for one in edges if processes.has_loop(one)]
        return pid

    def key(self, sender: str) -> str:
        """Under what a conversation of the REST channel is kept."""
        return conversation_key((self.data / "secret").read_bytes(), "rest", sender, sender)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, read beside the running processes."""
        with closing(sqlite3.connect(f"file:{self.data / 'safeguard.db'}?mode=ro", uri=True)) as database:
            return database.execute(query, values).fetchall()

    def turns(self, sender: str) -> list[int]:
        """Positions of the log rows of one conversation, in order."""
        found = self.rows(
            "SELECT position FROM turn_log WHERE log_id = (SELECT log_id FROM live_conversations WHERE key = ?) "
            "ORDER BY position", self.key(sender),
        )
        return [int(row[0]) for row in found]

    def stop(self) -> None:
        """End it, whatever state it is in."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Shared(Service):
    """The service of a whole test run; ``first`` is how it greeted the first person."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.first = self.first_answer()


def shared(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Shared:
    """One service for all tests of a run, wherever they stand; it ends with the run."""
    stash = request.config.stash
    if _STASH not in stash:
        service = Shared(factory.mktemp("service"))
        stash[_STASH] = service
        request.config.add_cleanup(service.stop)
    found = stash[_STASH]
    assert isinstance(found, Shared)
    return found


def card(answer: dict[str, Any]) -> dict[str, Any]:
    """The structured part of one answer."""
    found: dict[str, Any] = answer["custom"]["guidance"]
    return found


def slot(answer: dict[str, Any]) -> str | None:
    """What the answer asks for."""
    question = card(answer)["question"]
    return question and str(question["slot"])


def until(true: Callable[[], object], what: str, most: float) -> float:
    """Seconds until ``true()``; fails the test after ``most``."""
    began = time.monotonic()
    while time.monotonic() - began < most:
        if true():
            return time.monotonic() - began
        time.sleep(0.1)
    return pytest.fail(f"waited {most:.0f} s for {what}")


def _fetch(request: urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except urllib.error.URLError as error:
        raise error.reason if isinstance(error.reason, OSError) else OSError("no answer") from None
