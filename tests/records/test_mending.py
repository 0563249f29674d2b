"""A store that is damaged, gone or read-only under a running service is good again at the next turn but one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import LONDON
from bot.errors import StoreError
from bot.records import checks, db, mending
from bot.records.live import LiveContext, LiveStore
from bot.records.retention import retain

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "safeguard.db"


@pytest.fixture
def store(path: Path) -> LiveStore:
    made = LiveStore(f"sqlite:///{path}")
    made.save("before", LiveContext.new(), NOW)
    return made


def garbage(path: Path) -> None:
    for part in path.parent.glob(f"{path.name}*"):
        size = part.stat().st_size
        with part.open("r+b") as file:
            file.write(b"garbage!" * (size // 8))


def gone(path: Path) -> None:
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def folder_gone(path: Path) -> None:
    gone(path)
    path.parent.rmdir()


def emptied(path: Path) -> None:
    for part in (path, path.with_name(path.name + "-wal")):  # an emptied -shm would end the process: memory is gone
        os.truncate(part, 0)


@pytest.mark.parametrize("harm", [garbage, gone, folder_gone, emptied])
def test_a_store_that_was_harmed_is_good_again_by_itself(
    store: LiveStore, path: Path, harm: Callable[[Path], None]
) -> None:
    other = LiveStore(f"sqlite:///{path}")  # the engine has connections of its own
    other.save("other", LiveContext.new(), NOW)
    harm(path)
    failed = 0
    for one in (store, other) * 3:
        try:
            one.save("after", LiveContext.new(), NOW)
        except StoreError:
            failed += 1
    assert failed <= 4, "two turns each may fail"
    assert LiveStore(f"sqlite:///{path}").context("after") is not None, "and what is kept is on the disk"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_damaged_is_set_aside_once_and_deleted_after_a_day(store: LiveStore, path: Path) -> None:
    garbage(path)
    for _ in range(3):
        try:
            store.save("after", LiveContext.new(), NOW)
        except StoreError:
            continue
    aside = [part for part in path.parent.glob(f"*{mending.DAMAGED}*") if not part.name.endswith(mending.BESIDE)]
    assert len(aside) == 1
    os.utime(aside[0], (NOW.timestamp(), NOW.timestamp()))
    retain(f"sqlite:///{path}", NOW + timedelta(hours=23))
    assert aside[0].exists()
    retain(f"sqlite:///{path}", NOW + timedelta(hours=25))
    assert not aside[0].exists()


def test_a_store_that_is_locked_is_not_taken_for_damaged(store: LiveStore, path: Path) -> None:
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert mending.sound(path)
        assert not mending.set_aside_damaged(path)
        other.execute("COMMIT")
    other.close()
    assert store.context("before") is not None


def test_a_sound_store_needs_nothing(store: LiveStore, path: Path) -> None:
    assert checks.look(f"sqlite:///{path}") == []
    assert checks.look("postgresql://nobody@localhost/none") == []


def test_the_checks_close_an_open_folder_and_set_a_damaged_file_aside(store: LiveStore, path: Path) -> None:
    path.parent.chmod(0o755)
    garbage(path)
    (line,) = checks.look(f"sqlite:///{path}")
    assert "safeguard restore" in line
    assert path.parent.stat().st_mode & 0o777 == 0o700
    LiveStore(f"sqlite:///{path}").save("after", LiveContext.new(), NOW)


def test_the_checks_say_what_to_do_where_nothing_can_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert "Make it a folder" in checks.look(f"sqlite:///{tmp_path / 'file' / 'safeguard.db'}")[0]
    monkeypatch.setattr(checks, "LEAST_ROOM", 1 << 62)
    assert "MB free" in checks.look(f"sqlite:///{tmp_path / 'safeguard.db'}")[0]


def test_a_file_of_somebody_elses_is_never_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "ATTEMPTS", 3)  # the clock: each attempt waits for 50 ms
    other = tmp_path / "accounts.xlsx"
    other.write_bytes(b"PK not a database at all" * 100)
    assert not mending.set_aside_damaged(other)
    with pytest.raises(StoreError):
        LiveStore(f"sqlite:///{other}")
    assert other.read_bytes().startswith(b"PK not")
    assert [path.name for path in tmp_path.iterdir()] == ["accounts.xlsx"]
