"""Turn after turn at the real service, one client: no silence, memory that does not grow. `make soak`: 100,000."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

import pytest

from tests.cluster.people import words
from tests.server import processes
from tests.server.service import WEBHOOK, Service, card

TURNS = int(os.environ.get("SOAK_TURNS", "100000"))
TENTH = max(1, TURNS // 10)
AT_ONCE = 2         # connections of the one client
CONVERSATION = 12   # turns, then somebody new comes
GROWTH = 0.02       # from the end of the first tenth to that of the last; caches are full after some 5,000 turns
FEW = 0.0001        # of turns, answered with the numbers to ring alone because something took too long just then

pytestmark = [pytest.mark.server, pytest.mark.soak, pytest.mark.timeout(900 + TURNS // 4)]


@dataclass(frozen=True)
class Tenth:
    """What was seen in one tenth of all turns. Memory is PSS in MB at its end."""

    seconds: float
    errors: int
    edge: float
    engine: float

    @property
    def memory(self) -> float:
        return self.edge + self.engine

    def line(self, number: int) -> str:
        return (f"{number * TENTH:>8} turns {TENTH / self.seconds:>7.1f} a second {self.errors:>4} errors   "
                f"edge {self.edge:.1f} MB, engine {self.engine:.1f} MB")


class Client:
    """Writes on a kept connection; each conversation is somebody else's."""

    def __init__(self, port: int, number: int) -> None:
        self._line, self._number, self._turns = HTTPConnection("127.0.0.1", port, timeout=60), number, count()

    def write(self, turns: int) -> int:
        """So many turns, one after another; how many were answered with the numbers to ring alone."""
        return sum(self._turn(next(self._turns)) for _ in range(turns))

    def close(self) -> None:
        self._line.close()

    def _turn(self, turn: int) -> int:
        person, said = f"{self._number} {turn // CONVERSATION}", words(self._number + turn // CONVERSATION, turn)
        body = {"sender": person, "message": said, "metadata": {"role": "parent", "message_id": str(turn)}}
        self._line.request("POST", WEBHOOK, json.dumps(body), {"Content-Type": "application/json"})
        response = self._line.getresponse()
        messages = json.loads(response.read())
        assert response.status == 200
        assert len(messages) == 1, "silence"
        return int(card(messages[0])["kind"] == "error")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fresh service that logs no more than one in use."""
    made = Service(tmp_path / "service", {"SAFEGUARD_LOG_LEVEL": "WARNING"})
    try:
        made.wait_with_spare()
        yield made
    finally:
        made.stop()


def test_memory_does_not_grow_and_nobody_is_left_without_an_answer(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    edge, engine, tenths = service.edge(), service.engine(), list[Tenth]()
    clients = [Client(service.port, number) for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(1, 11):
            began = time.monotonic()
            errors = sum(pool.map(lambda one: one.write(TENTH // AT_ONCE), clients))
            took = time.monotonic() - began
            tenths.append(Tenth(took, errors, processes.pss(edge), processes.pss(engine)))
            with capsys.disabled():
                print(f"\n[soak] {tenths[-1].line(number)}", end="", flush=True)
    for client in clients:
        client.close()
    growth = tenths[-1].memory / tenths[0].memory - 1
    with capsys.disabled():
        print(f"\n[soak] memory grew by {100 * growth:.2f} % from the first tenth to the last")
    assert (service.edge(), service.engine()) == (edge, engine), "neither was replaced meanwhile"
    assert sum(one.errors for one in tenths) <= FEW * TURNS
    assert growth <= GROWTH
