"""From the first second to Ctrl-C: danger is answered before anything is loaded, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.paths import ROOT
from tests.server import processes
from tests.server.service import NUMBERS, Service, Shared, card, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path)
    yield service
    service.stop()


def test_danger_is_answered_while_the_engine_still_loads(
    starting: Shared, capsys: pytest.CaptureFixture[str],
) -> None:
    first = starting.first
    with capsys.disabled():
        print(f"\n[server] first emergency answer {first.seconds:.1f} s after the start; missing then: {first.missing}")
    assert first.ready_status == 503
    assert "engine" in first.missing
    assert first.message["text"].startswith("Ring 999 now")
    assert card(first.message)["kind"] == "escalation"
    assert [number for number in NUMBERS if number not in first.message["text"][:1500]] == []


def test_everything_is_ready_in_the_end_and_says_so(running: Shared, capsys: pytest.CaptureFixture[str]) -> None:
    until(lambda: "Ready." in running.output.read_text(), "the supervisor to say that all is ready", 30)
    said = running.output.read_text()
    assert f"Safeguarding guidance: http://127.0.0.1:{running.port}/" in said
    assert running.get("/health/live") == (200, '{"live": true}')
    assert running.data.stat().st_mode & 0o777 == 0o700
    open_files = [path.name for path in running.data.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert open_files == [], "what is written belongs to the service's user alone"


@pytest.mark.parametrize("engine_port", ["its own", "the running one's"])
def test_a_second_start_says_that_the_port_is_taken(running: Shared, tmp_path: Path, engine_port: str) -> None:
    port = processes.free_port() if engine_port == "its own" else running.engine_port
    environment = {**running.environment, "SAFEGUARD_DATA_DIR": str(tmp_path), "SAFEGUARD_ENGINE_PORT": str(port)}
    second = subprocess.run(
        Service.command(), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False,
    )
    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {running.port} is taken")
    assert "Traceback" not in second.stderr
    assert second.stdout == ""
    assert running.ready(), "the one that runs is not disturbed"


def test_a_second_start_with_another_port_does_not_take_the_engine_of_the_first(
    running: Shared, tmp_path: Path,
) -> None:
    environment = {**running.environment, "SAFEGUARD_DATA_DIR": str(tmp_path)}
    line = Service.command("--port", str(processes.free_port()))
    second = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert second.returncode == 2
    assert f"Port {running.engine_port} is taken" in second.stderr
    assert "SAFEGUARD_ENGINE_PORT" in second.stderr


@pytest.mark.parametrize("when", ["while loading", "with everything there"])
def test_ctrl_c_ends_every_process(own: Service, when: str, capsys: pytest.CaptureFixture[str]) -> None:
    until(lambda: processes.open_port(own.port), "the port", 30)
    if when == "while loading":
        until(lambda: processes.children(own.process.pid, "bot.engine"), "the engine to be started", 60)
        wanted = ["bot.edge", "bot.engine"]
    else:
        own.wait_with_spare()
        wanted = ["bot.edge", "bot.engine", "--spare"]
    everyone = processes.children(own.process.pid)
    lines = " ".join(processes.command(pid) for pid in everyone)
    assert [name for name in wanted if name not in lines] == []

    began = time.monotonic()
    os.killpg(own.process.pid, signal.SIGINT)  # what a terminal does with Ctrl-C
    assert own.process.wait(15) == 0
    with capsys.disabled():
        print(f"\n[server] Ctrl-C {when}: all ended in {time.monotonic() - began:.1f} s")
    assert time.monotonic() - began < 6
    assert [pid for pid in everyone if processes.alive(pid)] == []
    assert not processes.open_port(own.port)
    assert not processes.open_port(own.engine_port)
    said = own.output.read_text()
    assert said.rstrip().endswith("Ended.")
    assert "Traceback" not in said
