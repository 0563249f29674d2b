"""Numbers of the log for the dashboard: how many turns by each word, by day, and by version of the content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, distinct, func, select

from bot.records import db
from bot.records.tables import turn_log

BY = ("channel", "topic", "route", "role", "kind", "took", "grade")
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Day:
    """One day: conversations, turns, and how many turns were not understood, escalated, or failed."""

    day: date
    conversations: int
    turns: int
    fallback: int
    escalated: int
    failed: int


@dataclass(frozen=True)
class Version:
    """One version of the content: its first and last day in the log, and the turns that were answered by it."""

    name: str
    first: date
    last: date
    turns: int


class Figures:
    """Counts over one stretch of days; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def by(self, word: str, since: date, until: date) -> dict[str, int]:
        """Turns by one word of ``BY``, the most first; turns without it count as ``-``."""
        column = turn_log.c[word]
        query = select(func.coalesce(column, "-"), func.count()).where(turn_log.c.day.between(since, until))
        with db.transaction(self._engine, "counting the log") as connection:
            rows = connection.execute(query.group_by(column).order_by(func.count().desc())).all()
        return {str(name): int(number) for name, number in rows}

    def days(self, since: date, until: date) -> list[Day]:
        """Every day that has turns, oldest first."""
        row = turn_log.c
        sums = (
            func.count(distinct(row.log_id)), func.count(),
            func.sum(case((row.intent == FALLBACK, 1), else_=0)),
            func.sum(case((row.kind == "escalation", 1), else_=0)),
            func.sum(case((row.status.like("failed%") | row.status.like("replaced%"), 1), else_=0)),
        )
        query = select(row.day, *sums).where(row.day.between(since, until)).group_by(row.day).order_by(row.day)
        with db.transaction(self._engine, "counting the log") as connection:
            return [Day(day, *(int(number or 0) for number in rest)) for day, *rest in connection.execute(query)]

    def versions(self) -> list[Version]:
        """The versions of the content that have answered, newest first."""
        row = turn_log.c
        query = select(row.content_version, func.min(row.day), func.max(row.day), func.count())
        query = query.where(row.content_version.isnot(None)).group_by(row.content_version)
        with db.transaction(self._engine, "counting the log") as connection:
            rows = [Version(name, first, last, int(number)) for name, first, last, number in connection.execute(query)]
        return sorted(rows, key=lambda one: (one.last, one.first), reverse=True)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
