from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select

from bot.records import db, forgetting
from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnLog
from bot.records.retention import months_before, retain, rules
from bot.records.tables import deletions, events, metadata, turn_log

HOUR = timedelta(hours=1)
NOTHING = dict.fromkeys(
    (
        "events", "live_conversations", "turn_log", "review_marks", "review_items", "review_notes", "review_links",
        "deletions", "audit", "switches", "inbox", "outbox", "seen_messages", "mailbox_claims",
    ), 0,
)


class Base:
    """One database with ways to put an event of the engine in and to look at a table."""

    def __init__(self, address):
        self.url, self.live, self.log = address, LiveStore(address), TurnLog(address)
        self.engine = db.open_engine(address)

    def event(self, sender, when, data="{}"):
        with self.engine.begin() as connection:
            connection.execute(
                insert(events).values(sender_id=sender, type_name="user", timestamp=when.timestamp(), data=data)
            )

    def rows(self, table, *columns):
        with self.engine.begin() as connection:
            return [tuple(row) for row in connection.execute(select(*(table.c[c] for c in columns)).select_from(table))]


@pytest.fixture
def base(either):
    made = Base(either)
    yield made
    for engine in (made.engine, made.live._engine, made.log._engine):
        engine.dispose()


def test_every_table_has_a_rule(now):
    assert set(rules(now)) == set(metadata.tables)


def test_an_empty_store_has_nothing_to_delete(base, now):
    assert retain(base.url, now) == NOTHING


def test_conversations_go_24_hours_after_their_last_message(base, now):
    base.live.save("old", LiveContext.new(), now - 24 * HOUR)
    base.live.save("new", LiveContext.new(), now - 23 * HOUR)
    assert retain(base.url, now)["live_conversations"] == 1
    assert base.live.context("old") is None
    assert base.live.context("new") is not None


def test_with_the_conversation_goes_the_link_to_its_log_but_not_the_log(url, now, record, file_bytes):
    base = Base(url)
    context = replace(LiveContext.new(), last_answer="zebramarked")
    base.live.save("old", context, now - 25 * HOUR)
    base.log.write(record(log_id=context.log_id))
    assert retain(url, now) == {**NOTHING, "live_conversations": 1}
    assert base.rows(turn_log, "log_id") == [(context.log_id,)]
    assert b"zebramarked" not in file_bytes()


def test_engine_events_go_when_the_last_of_their_conversation_is_old(base, now):
    base.event("old", now - 50 * HOUR)
    base.event("old", now - 24 * HOUR)
    base.event("new", now - 50 * HOUR)
    base.event("new", now - HOUR)
    assert retain(base.url, now)["events"] == 2
    assert base.rows(events, "sender_id") == [("new",), ("new",)]


def test_engine_events_go_with_their_conversation(base, now):
    base.live.save("key", LiveContext.new(), now - 25 * HOUR)
    base.event("key", now - 23 * HOUR)
    assert retain(base.url, now) == {**NOTHING, "live_conversations": 1, "events": 1}


@pytest.mark.parametrize(("bytes_", "hour", "rebuilt"), [(10**9, 12, True), (0, 12, False), (0, 3, True)])
def test_a_big_database_is_made_anew_only_at_night(url, now, monkeypatch, bytes_, hour, rebuilt):
    monkeypatch.setattr(forgetting, "AT_ONCE", bytes_)
    made = []
    monkeypatch.setattr(forgetting, "compact", lambda engine, whole: made.append(whole) or True)
    Base(url).event("old", now - 50 * HOUR)
    retain(url, now.replace(hour=hour))
    assert made == [rebuilt]


@pytest.mark.parametrize("rebuild", [True, False])
def test_deleted_events_leave_nothing_in_any_file(url, now, file_bytes, rebuild):
    base = Base(url)
    base.event("old", now - 30 * HOUR, "zebramarked")
    assert b"zebramarked" in file_bytes()
    retain(url, now, rebuild=rebuild)
    assert b"zebramarked" not in file_bytes()


@pytest.mark.parametrize("rebuild", [True, False])
def test_the_room_of_what_was_deleted_is_given_back(url, now, tmp_path, rebuild):
    base = Base(url)
    for number in range(200):
        base.event(f"old{number}", now - 30 * HOUR, "x" * 4000)
    forgetting.forget_pages(base.engine)
    before = (tmp_path / "var" / "safeguard.db").stat().st_size
    retain(url, now, rebuild=rebuild)
    assert (tmp_path / "var" / "safeguard.db").stat().st_size < before / 4


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_there_stays_when_room_is_given_back(base, record, whole):
    base.log.write(record())
    assert forgetting.compact(base.engine, whole)
    base.log.write(record())
    assert len(base.rows(turn_log, "row")) == 2


def test_a_database_that_is_busy_is_no_error(url, record):
    base = Base(url)
    with base.engine.connect() as reader, reader.begin():
        reader.exec_driver_sql("BEGIN")
        reader.execute(select(turn_log)).fetchall()
        base.log.write(record())
        assert not forgetting.forget_pages(base.engine)
    assert forgetting.forget_pages(base.engine)


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
    assert counts["turn_log"] == int(gone)


def test_months_are_counted_back_over_the_year():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)


def test_the_runs_of_a_day_are_one_count_a_table(base, now):
    for hour, key in ((0, "one"), (1, "two"), (2, None)):
        if key:
            base.live.save(key, LiveContext.new(), now - 25 * HOUR)
        retain(base.url, now + hour * HOUR)
    assert base.rows(deletions, "day", "name", "number") == [(now.date(), "live_conversations", 2)]


def test_a_second_run_deletes_nothing_more(base, now):
    base.live.save("old", LiveContext.new(), now - 25 * HOUR)
    retain(base.url, now)
    assert retain(base.url, now) == NOTHING


def test_counts_of_deletions_go_with_the_log(base, now):
    base.live.save("old", LiveContext.new(), now - 500 * 24 * HOUR)
    retain(base.url, now - 400 * 24 * HOUR)
    assert retain(base.url, now)["deletions"] == 1
