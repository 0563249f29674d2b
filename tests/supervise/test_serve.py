"""The whole service: an emergency is answered at once, whatever dies is put back, and it ends cleanly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.supervise.probe import status_of

pytestmark = pytest.mark.server
DANGER = "please help he is here now and he is hurting her"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Service:
    def __init__(self, data_dir: Path) -> None:
        self.port = free_port()
        environment = {
            **os.environ, "SAFEGUARD_PORT": str(self.port), "SAFEGUARD_ENGINE_PORT": str(free_port()),
            "SAFEGUARD_DATA_DIR": str(data_dir),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.supervise", "--no-spare"], env=environment, stdout=subprocess.PIPE, text=True
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def say(self, text: str) -> dict[str, Any]:
        body = json.dumps({"sender": "a", "message": text}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhooks/rest/webhook", data=body)
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)[0]
        return answer

    def children(self, name: str) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found if name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "var")
    yield service
    service.process.kill()
    service.process.wait()
    assert service.process.stdout is not None
    service.process.stdout.close()


def test_the_service_from_start_to_end(service: Service, tmp_path: Path) -> None:
    assert f"http://127.0.0.1:{service.port}/" in service.line()
    assert service.say(DANGER)["text"].startswith("Ring 999"), "nothing is loaded yet, and danger is answered"
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700

    first = service.children("bot.edge")
    os.kill(first[0], signal.SIGKILL)
    assert service.say(DANGER)["text"].startswith("Ring 999"), "the connection waits for the next edge"
    assert service.children("bot.edge") != first

    children = service.children("bot.")
    began = time.monotonic()
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(10) == 0
    assert time.monotonic() - began < 5
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert status_of("127.0.0.1", service.port, "/health/live") is None
