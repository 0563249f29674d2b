"""What reviewers are to look at, gravest first: kept apart from the log, drawn from it, and thrown away with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.sql import Delete

from bot.records import db
from bot.records.review_tables import review_items, review_links, review_notes
from bot.records.tables import turn_log

STATES = ("open", "later", "reviewed")
TODAY = "+today"  # ending of the version of a conversation that may still go on: looked at again on another day


@dataclass(frozen=True)
class Item:
    """One conversation as it stands in the queue; see ``review_tables`` for the fields."""

    log_id: str
    turn: str
    turns: int
    worth: int
    reason: str
    reasons: tuple[str, ...]
    why: tuple[str, ...]
    day: date
    found: date
    version: str
    state: str = "open"
    trained: bool = False
    duty: str = "none"
    topic: str | None = None
    route: str | None = None
    status: str | None = None
    channel: str | None = None
    role: str | None = None
    confidence: float | None = None


COLUMNS = tuple(review_items.c[one.name] for one in fields(Item))


def item(row: Any) -> Item:
    """One row of the table."""
    lists = {name: tuple(json.loads(row[name])) for name in ("reasons", "why")}
    return Item(**{**{one.name: row[one.name] for one in fields(Item)}, **lists})


def due(oldest: date, now: datetime) -> dict[str, Delete]:
    """What goes from the tables of the pages, after the log: with it, and links that nobody can use any more."""
    ended = review_links.c.expires < now.timestamp()
    midnight = datetime(oldest.year, oldest.month, oldest.day, tzinfo=now.tzinfo).timestamp()
    return {
        review_items.name: delete(review_items).where(review_items.c.day < oldest),
        review_notes.name: delete(review_notes).where(
            (review_notes.c.at < midnight) | review_notes.c.log_id.not_in(select(turn_log.c.log_id))
        ),
        review_links.name: delete(review_links).where(ended),
    }


class ReviewStore:
    """The items in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def stale(self, version: str, today: date) -> list[str]:
        """The conversations that have not been scored as they now stand: new or grown, or by another version."""
        counted = select(turn_log.c.log_id, func.count().label("number")).group_by(turn_log.c.log_id).subquery()
        both = counted.outerjoin(review_items, review_items.c.log_id == counted.c.log_id)
        scored = (review_items.c.version == version) | (
            (review_items.c.version == version + TODAY) & (review_items.c.day >= today)
        )
        query = select(counted.c.log_id).select_from(both).where(
            or_(review_items.c.turns.is_(None), review_items.c.turns != counted.c.number, ~scored)
        )
        with db.transaction(self._engine, "looking for new conversations") as connection:
            return list(connection.execute(query).scalars())

    def put(self, items: Iterable[Item]) -> None:
        """Add or renew items; the state of one that still shows the same turn stays, any other is open again."""
        items = list(items)
        with db.transaction(self._engine, "writing the queue") as connection:
            wanted = review_items.c.log_id.in_([one.log_id for one in items])
            before = {row["log_id"]: item(row) for row in connection.execute(select(*COLUMNS).where(wanted)).mappings()}
            if before:
                connection.execute(delete(review_items).where(review_items.c.log_id.in_(list(before))))
            rows = [_row(_kept(one, before.get(one.log_id))) for one in items]
            if rows:
                connection.execute(review_items.insert(), rows)

    def get(self, log_id: str) -> Item | None:
        """The item of one conversation."""
        query = select(*COLUMNS).where(review_items.c.log_id == log_id)
        with db.transaction(self._engine, "reading the queue") as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else item(row)

    def set_state(self, log_id: str, state: str) -> None:
        """Open, later or reviewed."""
        self._set(log_id, state=state)

    def duty_done(self, log_id: str) -> None:
        """Somebody has done what a suspected missed risk asks for."""
        self._set(log_id, duty="done")

    def duties(self) -> tuple[int, date | None]:
        """How many suspected missed risks wait for somebody to act, and since which day the oldest has."""
        query = select(func.count(), func.min(review_items.c.found)).where(review_items.c.duty == "open")
        with db.transaction(self._engine, "counting the queue") as connection:
            number, oldest = connection.execute(query).one()
        return int(number), oldest

    def _set(self, log_id: str, **values: str) -> None:
        with db.transaction(self._engine, "changing the queue") as connection:
            connection.execute(update(review_items).where(review_items.c.log_id == log_id).values(**values))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _kept(new: Item, old: Item | None) -> Item:
    """The new item with what people have done about the old one, where it is about the same turn."""
    if old is None or old.turn != new.turn:
        return new
    duty = old.duty if old.duty == "done" else new.duty
    found = new.found if old.duty == "none" and duty == "open" else old.found
    state = "open" if new.duty == "open" and old.duty == "none" else old.state
    return Item(**{**{one.name: getattr(new, one.name) for one in fields(Item)},
                   "state": state, "duty": duty, "found": found})


def _row(one: Item) -> dict[str, Any]:
    whole = {column.name: getattr(one, column.name) for column in COLUMNS}
    return {**whole, "reasons": json.dumps(one.reasons), "why": json.dumps(one.why)}
