import multiprocessing
import sqlite3
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.errors import StoreError, UnscrubbedText
from bot.records.log import TurnLog, TurnRecord
from bot.records.tables import turn_log
from bot.scrubbed import Scrubbed


def rows(tmp_path, columns="*"):
    with sqlite3.connect(tmp_path / "var" / "safeguard.db") as connection:
        return connection.execute(f"SELECT {columns} FROM turn_log").fetchall()


def test_a_turn_is_read_as_it_was_written(either, record):
    log = TurnLog(either)
    log.write(record())
    with log._engine.connect() as connection:
        row = connection.execute(select(turn_log)).mappings().one()
    assert (row["day"], row["text"], row["signals"]) == (date(2026, 11, 24), "my son [PERSON_1]", '["weapon"]')
    log._engine.dispose()


def test_a_turn_is_written(url, record, tmp_path):
    TurnLog(url).write(record())
    columns = "log_id, position, day, channel, text, intent, confidence, signals, status, topic, route, grade"
    assert rows(tmp_path, columns) == [
        (
            "a1",
            1,
            "2026-11-24",
            "web",
            "my son [PERSON_1]",
            "concern_general",
            0.8,
            '["weapon"]',
            "answered",
            "other",
            "police",
            "none",
        )
    ]


def test_withheld_text_is_null(url, record, tmp_path):
    TurnLog(url).write(record(text=None, intent=None, confidence=None))
    assert rows(tmp_path, "text, intent, confidence") == [(None, None, None)]


class Looks(str):
    text = "zebra raw"


@pytest.mark.parametrize(
    "raw",
    ["zebra raw", b"zebra raw", Looks("zebra"), ("zebra raw", ())],
    ids=["text", "bytes", "a look-alike", "a tuple"],
)
def test_raw_text_cannot_be_logged(url, record, tmp_path, raw):
    with pytest.raises(UnscrubbedText) as caught:
        TurnLog(url).write(record(text=raw))
    assert "zebra" not in repr(caught.value)
    assert rows(tmp_path) == []


@pytest.mark.parametrize(
    "column",
    ["log_id", "channel", "intent", "status", "topic", "route", "grade", "content_version", "role", "kind", "near",
     "danger", "took", "why", "asked"],
)
def test_a_sentence_cannot_slip_in_through_another_column(url, record, column):
    with pytest.raises(StoreError) as caught:
        TurnLog(url).write(record(**{column: "my son zebra said"}))
    assert "zebra" not in repr(caught.value)


@pytest.mark.parametrize("column", ["signals", "signs"])
def test_nor_among_the_signals_and_signs(url, record, column):
    with pytest.raises(StoreError):
        TurnLog(url).write(record(**{column: ("weapon", "my son zebra said")}))


def test_the_log_keeps_a_day_and_no_time(url, record):
    with pytest.raises(StoreError):
        TurnLog(url).write(record(day=datetime(2026, 11, 24, 12, 5, tzinfo=ZoneInfo("Europe/London"))))


def test_the_table_has_no_key_no_address_and_no_clock():
    assert {column.name for column in turn_log.columns} == {
        "row",
        "log_id",
        "position",
        "day",
        "channel",
        "text",
        "intent",
        "confidence",
        "signals",
        "status",
        "topic",
        "route",
        "grade",
        "content_version",
        "role",
        "kind",
        "signs",
        "margin",
        "near",
        "danger",
        "took",
        "why",
        "asked",
    }


def test_the_order_of_writing_cannot_be_read_from_the_rows(url, record, tmp_path):
    log = TurnLog(url)
    for number in range(12):
        log.write(record(text=Scrubbed(f"c{number:02}")))
    with sqlite3.connect(tmp_path / "var" / "safeguard.db") as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("SELECT rowid FROM turn_log")
    assert [row[0] for row in rows(tmp_path, "text")] != [f"c{number:02}" for number in range(12)]


def test_a_raw_word_is_in_no_byte_of_the_database(url, record, now, file_bytes):
    log = TurnLog(url)
    log.write(record(text=Scrubbed("my son [PERSON_1] is hurt", ("PERSON",))))
    with pytest.raises(UnscrubbedText):
        log.write(record(text="my son Zebramarked is hurt"))
    assert b"Zebramarked" not in file_bytes()
    assert b"[PERSON_1]" in file_bytes()


def test_repr_of_a_record_hides_the_text(record):
    assert "PERSON_1" not in repr(record())


def _write_many(job):
    url, name = job
    log = TurnLog(url)
    for number in range(15):
        log.write(_record(name, number))
    return True


def _record(name, number):
    return TurnRecord(name, number, date(2026, 11, 24), "web", Scrubbed("x"), None, None)


def test_two_processes_write_at_the_same_time_into_a_new_file(url, tmp_path):
    with multiprocessing.get_context("fork").Pool(3) as pool:
        assert all(pool.map(_write_many, [(url, name) for name in ("a", "b", "c")], chunksize=1))
    assert len(rows(tmp_path)) == 45
