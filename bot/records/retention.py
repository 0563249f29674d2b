"""Deletes what has been kept long enough: live conversations, the engine's events, and old log rows."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import column, delete, func, insert, select, table
from sqlalchemy.engine import Engine

from bot.records import db
from bot.records.live import KEPT
from bot.records.tables import live_conversations, retention_audit, turn_log

LOG_MONTHS = 12
EVENTS = table("events", column("sender_id"), column("timestamp"))  # made by the engine process; same key, seconds


def retain(url: str, now: datetime) -> dict[str, int]:
    """Delete what is too old and return how many rows went from ``live``, ``events`` and ``log``.

    A conversation counts from its last message; engine events go with their conversation and also when their own last
    event is over 24 hours old; log rows go after 12 months. Raises StoreError.
    """
    engine = db.open_engine(url)
    try:
        counts = _delete(engine, now)
        db.forget_pages(engine)
    finally:
        engine.dispose()
    return counts


def _delete(engine: Engine, now: datetime) -> dict[str, int]:
    """The deletions and their audit row, all or none."""
    idle_since = (now - KEPT).timestamp()
    oldest = _months_before(now, LOG_MONTHS)
    with_events = db.has_table(engine, EVENTS.name)
    stale = live_conversations.c.last_seen <= idle_since
    with db.transaction(engine, "retention") as connection:
        events = 0
        if with_events:
            expired = select(live_conversations.c.key).where(stale)
            silent = (
                select(EVENTS.c.sender_id)
                .group_by(EVENTS.c.sender_id)
                .having(func.max(EVENTS.c.timestamp) <= idle_since)
            )
            events = connection.execute(
                delete(EVENTS).where(EVENTS.c.sender_id.in_(expired) | EVENTS.c.sender_id.in_(silent))
            ).rowcount
        live = connection.execute(delete(live_conversations).where(stale)).rowcount
        log = connection.execute(delete(turn_log).where(turn_log.c.day < oldest)).rowcount
        counts = {"live": live, "events": events, "log": log}
        connection.execute(delete(retention_audit).where(retention_audit.c.day < oldest))
        connection.execute(insert(retention_audit).values(row=secrets.token_hex(16), day=now.date(), **counts))
    return counts


def _months_before(now: datetime, months: int) -> object:
    """The same day so many months earlier, or the last day that month has."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = now.date()
    for number in range(day.day, 0, -1):
        try:
            return day.replace(year=year, month=month + 1, day=number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
