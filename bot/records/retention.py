"""Deletes what has been kept long enough, in every table: conversations after 24 hours, the log after 12 months."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Delete

from bot.records import claims, db, forgetting, mailbox, mending, review_store
from bot.records.live import KEPT
from bot.records.mailbox_tables import mailbox_claims
from bot.records.tables import audit, deletions, events, live_conversations, review_marks, switches, turn_log

LOG_MONTHS = 12
NIGHT = (3,)  # hours in which few write: a big database may be made anew, and who writes waits some seconds
CLAIMS = timedelta(hours=1)  # they run out within seconds; an hour, for clocks differ
AUDIT_MONTHS = 36  # longer than the log, so that who saw it can still be answered when it is gone


def retain(url: str, now: datetime, rebuild: bool = False) -> dict[str, int]:
    """Delete what is due and return the number of rows that went from each table, by the table's name.

    A conversation counts from its last message; engine events go with their conversation and also when their own last
    event is over 24 hours old. The database is made anew, which leaves no byte of them, where it is small, at night,
    or with ``rebuild``; else their room is given back bit by bit. Raises StoreError.
    """
    engine = db.open_engine(url)
    try:
        with db.transaction(engine, "retention") as connection:
            counts = {name: connection.execute(rule).rowcount for name, rule in rules(now).items()}
            for name, number in counts.items():
                if number:
                    _count(connection, now.date(), name, number)
        of_file = engine.dialect.name == "sqlite"
        due = any(counts.values()) if forgetting.small(engine) else now.hour in NIGHT
        if not forgetting.compact(engine, whole=rebuild or (of_file and due)):
            forgetting.forget_pages(engine)
        if of_file:
            mending.forget_damaged(Path(str(engine.url.database)), now.timestamp())
    finally:
        engine.dispose()
    return counts


def rules(now: datetime) -> dict[str, Delete]:
    """What is due in each table, in the order of deleting; a new table needs its rule here."""
    idle_since, oldest = (now - KEPT).timestamp(), months_before(now.date(), LOG_MONTHS)
    stale = live_conversations.c.last_seen <= idle_since
    expired = select(live_conversations.c.key).where(stale)
    silent = select(events.c.sender_id).group_by(events.c.sender_id).having(func.max(events.c.timestamp) <= idle_since)
    acts = _start_of(months_before(now.date(), AUDIT_MONTHS), now)
    return {
        events.name: delete(events).where(events.c.sender_id.in_(expired) | events.c.sender_id.in_(silent)),
        live_conversations.name: delete(live_conversations).where(stale),
        turn_log.name: delete(turn_log).where(turn_log.c.day < oldest),
        review_marks.name: delete(review_marks).where(review_marks.c.at < _start_of(oldest, now)),
        **review_store.due(oldest, now),
        deletions.name: delete(deletions).where(deletions.c.day < oldest),
        audit.name: delete(audit).where(audit.c.at < acts),
        switches.name: delete(switches).where(~switches.c.is_on, switches.c.at < acts),
        **mailbox.due(now),
        mailbox_claims.name: claims.due((now - CLAIMS).timestamp()),
    }


def _start_of(day: date, now: datetime) -> float:
    """The first second of a day, in the zone of ``now``, as seconds UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo).timestamp()


def _count(connection: Connection, day: date, name: str, number: int) -> None:
    """Add to the day's count of one table."""
    again = {"number": deletions.c.number + number}
    db.upsert(connection, deletions, {"day": day, "name": name}, {"number": number}, again)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 0, -1):
        try:
            return day.replace(year=year, month=month + 1, day=number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
