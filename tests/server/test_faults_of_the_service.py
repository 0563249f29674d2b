"""Whatever happens to the running service: the numbers at once, the fault counted, full service without a hand."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.server.breaking import BREAKERS, Breakable
from tests.server.fault_table import Fault, Went, faults, table
from tests.server.service import DANGER, NUMBERS, WORRY, card
from tests.server.writers import Writer, lost_or_doubled

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
ROUNDS = ((DANGER, WORRY), (WORRY, DANGER))
PAUSE = 0.3


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Breakable]:
    made = Breakable(tmp_path / "service")
    made.wait()
    yield made
    made.stop()


def say(service: Breakable, text: str) -> tuple[str, str, float]:
    """Text and kind of the answer to somebody new, and the seconds it took."""
    began = time.monotonic()
    answer = service.say(text, secrets.token_hex(8))
    return answer["text"], card(answer)["kind"], time.monotonic() - began


def counted(service: Breakable, name: str) -> int:
    return int(json.loads(service.get("/health/ready")[1])["faults"].get(name, 0))


def served(service: Breakable) -> bool:
    return service.ready() and say(service, WORRY)[1] == "concern"


def through(service: Breakable, fault: Fault) -> Went:
    """Break, write, mend, and wait for full service."""
    how = dict(fault.how)
    told = (how.pop("say"),) if "say" in how else ()
    went, before = Went(fault), counted(service, fault.counted)
    with ExitStack() as broken, ThreadPoolExecutor(2) as people:
        for name, what in how.items():
            broken.enter_context(BREAKERS[name](service, what, *told))
        for texts in ROUNDS:
            for text, kind, seconds in people.map(lambda text: say(service, text), texts):
                went.seconds.append(seconds)
                went.full += kind == "concern"
                if not all(number in text for number in NUMBERS):
                    went.wrong.append("an answer without the numbers")
            time.sleep(PAUSE)
    began = time.monotonic()
    while time.monotonic() - began < 60 and not served(service):
        time.sleep(0.2)
    went.recovered = time.monotonic() - began
    after = counted(service, fault.counted)
    went.counted = after if fault.counted == "edge" else after - before * (after >= before)
    return went


def test_every_fault_of_the_service(service: Breakable, capsys: pytest.CaptureFixture[str]) -> None:
    assert served(service)
    writer = Writer(service.url, "writer", pause=0.3).start()  # somebody else, through all of it
    try:
        went = [through(service, row) for row in faults("service")]
    finally:
        writer.end()
    wrong = lost_or_doubled([writer], service.data)
    with capsys.disabled():
        print("\n" + table(went, []))
        print(f"[server] beside it {len(writer.acknowledged)} turns acknowledged; lost or doubled: {wrong or 'none'}")
    assert [problem for one in went for problem in one.problems()] == []
    assert wrong == []
