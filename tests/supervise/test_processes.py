"""Real sockets and real processes: the port, the probe, and children that never outlive the supervisor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.supervise.child import Child
from bot.supervise.listen import CannotListen, listen, must_be_free
from bot.supervise.main import end, main
from bot.supervise.probe import status_of

SLEEPS = "import sys, time; print('spare ready', flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def until(true: Callable[[], object], seconds: float = 10.0) -> bool:
    ends = time.monotonic() + seconds
    while not true() and time.monotonic() < ends:
        time.sleep(0.02)
    return bool(true())


@pytest.fixture
def taken() -> Iterator[int]:
    with listen("127.0.0.1", 0) as held:
        yield int(held.getsockname()[1])


def test_a_port_that_is_taken_is_said_in_plain_words(taken: int) -> None:
    with pytest.raises(CannotListen, match=f"Port {taken} is taken by another program"):
        listen("127.0.0.1", taken)
    with pytest.raises(CannotListen, match="SAFEGUARD_ENGINE_PORT"):
        must_be_free(taken)


@pytest.mark.parametrize(("host", "port", "why"), [
    ("no.such.host.invalid", 5005, "no.such.host.invalid, port 5005"),
    ("127.0.0.1", 99_999, "no port 99999"), ("127.0.0.1", -1, "no port -1"),
])
def test_an_address_that_cannot_be_used_is_named(host: str, port: int, why: str) -> None:
    with pytest.raises(CannotListen, match=why):
        listen(host, port)


def test_serve_ends_with_2_when_the_port_is_taken(
    taken: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARD_ENGINE_PORT", "0")
    before = os.umask(0o022)
    try:
        assert main(["--port", str(taken)]) == 2
    finally:
        os.umask(before)
    assert capsys.readouterr().err.startswith(f"Port {taken} is taken")


@pytest.mark.parametrize(("reply", "status"), [
    (b"HTTP/1.1 200 OK\r\n\r\n", 200), (b"HTTP/1.1 503 No\r\n\r\n", 503), (b"hello", None), (b"", None),
    (b"HTTP/1.1 x\r\n", None),
])
def test_the_probe_reads_a_status_or_nothing(reply: bytes, status: int | None) -> None:
    with listen("127.0.0.1", 0) as held:
        def serve() -> None:
            connection, _ = held.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(reply)

        thread = threading.Thread(target=serve)
        thread.start()
        assert status_of("127.0.0.1", held.getsockname()[1], "/ready", "token") == status
        thread.join()


def test_the_probe_does_not_wait_for_somebody_who_never_answers(taken: int) -> None:
    began = time.monotonic()
    assert status_of("127.0.0.1", taken, "/", seconds=0.2) is None
    assert time.monotonic() - began < 1


def test_nobody_at_the_port_is_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert status_of("127.0.0.1", port, "/") is None


def test_a_child_is_heard_and_told() -> None:
    script = "import sys; print('spare ready', flush=True); print('got', sys.stdin.readline().strip(), flush=True)"
    child = Child.start(["-c", script], os.environ, 0.0, talks=True, nice=True)
    assert until(lambda: child.heard(b"spare ready"))
    assert child.tell(b"go")
    assert until(lambda: child.heard(b"got go"))
    assert until(lambda: not child.alive)
    assert child.tell(b"go") is False
    child.kill()
    assert child.ended_with == 0


def test_a_child_that_will_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.supervise.main.GRACE", 0.5)  # the clock
    children = [Child.start(["-c", script], os.environ, 0.0, talks=True) for script in (SLEEPS, STUBBORN)]
    assert until(lambda: children[1].heard(b"up"))
    began = time.monotonic()
    end(children)
    assert time.monotonic() - began < 5
    assert not any(child.alive for child in children)


def test_in_a_hurry_nothing_is_waited_for() -> None:
    child = Child.start(["-c", STUBBORN], os.environ, 0.0, talks=True)
    assert until(lambda: child.heard(b"up"))
    began = time.monotonic()
    end([child], lambda: True)
    assert time.monotonic() - began < 1


def test_children_die_with_the_supervisor_even_when_it_is_killed(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from bot.supervise.child import Child\n"
        f"child = Child.start(['-c', {SLEEPS!r}], os.environ, 0.0)\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()

        def gone() -> bool:
            status = Path(f"/proc/{pid}/stat")
            return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z"

        assert until(gone)


def test_the_supervisor_is_light() -> None:
    heavy = {"numpy", "aiohttp", "rasa", "asyncio", "ssl", "ruamel.yaml", "jsonschema"}
    script = f"import sys, bot.supervise.main; print(sorted(set(sys.modules) & {heavy}))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[]"
