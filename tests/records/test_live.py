import random
import secrets
import sqlite3
import stat
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.errors import StoreError
from bot.records import db
from bot.records.live import LiveContext, LiveStore, of_conversation
from bot.records.log import TurnLog
from bot.records.tables import events, metadata, turn_log
from bot.scrubbed import Scrubbed

KEY = "k" * 64
SPLITS = (0, 5)  # with the second, SQLite moves a row of it to another page and leaves a copy


def test_what_was_saved_is_remembered(either, now):
    context = LiveContext("log1", "age_band", True, True, 3, "parent", 7, "m1", '{"text": "x"}')
    LiveStore(either).save(KEY, context, now)
    assert LiveStore(either).context(KEY, now) == context


def test_a_turn_and_its_row_of_the_log_are_kept_together_or_not_at_all(either, now, record):
    store, context = LiveStore(either), LiveContext.new()
    store.save(KEY, context, now, record(log_id=context.log_id))
    again = replace(context, position=2)
    with pytest.raises(StoreError):
        store.save(KEY, again, now, record(log_id=context.log_id, text="not scrubbed"))
    with pytest.raises(StoreError):
        store.save(KEY, replace(context, position=None), now, record(log_id=context.log_id))
    assert store.context(KEY) == context
    with store._engine.connect() as connection:
        assert len(connection.execute(select(turn_log)).all()) == 1


def test_nobody_knows_a_stranger(either):
    assert LiveStore(either).context(KEY) is None


def test_saving_again_replaces(either, now):
    store = LiveStore(either)
    context = LiveContext.new()
    store.save(KEY, context, now)
    store.save(KEY, replace(context, position=2), now)
    assert store.context(KEY) == replace(context, position=2)


@pytest.mark.parametrize(("after", "known"), [(timedelta(hours=23, minutes=59), True), (timedelta(hours=24), False)])
def test_a_conversation_is_forgotten_24_hours_after_its_last_message(either, now, after, known):
    store = LiveStore(either)
    store.save(KEY, LiveContext.new(), now)
    assert (store.context(KEY, now + after) is not None) is known


def test_a_new_message_starts_the_24_hours_afresh(either, now):
    store = LiveStore(either)
    store.save(KEY, LiveContext.new(), now)
    store.save(KEY, LiveContext.new(), now + timedelta(hours=20))
    assert store.context(KEY, now + timedelta(hours=40)) is not None


def test_deleting_leaves_nothing_in_any_file(url, now, file_bytes):
    store = LiveStore(url)
    store.save(KEY, replace(LiveContext.new(), last_answer="zebramarked"), now)
    assert b"zebramarked" in file_bytes()
    store.delete(KEY)
    assert store.context(KEY) is None
    assert b"zebramarked" not in file_bytes()
    assert KEY.encode() not in file_bytes()


def everything(address):
    """Every row of every table."""
    engine = db.open_engine(address)
    with engine.connect() as connection:
        rows = {name: connection.execute(select(table)).fetchall() for name, table in metadata.tables.items()}
    engine.dispose()
    return rows


def test_deleting_takes_the_log_and_the_engines_events_with_it(either, now, record):
    store, log = LiveStore(either), TurnLog(either)
    for key, log_id in ((KEY, "log1"), ("other", "log2")):
        store.save(key, LiveContext(log_id), now)
        log.write(record(log_id=log_id))
        log.write(record(log_id=log_id, position=2))
        with store._engine.begin() as connection:
            connection.execute(insert(events).values(sender_id=key, type_name="user", data="{}"))
    store.delete(KEY)
    rows = everything(either)
    assert [len(rows[name]) for name in ("live_conversations", "turn_log", "events")] == [1, 2, 1], "the other's"
    assert KEY not in str(rows)
    assert "log1" not in str(rows)


def test_every_table_that_may_hold_a_conversation_is_reached_by_its_deletion():
    others = set(metadata.tables) - set(of_conversation(KEY))
    kept = {"deletions", "seen_messages", "inbox", "audit", "switches", "mailbox_claims", "review_links"}
    assert others == kept, "counts; marks; the request itself; staff; gone in seconds"


@pytest.mark.parametrize("seed", SPLITS)
def test_a_deleted_conversation_is_in_no_byte_of_any_file(url, now, record, file_bytes, monkeypatch, seed):
    """Rows before and after it stand on the same pages; index entries are bytes as well."""
    numbers = random.Random(seed)
    monkeypatch.setattr(secrets, "token_hex", lambda size: numbers.randbytes(size).hex())
    store, log = LiveStore(url), TurnLog(url)
    for number in range(60):
        mine = number % 3 == 0
        key, log_id = (KEY, "e" * 32) if mine else (f"{number:064}", f"{number:032}")
        store.save(key, LiveContext(log_id, last_answer="zebramarked" if mine else "another"), now)
        log.write(record(log_id=log_id, position=number, text=Scrubbed("zebramarked" if mine else "another")))
        with store._engine.begin() as connection:
            data = "zebramarked" * 400 if mine else "another"
            connection.execute(insert(events).values(sender_id=key, type_name="user", data=data))
    marks = (KEY.encode(), b"e" * 32, b"zebramarked")
    assert all(mark in file_bytes() for mark in marks)
    store.delete(KEY)
    assert [mark for mark in marks if mark in file_bytes()] == []
    assert b"another" in file_bytes()


def test_deleting_what_is_not_there_is_no_error(either):
    LiveStore(either).delete(KEY)


def test_two_conversations_never_share_a_log_number():
    assert LiveContext.new().log_id != LiveContext.new().log_id


def test_repr_holds_no_number_no_answer(now):
    shown = repr(LiveContext("lognumber", last_answer="zebra", last_message_id="mid"))
    assert not any(word in shown for word in ("lognumber", "zebra", "mid"))


def test_the_database_is_closed_to_others_with_its_write_ahead_file(url, now, tmp_path):
    store = LiveStore(url)
    store.save(KEY, LiveContext.new(), now)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "var").iterdir()}
    assert modes == {"safeguard.db": 0o600, "safeguard.db-wal": 0o600, "safeguard.db-shm": 0o600}


def test_a_database_that_another_process_left_open_is_closed(url, now, tmp_path):
    (tmp_path / "var").mkdir()
    file = tmp_path / "var" / "safeguard.db"
    file.write_bytes(b"")
    file.chmod(0o644)
    LiveStore(url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_acknowledged_turn_survives_a_kill(url, now, tmp_path):
    store = LiveStore(url)
    with store._engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 1}, "1: the flush comes after, see the next test"


def test_memory_is_no_store():
    with pytest.raises(StoreError):
        LiveStore("sqlite://")


def test_a_file_that_is_no_database_is_a_store_error(url, tmp_path, monkeypatch):
    monkeypatch.setattr(db, "ATTEMPTS", 3)  # the clock: each attempt waits for 50 ms
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "safeguard.db").write_bytes(b"zebra" * 400)
    with pytest.raises(StoreError) as caught:
        LiveStore(url)
    assert "zebra" not in repr(caught.value)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        LiveStore(f"sqlite:///{tmp_path / 'file' / 'x.db'}")


def test_an_error_of_the_database_holds_no_value(url, now, tmp_path):
    store = LiveStore(url)
    with sqlite3.connect(tmp_path / "var" / "safeguard.db") as other:
        other.execute("DROP TABLE live_conversations")
    with pytest.raises(StoreError) as caught:
        store.save(KEY, replace(LiveContext.new(), last_answer="zebra"), now)
    assert "zebra" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_two_stores_write_at_the_same_time(either, now):
    first, second = LiveStore(either), LiveStore(either)
    failed = []

    def work(store, name):
        for number in range(20):
            try:
                store.save(f"{name}{number}", LiveContext.new(), now)
                store.save("shared", LiveContext.new(), now)
            except StoreError as error:
                failed.append(error)

    threads = [threading.Thread(target=work, args=(s, n)) for s, n in ((first, "a"), (second, "b"), (first, "c"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert all(first.context(f"{n}{i}") for n in "abc" for i in range(20))
