"""One page of the queue, filtered, and the counts beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql import Select

from bot.records import db
from bot.records.reading import COLUMNS as TURN
from bot.records.reading import LogTurn, turn
from bot.records.review_store import COLUMNS as ITEM
from bot.records.review_store import Item, item
from bot.records.review_tables import review_items
from bot.records.tables import turn_log

SURE, UNSURE = 0.6, 0.3  # confidence from which an intent counts as sure, and under which as unsure
SHORT, LONG = 1, 6       # turns: one, a few, six or more
NO_REASON = "-"         # of what is worth nothing
WORDS = ("topic", "route", "status", "channel", "role")


@dataclass(frozen=True)
class Filter:
    """What to show; an empty word is no filter. ``confidence`` low, middle, high; ``length`` one, few, many."""

    state: str = "open"
    reason: str = ""
    words: dict[str, str] = field(default_factory=dict)
    confidence: str = ""
    length: str = ""
    since: date | None = None
    until: date | None = None
    untrained: bool = False


class ReviewQueue:
    """Reads the queue of one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def page(self, wanted: Filter, start: int, most: int) -> list[tuple[Item, LogTurn]]:
        """Items with the turn that each shows, gravest first, then newest."""
        order = (review_items.c.worth.desc(), review_items.c.day.desc(), review_items.c.log_id.desc())
        # First which they are, from the index alone, however far down; then those few rows, whole.
        which = _where(select(review_items.c.log_id), wanted).order_by(*order).offset(start).limit(most)
        # Both tables have columns of the same names: those of the turn are renamed.
        named = [column.label(f"turn_{column.name}") for column in TURN]
        both = review_items.join(turn_log, turn_log.c.row == review_items.c.turn)
        with db.transaction(self._engine, "reading the queue") as connection:
            mine = review_items.c.log_id.in_(connection.execute(which).scalars().all())
            rows = connection.execute(select(*ITEM, *named).select_from(both).where(mine).order_by(*order)).mappings()
            return [(item(row), turn({column.name: row[f"turn_{column.name}"] for column in TURN})) for row in rows]

    def count(self, wanted: Filter) -> int:
        """How many conversations the filter leaves."""
        query = _where(select(func.count()).select_from(review_items), wanted)
        with db.transaction(self._engine, "counting the queue") as connection:
            return int(connection.execute(query).scalar() or 0)

    def reasons(self, state: str) -> dict[str, int]:
        """How many conversations of a state wait for each reason."""
        query = select(review_items.c.reason, func.count()).where(
            (review_items.c.state == state) & (review_items.c.worth > 0)
        ).group_by(review_items.c.reason)
        with db.transaction(self._engine, "counting the queue") as connection:
            return {reason: int(number) for reason, number in connection.execute(query)}

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _where(query: Select, wanted: Filter) -> Select:
    items = review_items.c
    query = query.where((items.state == wanted.state) & (items.worth > 0))
    if wanted.reason:
        query = query.where(items.reason == wanted.reason)
    for name in WORDS:
        if wanted.words.get(name):
            query = query.where(items[name] == wanted.words[name])
    bounds: dict[str, Any] = {
        "low": items.confidence < UNSURE, "high": items.confidence >= SURE,
        "middle": (items.confidence >= UNSURE) & (items.confidence < SURE),
        "one": items.turns == SHORT, "few": (items.turns > SHORT) & (items.turns < LONG), "many": items.turns >= LONG,
    }
    for word in (wanted.confidence, wanted.length):
        if word:
            query = query.where(bounds[word])
    if wanted.since:
        query = query.where(items.day >= wanted.since)
    if wanted.until:
        query = query.where(items.day <= wanted.until)
    return query.where(items.trained.is_(False)) if wanted.untrained else query
