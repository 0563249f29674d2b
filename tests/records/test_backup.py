"""A copy of the store made while it is written to, and put back: nothing lost, nothing kept for too long."""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.clock import LONDON
from bot.errors import StoreError
from bot.records.backup import backup, restore
from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnRecord
from bot.scrubbed import Scrubbed

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'safeguard.db'}"


def write(folder: Path, key: str, day: datetime = NOW) -> None:
    context = LiveContext.new()
    row = TurnRecord(context.log_id, 1, day.date(), "rest", Scrubbed(f"zebra {key}"), "concern", 0.9)
    LiveStore(url(folder)).save(key, context, NOW, row)


def test_a_copy_holds_the_log_and_no_live_conversation(tmp_path: Path) -> None:
    write(tmp_path, "one")
    to = tmp_path / "copy.db"
    counts = backup(url(tmp_path), to)
    assert (counts["turn_log"], counts["live_conversations"]) == (1, 0)
    assert to.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("copy.db?*")) == [], "one file, nothing beside it"
    assert backup(url(tmp_path), tmp_path / "whole.db", whole=True)["live_conversations"] == 1


def test_a_copy_is_put_back_and_what_is_due_goes(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "old", NOW - timedelta(days=500))
    backup(url(tmp_path), tmp_path / "copy.db", whole=True)
    (tmp_path / "safeguard.db").unlink()
    counts = restore(url(tmp_path), tmp_path / "copy.db", NOW + timedelta(hours=25))
    assert (counts["turn_log"], counts["live_conversations"]) == (1, 0), "the log of this year, and nobody's live chat"
    assert LiveStore(url(tmp_path)).context("one") is None
    assert (tmp_path / "safeguard.db").stat().st_mode & 0o777 == 0o600


def test_a_copy_can_be_made_and_put_back_while_people_write(tmp_path: Path) -> None:
    write(tmp_path, "first")
    ended, failed = threading.Event(), list[StoreError]()

    def people() -> None:
        store, number = LiveStore(url(tmp_path)), 0
        while not ended.is_set():
            try:
                store.save(f"k{number}", LiveContext.new(), NOW)
            except StoreError as error:
                failed.append(error)
            number += 1

    writing = threading.Thread(target=people)
    writing.start()
    try:
        backup(url(tmp_path), tmp_path / "copy.db", whole=True)
        restore(url(tmp_path), tmp_path / "copy.db", NOW)
    finally:
        ended.set()
        writing.join()
    with sqlite3.connect(tmp_path / "safeguard.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM turn_log").fetchone() == (1,)
    database.close()
    write(tmp_path, "after")


@pytest.mark.parametrize("harm", ["damaged", "newer", "not ours", "none"])
def test_a_copy_that_is_no_good_changes_nothing(tmp_path: Path, harm: str) -> None:
    write(tmp_path, "one")
    copy = tmp_path / "copy.db"
    backup(url(tmp_path), copy)
    if harm == "damaged":
        copy.write_bytes(copy.read_bytes()[:4096] + b"garbage!" * 4096)
    elif harm == "none":
        copy.unlink()
    else:
        with sqlite3.connect(copy) as database:
            database.execute("UPDATE alembic_version SET version_num='9999'" if harm == "newer" else
                             "DROP TABLE alembic_version")
        database.close()
    with pytest.raises(StoreError):
        restore(url(tmp_path), copy, NOW)
    assert LiveStore(url(tmp_path)).context("one") is not None


def test_a_file_that_is_there_is_not_written_over_and_postgresql_is_told_its_own_line(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "copy.db").touch()
    with pytest.raises(StoreError, match="name a new file"):
        backup(url(tmp_path), tmp_path / "copy.db")
    with pytest.raises(StoreError, match="pg_dump") as told:
        backup("postgresql://someone:hunter2@host/base", tmp_path / "x")
    assert "hunter2" not in str(told.value)


def test_the_commands_say_what_is_in_the_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path))
    write(tmp_path, "one", datetime.now(LONDON))
    assert cli.main(["backup", str(tmp_path / "copy.db")]) == 0
    assert "Copied: 1 in turn_log" in capsys.readouterr().out
    assert cli.main(["restore", str(tmp_path / "copy.db")]) == 0
    assert "Restored: 1 in turn_log" in capsys.readouterr().out
    assert cli.main(["restore", str(tmp_path / "none.db")]) == 2
