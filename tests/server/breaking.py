"""Ways to break a running service, each for as long as its block lasts; nobody lends a hand afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from bot.paths import MODELS
from tests.server import processes
from tests.server.service import Service

HOOKS = Path(__file__).with_name("faults")
MEMORY = 1200           # megabytes that the engine may hold in these tests
APPEARS = 10.0          # seconds for the supervisor to start what was killed


class Breakable(Service):
    """A service whose parts can be made to fail and whose model can be taken away."""

    def __init__(self, folder: Path) -> None:
        self.faults, self.model = folder / "faults", folder / "model.tar.gz"
        self.faults.mkdir(parents=True)
        self.right = next(MODELS.glob("*.tar.gz"))
        shutil.copy(self.right, self.model)
        path = os.pathsep.join((str(HOOKS), os.environ.get("PYTHONPATH", "")))
        super().__init__(folder, {
            "PYTHONPATH": path, "TEST_FAULTS": str(self.faults), "SAFEGUARD_MODEL": str(self.model),
            "SAFEGUARD_ENGINE_MEMORY": str(MEMORY), "SAFEGUARD_LIMIT_PER_SENDER": "0",
        })


@contextmanager
def part(service: Breakable, name: str, say: str = "") -> Iterator[None]:
    file = service.faults / name
    draft = service.faults / "draft"
    draft.write_text(say)
    draft.rename(file)  # whole or not at all
    try:
        yield
    finally:
        file.unlink()


@contextmanager
def engine(service: Breakable, how: str) -> Iterator[None]:
    pid = service.engine()
    os.kill(pid, signal.SIGSTOP if how == "STOP" else signal.SIGKILL)
    if how == "KILL twice":
        until = time.monotonic() + APPEARS
        while time.monotonic() < until and not (loading := _loading(service, pid)):
            time.sleep(0.1)
        time.sleep(1.0)
        with suppress(OSError):
            os.kill(loading, signal.SIGKILL)
    yield


@contextmanager
def edge(service: Breakable, how: str) -> Iterator[None]:
    os.kill(service.edge(), signal.SIGKILL)
    yield


@contextmanager
def model(service: Breakable, how: str) -> Iterator[None]:
    if how == "absent":
        service.model.unlink()
    else:
        service.model.write_bytes(b"this is no model")
    os.kill(service.engine(), signal.SIGKILL)
    try:
        yield
    finally:
        shutil.copy(service.right, service.model.with_suffix(".new"))
        service.model.with_suffix(".new").rename(service.model)


def _loading(service: Service, gone: int) -> int:
    """An engine that was started and serves nobody yet."""
    found = [pid for pid in processes.children(service.process.pid, "bot.engine") if pid != gone]
    return found[0] if found else 0


BREAKERS: dict[str, Callable[..., AbstractContextManager[None]]] = {
    "part": part, "engine": engine, "edge": edge, "model": model,
}
