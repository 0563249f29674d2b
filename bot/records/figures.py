"""Numbers of the log for the dashboard: how many turns by each word, by day, and by version of the content.

Each day is counted once and kept in memory, in no table: what a person deletes stands nowhere else.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.records import db
from bot.records.tables import turn_log

BY = ("channel", "topic", "route", "role", "kind", "took", "grade")
FALLBACK = "nlu_fallback"
AT_ONCE = 5000  # rows in memory: a year has many
FEW = 10  # days that are read by the index of days; more are read with the whole log, in one go
READ = tuple(turn_log.c[name] for name in ("day", "log_id", "intent", "status", "content_version", *BY))


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
    """One version of the content: the first and the last day it answered, and how many turns."""

    name: str
    first: date
    last: date
    turns: int


@dataclass(frozen=True)
class Counted:
    """One day with its turns by every word: (column, value) to number; a turn without the word counts as ``-``."""

    day: Day
    words: dict[tuple[str, str], int]


@dataclass(frozen=True)
class Tallies:
    """Every day of the log as it stood at one moment, oldest first."""

    counted: tuple[Counted, ...]

    def by(self, word: str, since: date, until: date) -> dict[str, int]:
        """Turns by one word of ``BY``, the most first; turns without it count as ``-``."""
        found: Counter[str] = Counter()
        for one in self.counted:
            if since <= one.day.day <= until:
                found.update({value: number for (column, value), number in one.words.items() if column == word})
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def days(self, since: date, until: date) -> list[Day]:
        """Every day that has turns, oldest first."""
        return [one.day for one in self.counted if since <= one.day.day <= until]

    def versions(self) -> list[Version]:
        """The versions of the content that have answered, newest first."""
        found: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for one in self.counted:
            for (column, value), number in one.words.items():
                if column == "content_version" and value != "-":
                    found[value].append((one.day.day, number))
        made = [Version(name, of[0][0], of[-1][0], sum(number for _, number in of)) for name, of in found.items()]
        return sorted(made, key=lambda one: (one.last, one.first), reverse=True)


class Figures:
    """Counts the log of one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)
        self._kept: dict[date, Counted] = {}
        self._one = threading.Lock()

    def read(self, today: date) -> Tallies:
        """The tallies as they stand. Counted anew: days whose number of turns has changed, today and yesterday.

        On days before these rows can only go, so that a day with as many turns as before is as it was.
        """
        with self._one, db.transaction(self._engine, "counting the log") as connection:
            number = {day: int(n) for day, n in connection.execute(
                select(turn_log.c.day, func.count()).group_by(turn_log.c.day)
            )}
            kept = {day: one for day, one in self._kept.items() if number.get(day) == one.day.turns}
            new = {day for day in number if day not in kept or day >= today - timedelta(days=1)}
            query = select(*READ) if len(new) > FEW else select(*READ).where(turn_log.c.day.in_(new))
            rows = connection.execute(query.execution_options(yield_per=AT_ONCE)) if new else ()
            self._kept = {**kept, **_counted((tuple(row) for row in rows), new)}
            return Tallies(tuple(self._kept[day] for day in sorted(self._kept)))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _counted(rows: Iterable[tuple[Any, ...]], wanted: Collection[date]) -> dict[date, Counted]:
    """These days, counted; ``rows`` hold the columns of ``READ``."""
    talks: dict[date, set[object]] = {day: set() for day in wanted}
    alike: dict[date, Counter[tuple[object, ...]]] = {day: Counter() for day in wanted}
    for day, log_id, *words in rows:
        if day in talks:
            talks[day].add(log_id)
            alike[day][tuple(words)] += 1
    return {day: _day(day, len(talks[day]), alike[day]) for day in wanted if talks[day]}


def _day(day: date, conversations: int, alike: Counter[tuple[object, ...]]) -> Counted:
    words: Counter[tuple[str, str]] = Counter()
    fallback = escalated = failed = 0
    for (intent, status, *named), number in alike.items():
        for column, value in zip(("content_version", *BY), named, strict=True):
            words[column, "-" if value is None else str(value)] += number
        fallback += number * (intent == FALLBACK)
        escalated += number * (named[1 + BY.index("kind")] == "escalation")
        failed += number * str(status).startswith(("failed", "replaced"))
    return Counted(Day(day, conversations, sum(alike.values()), fallback, escalated, failed), dict(words))
