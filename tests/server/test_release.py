"""A change set becomes a release that the running service takes up, and gives back, while people write to it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot import hashes, settings, yamlfile
from bot.changes.apply import apply, new_texts
from bot.changes.folder import Sets
from bot.changes.make import Repository, additions
from bot.changes.mark import LEAD, Mark
from bot.language.linear import Linear
from bot.releases import main as command
from bot.releases.steps import Steps
from bot.safety.classifier import DANGER
from bot.shelf import RECORD, SERVING, Shelf
from tests.releases.release_stand_ins import BY, measured
from tests.server import processes
from tests.server.own import repository, served
from tests.server.service import WORRY, Service, card, until
from tests.server.test_killed import conversation, pressed, told

pytestmark = [pytest.mark.server, pytest.mark.timeout(1500)]

MISSED = "the man with the boat has locked our lad in the cabin this minute and will not open"
NEW = "As checked again: "      # what every answer of the release begins its reason with
BACK = 30.0                     # seconds until the previous answer is there again
PEOPLE = ("--who", "ann", "--role", LEAD)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own: what it serves changes."""
    with served(tmp_path_factory.mktemp("released")) as made:
        yield made


@pytest.fixture
def root(tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "scrubbed_why", str.strip)  # loads spaCy; tests/changes has it
    return repository(tmp_path, service, monkeypatch)


class Writer:
    """Somebody who writes all the time; ``kinds`` are those of the answers."""

    def __init__(self, service: Service) -> None:
        self.kinds: list[str] = []
        self._service, self._ends = service, threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _write(self) -> None:
        while not self._ends.is_set():
            self.kinds.append(str(card(self._service.say(WORRY, f"writer {len(self.kinds)}", role="parent"))["kind"]))
            time.sleep(0.3)


def reworded(root: Path, answer: dict[str, Any]) -> None:
    """Change one line of what the engine says, so that it can be told by the answer what is served."""
    path = root / "bot" / "data" / "triage_words.yml"
    reason = str(card(answer)["reason"])
    text = path.read_text(encoding="utf-8")
    assert text.count(reason) >= 1, "the reason stands in the file as it is said"
    path.write_text(text.replace(reason, NEW + reason), encoding="utf-8")
    assert yamlfile.read(path)


def corrected(root: Path, data: Path) -> None:
    """A missed danger, applied as a change set."""
    mark = Mark(MISSED, "risk_up", "locked_in", (("ann", LEAD),))
    sets, there = Sets(data), Repository.read(root)
    added = additions(mark, there, lambda text, danger: "")
    one = sets.add("ann", LEAD, "missed", datetime(2026, 11, 25, tzinfo=timezone.utc), [(mark, added)], [])
    apply(sets, one, root, new_texts(root, one.additions))


class Unmeasured(Steps):
    """Trains and measures nothing: what is asked here is how a release comes into service."""

    def train(self, home: Path, tick: Any) -> None:
        """The models stay as they are."""

    def measure(self, old: Path, new: Path, tick: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return measured(), measured()


def test_a_release_is_taken_up_and_given_back_in_the_middle_of_a_conversation(
    service: Service, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = conversation(service, "through", 2)
    twin = conversation(service, "twin", 3)
    command.cycle(settings.load(), Unmeasured(), root).baseline(BY)  # as applying a change set does it first
    reworded(root, before[0])
    edge, engine = service.edge(), service.engine()
    shelf = Shelf(service.data)
    with Writer(service) as writer:
        began = time.monotonic()
        assert command.release([*PEOPLE, "--why", "clearer words"], Unmeasured(), root) == 0
        told(capsys, f"release taken up in {time.monotonic() - began:.1f} s\n{capsys.readouterr().out}")
        assert shelf.read(SERVING)["number"] == 2
        assert service.edge() == edge, "the edge stays, with what the web page holds in its memory"
        after = service.say(pressed(before[1]), "through", role="parent")
        assert card(after)["question"] == card(twin[2])["question"], "the conversation goes on where it was"
        assert card(service.say(WORRY, "new", role="parent"))["reason"].startswith(NEW)
        until(lambda: not processes.alive(engine), "the old engine to go", 60)
        began = time.monotonic()
        assert command.rollback([*PEOPLE, "--why", "an answer got worse"], Unmeasured(), root) == 0
        seconds = time.monotonic() - began
        told(capsys, f"given back in {seconds:.1f} s\n{capsys.readouterr().out}")
    assert set(writer.kinds) == {"concern"}, "nobody is turned away while it changes over"
    assert card(service.say(WORRY, "back", role="parent")) == card(before[0])
    assert service.edge() == edge
    assert shelf.numbers() == [1, 2]
    assert seconds < BACK


def test_a_release_whose_files_were_changed_is_not_served(service: Service, root: Path) -> None:
    shelf = Shelf(service.data)
    (shelf.home(2) / "bot" / "data" / "triage_words.yml").write_text("{}\n", encoding="utf-8")
    shelf.choose(2)  # not by the command, which would look first
    until(lambda: shelf.read(SERVING).get("refused") == 2, "the supervisor to refuse it", 60)
    assert shelf.chosen() == 1
    assert card(service.say(WORRY, "still", role="parent"))["kind"] == "concern"


@pytest.mark.soak
def test_a_real_release_catches_what_was_missed_and_a_blunt_model_is_refused(
    service: Service, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Trains what a new example of danger makes stale, and measures old and new; then without the classifier."""

    class Blunt(Steps):
        def train(self, home: Path, tick: Any) -> None:
            path = home / "models" / "danger.npz"
            sharp = Linear.load(path)
            never = np.array([-30.0 if label == DANGER else 30.0 for label in sharp.labels], dtype=np.float32)
            replace(sharp, weights=sharp.weights * 0, bias=never).save(path)
            written = json.loads((path.parent / hashes.STAMP).read_text(encoding="utf-8"))
            written[hashes.FILES][path.name] = hashes.digest(path)
            (path.parent / hashes.STAMP).write_text(json.dumps(written), encoding="utf-8")

    corrected(root, service.data)
    began = time.monotonic()
    assert command.release([*PEOPLE, "--why", "a missed danger", "--no-swap"], root=root) == 0, capsys.readouterr().out
    told(capsys, f"release made in {time.monotonic() - began:.0f} s\n{capsys.readouterr().out}")
    shelf = Shelf(service.data)
    number, chosen = shelf.numbers()[-1], shelf.chosen()
    record = json.loads((shelf.home(number) / RECORD).read_text(encoding="utf-8"))
    assert record["after"]["figures"]["risk"]["caught"] >= record["before"]["figures"]["risk"]["caught"]
    assert record["after"]["figures"]["known"]["ok"] == 1.0

    assert command.release([*PEOPLE, "--why", "a blunt model"], Blunt(), root) == 1
    shown = capsys.readouterr().out
    told(capsys, shown)
    assert "a known case of danger is newly missed: ev-risk-" in shown
    assert (shelf.chosen(), shelf.numbers()[-1]) == (chosen, number)
