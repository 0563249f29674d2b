import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnLog
from bot.records.retention import retain

HOUR = timedelta(hours=1)


@pytest.fixture
def events(url, tmp_path):
    """The table of the engine process, with a way to add one event."""
    LiveStore(url)
    connection = sqlite3.connect(tmp_path / "var" / "safeguard.db")
    connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, timestamp REAL, data TEXT)")
    connection.commit()

    def add(sender, when, data="{}"):
        connection.execute(
            "INSERT INTO events (sender_id, timestamp, data) VALUES (?, ?, ?)", (sender, when.timestamp(), data)
        )
        connection.commit()

    def left():
        return [row[0] for row in connection.execute("SELECT sender_id FROM events ORDER BY id")]

    add.left = left
    yield add
    connection.close()


def test_an_empty_store_has_nothing_to_delete(url, now):
    assert retain(url, now) == {"live": 0, "events": 0, "log": 0}


def test_conversations_go_24_hours_after_their_last_message(url, now):
    store = LiveStore(url)
    store.save("old", LiveContext.new(), now - 24 * HOUR)
    store.save("new", LiveContext.new(), now - 23 * HOUR)
    assert retain(url, now)["live"] == 1
    assert store.context("old") is None
    assert store.context("new") is not None


def test_with_the_conversation_goes_the_link_to_its_log_but_not_the_log(url, now, record, file_bytes):
    context = replace(LiveContext.new(), last_answer="zebramarked")
    LiveStore(url).save("old", context, now - 25 * HOUR)
    TurnLog(url).write(record(log_id=context.log_id))
    assert retain(url, now) == {"live": 1, "events": 0, "log": 0}
    assert b"zebramarked" not in file_bytes()


def test_engine_events_go_when_the_last_of_their_conversation_is_old(url, now, events):
    events("old", now - 50 * HOUR)
    events("old", now - 24 * HOUR)
    events("new", now - 50 * HOUR)
    events("new", now - HOUR)
    assert retain(url, now)["events"] == 2
    assert events.left() == ["new", "new"]


def test_engine_events_go_with_their_conversation(url, now, events):
    LiveStore(url).save("key", LiveContext.new(), now - 25 * HOUR)
    events("key", now - 24 * HOUR - timedelta(minutes=1))
    assert retain(url, now) == {"live": 1, "events": 1, "log": 0}


def test_deleted_events_leave_nothing_in_any_file(url, now, events, file_bytes):
    events("old", now - 30 * HOUR, "zebramarked")
    retain(url, now)
    assert b"zebramarked" not in file_bytes()


@pytest.mark.parametrize(
    ("today", "day", "gone"),
    [
        (date(2026, 11, 24), date(2025, 11, 24), False),
        (date(2026, 11, 24), date(2025, 11, 23), True),
        (date(2028, 2, 29), date(2027, 2, 28), False),
        (date(2028, 2, 29), date(2027, 2, 27), True),
        (date(2027, 1, 1), date(2026, 1, 1), False),
    ],
    ids=["12 months to the day", "a day more", "from a leap day", "from a leap day, a day more", "over new year"],
)
def test_log_rows_are_kept_12_months(url, record, today, day, gone):
    TurnLog(url).write(record(day=day))
    counts = retain(url, datetime(today.year, today.month, today.day, 3, tzinfo=ZoneInfo("Europe/London")))
    assert counts["log"] == int(gone)


def test_every_run_is_counted_and_nothing_else_is_kept_of_it(url, now, tmp_path):
    LiveStore(url).save("old", LiveContext.new(), now - 25 * HOUR)
    retain(url, now)
    with sqlite3.connect(tmp_path / "var" / "safeguard.db") as connection:
        assert connection.execute("SELECT day, live, events, log FROM retention_audit").fetchall() == [
            ("2026-11-24", 1, 0, 0)
        ]


def test_a_second_run_deletes_nothing_more(url, now):
    LiveStore(url).save("old", LiveContext.new(), now - 25 * HOUR)
    retain(url, now)
    assert retain(url, now) == {"live": 0, "events": 0, "log": 0}
