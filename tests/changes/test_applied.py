"""A change set is written whole or not at all, leaves its row in the audit, and forgets the words it was made of."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.changes import apply as applying
from bot.changes import main as command
from bot.changes.apply import apply, new_texts, recover
from bot.changes.checks import Against
from bot.changes.folder import APPLIED, APPLYING, OPEN, ChangeSet, Sets
from bot.changes.make import Repository, additions
from bot.changes.mark import LEAD, Mark
from bot.errors import ChangeRefused, ReleaseError
from bot.records.audit import Audit
from bot.releases.main import scrubbed_why

SAID = "the caretaker follows our lad about and gives him sweets when nobody looks"
DANGER = "the man with the boat has locked our lad in the cabin this minute"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=timezone.utc)
MARKS = [
    Mark(SAID, "relabel", "concern_professional", (("ann", "editor"),)),
    Mark(DANGER, "risk_up", "locked_in", (("ann", LEAD),)),
    Mark("anything", "article", "what is cuckooing", (("ann", "editor"),)),
]
FILES = ("bot/data/nlu/concern_professional.yml", "bot/data/regression/known.yml",
         "bot/data/safety/examples/locked_in.yml")


@pytest.fixture
def sets(tmp_path: Path) -> Sets:
    return Sets(tmp_path / "var")


def made(sets: Sets, there: Repository) -> ChangeSet:
    pairs = [(mark, additions(mark, there, lambda text, danger: "")) for mark in MARKS[:2]]
    return sets.add("ann", LEAD, "missed", NOW, pairs, ["what is cuckooing"])


def texts(root: Path) -> dict[str, str]:
    return {name: (root / name).read_text(encoding="utf-8") for name in FILES}


def test_it_is_kept_on_disk_and_read_back_as_it_was(sets: Sets, there: Repository) -> None:
    one = made(sets, there)
    assert sets.get(1) == one
    assert (one.files, one.lines, one.state) == (FILES, 4, OPEN)
    assert SAID not in repr(one)
    assert (sets.place(1) / "manifest.json").stat().st_mode & 0o077 == 0
    assert made(sets, there).number == 2


def test_applied_it_is_in_every_file_and_its_words_are_nowhere_else(sets: Sets, root: Path, there: Repository) -> None:
    one, before = made(sets, there), texts(root)
    done = apply(sets, one, root, new_texts(root, one.additions))
    assert [name for name in FILES if before[name] == texts(root)[name]] == []
    assert sets.get(1) == done
    assert done.state == APPLIED
    assert done.files == FILES
    assert [p for p in sets.folder.rglob("*") if p.is_file() and "caretaker" in p.read_text()] == []


def test_a_disk_that_fails_in_the_middle_leaves_everything_as_it_was(
    sets: Sets, root: Path, there: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, before, real = made(sets, there), texts(root), applying._write

    def fails(path: Path, text: str) -> None:
        if path.name == "locked_in.yml" and "this minute" in text:
            raise OSError(28, "No space left on device")
        real(path, text)

    monkeypatch.setattr(applying, "_write", fails)
    with pytest.raises(ChangeRefused, match="nothing was changed"):
        apply(sets, one, root, new_texts(root, one.additions))
    assert texts(root) == before
    assert sets.get(1).state == OPEN


def test_what_was_cut_off_is_put_back_by_the_next_command(sets: Sets, root: Path, there: Repository) -> None:
    one, before = made(sets, there), texts(root)
    changed = new_texts(root, one.additions)
    aside = sets.place(1) / "before"
    for name in FILES[:2]:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).write_text(before[name])
        (root / name).write_text(changed[name])
    (root / FILES[2]).unlink()
    (aside / FILES[2]).parent.mkdir(parents=True)
    (aside / FILES[2]).write_text(before[FILES[2]])
    sets.keep(replace(one, state=APPLYING))
    assert recover(sets, root) == [1]
    assert texts(root) == before
    assert recover(sets, root) == []
    assert sets.get(1).state == OPEN


def test_one_that_waits_for_more_than_a_month_is_dropped_with_its_words(sets: Sets, there: Repository) -> None:
    made(sets, there)
    assert sets.expire(NOW + timedelta(days=30)) == []
    assert sets.expire(NOW + timedelta(days=31)) == [1]
    assert sets.numbers() == []


def test_dropped_it_is_gone_but_what_was_applied_cannot_be_dropped(sets: Sets, root: Path, there: Repository) -> None:
    one = made(sets, there)
    apply(sets, one, root, new_texts(root, one.additions))
    with pytest.raises(ChangeRefused, match="was applied"):
        sets.drop(1)
    made(sets, there)
    sets.drop(2)
    assert sets.numbers() == [1]
    with pytest.raises(ChangeRefused, match="no change set 2"):
        sets.get(2)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setattr(command, "scrubbed_why", str.strip)
    path = tmp_path / "marks.json"
    path.write_text(json.dumps([asdict(mark) for mark in MARKS]))
    return path


def acts(tmp_path: Path) -> list[str]:
    audit = Audit(f"sqlite:///{tmp_path / 'var' / 'safeguard.db'}")
    found = [f"{act.who} {act.did} {act.about}" for act in reversed(audit.newest())]
    audit.close()
    return found


def run(root: Path, against: Against, *words: str, faults: tuple[str, ...] = ()) -> int:
    return command.main(words, root=root, against=lambda: against, check=lambda home: list(faults))


@pytest.mark.thorough
def test_from_marks_to_the_data_by_the_command_line(
    here: Path, root: Path, against: Against, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, against, "make", "--marks", str(here), "--why", "missed in November", "--who", "ann") == 0
    assert "4 lines in 3 files" in capsys.readouterr().out
    assert run(root, against, "show", "1") == 0
    shown = capsys.readouterr().out
    assert f"+    - {SAID}" in shown
    assert f'+  - "{DANGER}"' in shown
    assert [line for line in shown.splitlines() if line.startswith("-") and not line.startswith("---")] == []
    assert "wanted, and still to be written: what is cuckooing" in shown
    assert run(root, against, "apply", "1", "--who", "ben") == 0
    assert run(root, against, "apply", "1", "--who", "ben") == 1
    assert run(root, against, "list") == 0
    assert "   1  applied" in capsys.readouterr().out
    assert acts(tmp_path) == ["ann change_made change:1", "ben change_applied change:1"]


def test_a_reason_is_kept_without_personal_data_and_must_be_given(against: Against) -> None:
    assert scrubbed_why("missed what Siobhan Gallagher wrote", against.scrub) == "missed what [PERSON_1] wrote"
    with pytest.raises(ReleaseError, match="say why"):
        scrubbed_why("  ", against.scrub)


def test_what_the_loaders_refuse_is_not_written(
    here: Path, root: Path, against: Against, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(root)
    run(root, against, "make", "--marks", str(here), "--why", "missed", "--who", "ann")
    assert run(root, against, "apply", "1", "--who", "ann", faults=("x.yml: wrong",)) == 1
    assert "content: x.yml: wrong" in capsys.readouterr().out
    assert texts(root) == before
    assert acts(tmp_path)[-1] == "ann change_refused change:1"


def test_a_file_of_marks_that_is_none_is_told_so(
    here: Path, root: Path, against: Against, capsys: pytest.CaptureFixture[str]
) -> None:
    here.write_text('[{"kind": "nonsense", "text": "x"}]')
    with pytest.raises(Exception, match="no list of marks"):
        run(root, against, "make", "--marks", str(here), "--why", "missed")


def test_the_real_loaders_read_a_staged_copy(root: Path) -> None:
    broken = {"bot/data/regression/known.yml": "cases: []\n"}
    found = applying.validate(root, broken, lambda home: [(home / name).read_text() for name in broken])
    assert found == ["cases: []\n"]
