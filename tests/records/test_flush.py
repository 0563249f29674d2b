import errno
import os

import pytest

from bot.errors import StoreError
from bot.records import db
from bot.records.live import LiveContext, LiveStore

KEY = "k" * 64


def test_an_acknowledged_turn_survives_a_power_cut(url, now, tmp_path, monkeypatch):
    flushed, flush = [], os.fdatasync
    wal = tmp_path / "var" / "safeguard.db-wal"

    def heard(file):
        flushed.append((os.fstat(file).st_ino, wal.stat().st_size))
        flush(file)

    store = LiveStore(url)
    monkeypatch.setattr(os, "fdatasync", heard)
    for work in (lambda: store.save(KEY, LiveContext.new(), now), lambda: store.delete(KEY)):
        flushed.clear()
        work()
        assert flushed[0][0] == wal.stat().st_ino
        assert flushed[0][1] > 0, "after it was written"


def test_a_turn_that_cannot_be_flushed_is_not_acknowledged(url, now, monkeypatch):
    def full(_):
        raise OSError(errno.EIO, "Input/output error")

    store = LiveStore(url)
    monkeypatch.setattr(os, "fdatasync", full)
    with pytest.raises(StoreError, match="saving a conversation: Input/output error"):
        store.save(KEY, LiveContext.new(), now)


def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(url, now, monkeypatch):
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.01)
    store = LiveStore(url)
    with db._writer, pytest.raises(StoreError, match="another writer"):
        store.save(KEY, LiveContext.new(), now)
