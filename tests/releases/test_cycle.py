"""A release is made apart from what is served, refused or signed; the last ones are kept, and gone back to."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from release_stand_ins import BY, KEY, Steps, danger

from bot import shelf as shelves
from bot.errors import ReleaseError
from bot.paths import ROOT
from bot.releases import cycle as cycles
from bot.releases import main as command
from bot.releases.cycle import Cycle
from bot.releases.home import build, checked, prune
from bot.releases.progress import Progress
from bot.shelf import KEPT, RECORD, Shelf
from bot.training import MODEL

pytestmark = pytest.mark.thorough


def progress(shelf: Shelf) -> Progress:
    return Progress(shelf.folder / "times.json", StringIO())


def worse(found: dict) -> None:  # type: ignore[type-arg]
    found["sets"]["risk"][0] = danger("ev-risk-001", caught=False, escalated=False)


def test_the_first_release_is_held_against_the_repository_as_it_stands(cycle: Cycle, shelf: Shelf) -> None:
    outcome = cycle.release(BY, progress(shelf))
    assert outcome.number == 2
    assert cycle.doing.homes == [shelf.home(1), shelf.home(2)]  # type: ignore[attr-defined]
    assert (shelf.home(1) / "models" / MODEL).read_bytes() == b"as it was"
    assert (shelf.home(2) / "models" / MODEL).read_bytes() == b"trained in 2"
    assert (cycle.root / "models" / MODEL).read_bytes() == b"as it was", "what is served is not touched by training"


def test_the_record_holds_who_why_hashes_and_figures_and_is_signed(cycle: Cycle, shelf: Shelf) -> None:
    cycle.release(BY, progress(shelf))
    record = shelf.record(2, KEY)
    assert (record["who"], record["role"], record["why"]) == ("ann", "safety_lead", "missed in November")
    assert record["after"]["figures"]["risk"]["caught"] == 0.99
    assert record["data"] == shelves.hash_of(shelf.home(2), "bot")
    assert record["models"] == shelves.hash_of(shelf.home(2), "models")
    assert len(record["content_version"]) == 12
    assert record["previous"] == 1


def test_a_candidate_that_misses_one_known_danger_is_refused_and_leaves_nothing(cycle: Cycle, shelf: Shelf) -> None:
    outcome = replace(cycle, doing=Steps(worse)).release(BY, progress(shelf))
    assert outcome.number is None
    assert outcome.verdict.refusals == ("a known case of danger is newly missed: ev-risk-001 (weapon)",)
    assert shelf.numbers() == [1]
    assert not shelf.home(2).exists()
    assert shelf.chosen() is None


def test_a_training_that_fails_leaves_nothing(cycle: Cycle, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(home: Path, tick: object) -> None:
        raise ReleaseError("training failed")

    monkeypatch.setattr(cycle.doing, "train", fails)
    with pytest.raises(ReleaseError, match="training failed"):
        cycle.release(BY, progress(shelf))
    assert shelf.numbers() == [1]
    assert not shelf.home(2).exists()


def test_nothing_trained_is_nothing_to_hold_a_release_against(cycle: Cycle, shelf: Shelf) -> None:
    (cycle.root / "models" / MODEL).unlink()
    with pytest.raises(ReleaseError, match="nothing is trained"):
        cycle.release(BY, progress(shelf))


def test_the_repository_is_kept_once_for_each_state_of_the_code(
    cycle: Cycle, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [cycle.baseline(BY), cycle.baseline(BY)] == [1, 1]
    monkeypatch.setattr(cycles, "code_version", lambda: "other code")
    assert cycle.baseline(BY) == 2
    shelf.choose(1)
    assert cycle.baseline(BY) == 1


def test_going_back_is_to_what_the_release_was_held_against(cycle: Cycle, shelf: Shelf) -> None:
    with pytest.raises(ReleaseError, match="there are: none"):
        cycle.back_to(None)
    for _ in range(2):
        cycle.choose(cycle.release(BY, progress(shelf)).number or 0)
    assert shelf.chosen() == 3
    assert cycle.back_to(None) == 2
    assert cycle.back_to(1) == 1
    shelf.choose(1)
    with pytest.raises(ReleaseError, match="there are: 1, 2, 3"):
        cycle.back_to(None)
    with pytest.raises(ReleaseError, match="no such release"):
        cycle.back_to(9)


@pytest.mark.parametrize(("file", "why"), [
    (f"models/{MODEL}", "models"), ("bot/data/contacts.yml", "data"), (RECORD, "signed here"),
])
def test_a_release_that_was_changed_is_not_chosen(file: str, why: str, cycle: Cycle, shelf: Shelf) -> None:
    cycle.release(BY, progress(shelf))
    path = shelf.home(2) / file
    if file == RECORD:
        path.write_text(json.dumps({**json.loads(path.read_text()), "who": "somebody else"}))
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ReleaseError, match=why):
        cycle.choose(2)
    assert shelf.chosen() is None


def test_another_key_or_other_code_is_not_trusted(
    cycle: Cycle, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle.baseline(BY)
    with pytest.raises(ReleaseError, match="signed here"):
        shelf.fit(1, b"x" * 32)
    monkeypatch.setattr(shelves, "code_version", lambda: "other code")
    with pytest.raises(ReleaseError, match="other code"):
        shelf.fit(1, KEY)


def test_a_record_may_not_stand_for_another_release(cycle: Cycle, shelf: Shelf) -> None:
    cycle.release(BY, progress(shelf))
    (shelf.home(2) / RECORD).write_text((shelf.home(1) / RECORD).read_text())
    with pytest.raises(ReleaseError, match="another release"):
        shelf.fit(2, KEY)


def test_the_last_five_stay_and_what_is_served_stays(root: Path, shelf: Shelf) -> None:
    for number in range(1, 9):
        build(root, shelf.home(number))
        shelves.write(shelf.home(number) / RECORD, "{}")
    build(root, shelf.home(9))  # was never finished
    assert prune(shelf, {1, 2}) == [3]
    assert shelf.numbers() == [1, 2, *range(4, 9)]
    assert len([n for n in shelf.numbers() if n not in (1, 2)]) == KEPT
    assert not shelf.home(9).exists()


def test_the_encoder_is_not_copied_again_and_again(root: Path, shelf: Shelf) -> None:
    build(root, shelf.home(1))
    one, other = (home / "models" / "encoder" / "manifest.json" for home in (root, shelf.home(1)))
    assert one.stat().st_ino == other.stat().st_ino


def test_two_releases_are_not_made_at_once(shelf: Shelf) -> None:
    with shelf.alone(), pytest.raises(ReleaseError, match="another terminal"), shelf.alone():
        pytest.fail("both at once")
    with shelf.alone():
        assert shelf.numbers() == []


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setattr(command, "scrubbed_why", str.strip)
    return Shelf(tmp_path / "var")


def test_the_commands_release_refuse_and_go_back(
    installed: Shelf, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--who", "ann", "--why", "missed"]
    assert command.release(words, Steps(), root) == 0
    assert "Release 2 is signed." in capsys.readouterr().out
    assert installed.chosen() == 2
    assert command.release(words, Steps(worse), root) == 1
    assert "newly missed: ev-risk-001" in capsys.readouterr().out
    assert installed.chosen() == 2
    assert command.rollback(words, Steps(), root) == 0
    assert "Back to release 1" in capsys.readouterr().out
    assert installed.chosen() == 1
    assert (installed.folder.parent / shelves.KEY).stat().st_mode & 0o077 == 0


def test_a_release_that_is_not_to_be_served_is_only_signed(installed: Shelf, root: Path) -> None:
    assert command.release(["--who", "ann", "--why", "missed", "--no-swap"], Steps(), root) == 0
    assert installed.numbers() == [1, 2]
    assert installed.chosen() is None


def test_the_loaders_read_the_home_that_they_are_told_to(tmp_path: Path) -> None:
    home = tmp_path / "home"
    build(ROOT, home)
    (home / "bot" / "data" / "regression" / "known.yml").write_text("cases: []\n")
    assert checked(home) == ["known.yml: cases: [] is too short"]


@pytest.mark.parametrize(("name", "value"), [
    ("ENGINE_URLS", "http://one:5006,http://two:5006"), ("MODEL", "mine.tar.gz"),
])
def test_where_no_release_can_be_served_none_is_made_to_be_served(
    name: str, value: str, installed: Shelf, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["--who", "ann", "--why", "missed"]
    assert command.release(words, Steps(), root) == 0
    monkeypatch.setenv(f"SAFEGUARD_{name}", value)
    for refused in (command.release, command.rollback):
        with pytest.raises(ReleaseError, match=f"SAFEGUARD_{name}"):
            refused(words, Steps(), root)
    assert command.release([*words, "--no-swap"], Steps(), root) == 0
    assert installed.chosen() == 2
    assert installed.numbers() == [1, 2, 3]
