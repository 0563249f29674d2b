"""The engine killed with -9 at random moments under load: no acknowledged turn lost, none doubled, no damaged store.

Random means every moment of its life: while it answers, while it loads its model, and while nothing has been imported.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.server import processes
from tests.server.service import SLOW_MACHINE, Service, until
from tests.server.writers import Writer, lost_in_the_engine, lost_or_doubled

KILLS = int(os.environ.get("SOAK_ENGINE_KILLS", "5"))
WRITERS = 3
LONGEST = 6.0       # seconds of a life, from the first answer on
LOADING = 3         # every so many kills, one meets whatever engine there is just after a kill: it only starts

pytestmark = [pytest.mark.server, pytest.mark.timeout(SLOW_MACHINE * (KILLS + 2))]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service of its own, in which one person may write all the time."""
    # A turn may take its time: on a crowded machine nobody would be answered in 0.7 s, and nothing would be shown.
    made = Service(tmp_path / "service", {
        "SAFEGUARD_LIMIT_PER_SENDER": "0", "SAFEGUARD_LOG_LEVEL": "ERROR", "SAFEGUARD_ENGINE_TIMEOUT": "5",
    })
    try:
        made.wait()
        yield made
    finally:
        made.stop()


def answered(writers: list[Writer]) -> int:
    return sum(len(one.acknowledged) for one in writers)


def until_more(writers: list[Writer]) -> float:
    """Seconds until somebody has been answered again; how soon that must be is measured in test_killed.py."""
    before = answered(writers)
    return until(lambda: answered(writers) > before, "somebody to be answered", SLOW_MACHINE)


def kill(find: Callable[[], int]) -> None:
    """kill -9 of what is found, as soon as something is."""
    while (pid := find()) == 0:
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    until(lambda: not processes.alive(pid), "the engine to be dead", 10)


def any_engine(service: Service) -> int:
    """The one that serves, one that only imports or loads its model, or the spare; 0 when there is none."""
    found = processes.children(service.process.pid, "bot.engine")
    return random.choice(found) if found else 0


def test_nothing_acknowledged_is_lost_or_doubled(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    began, slowest, killed = time.monotonic(), 0.0, 0
    writers = [Writer(service.url, f"writer {number}", pause=0.2).start() for number in range(WRITERS)]
    try:
        while killed < KILLS:
            slowest = max(slowest, until_more(writers))
            time.sleep(random.uniform(0.0, LONGEST))
            kill(service.engine)
            killed += 1
            if killed % LOADING == 0 and killed < KILLS:
                time.sleep(random.uniform(0.3, 4.0))
                kill(partial(any_engine, service))
                killed += 1
        until_more(writers)
    finally:
        for one in writers:
            one.end()
    wrong = lost_or_doubled(writers, service.data) + lost_in_the_engine(writers, service.data)
    with capsys.disabled():
        print(f"\n[server] {killed} kills of the engine under load in {time.monotonic() - began:.0f} s: "
              f"{answered(writers)} turns acknowledged, {sum(one.failed for one in writers)} answered with the numbers "
              f"meanwhile, longest without an answer {slowest:.0f} s; lost, doubled or damaged: {wrong or 'none'}")
    assert wrong == []
    assert answered(writers) > KILLS
