"""What reviewers say about a turn, and when it counts: one row for each person's word, agreed by the right people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from bot.errors import StoreError
from bot.records import db
from bot.records.audit import WORD
from bot.records.tables import review_marks, turn_log

KINDS = ("relabel", "risk_up", "risk_down", "story", "test", "question", "article")
STATUSES = ("proposed", "agreed", "refused", "done")
LEAD = "safety_lead"
MARKERS = ("editor", LEAD)  # a reader reads


@dataclass(frozen=True)
class Mark:
    """One person's word about one turn, with the scrubbed text and intent of the turn where it is still there.

    ``value`` is an intent, an article or ``-``; ``voice`` is whose words a danger, or none, is written in; ``at`` is
    seconds UTC. ``repr`` hides the text.
    """

    row: int
    turn: str
    kind: str
    value: str
    who: str
    role: str
    status: str
    at: float
    text: str | None = field(default=None, repr=False)
    intent: str | None = None
    voice: str | None = None


COLUMNS = tuple(review_marks.c[one.name] for one in fields(Mark) if one.name not in ("text", "intent"))


class Marks:
    """The marks in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def say(
        self, now: datetime, turn: str, kind: str, value: str, who: str, role: str, lowers: bool,
        voice: str | None = None,
    ) -> str:
        """Add one person's word and return the status that the mark has now; the same word twice counts once.

        ``lowers``: it makes something less urgent, so that two different people must say it, one of them a safety lead.
        Two who agree may hear different voices: ``bot.changes.mark`` takes one of them.
        """
        words = (value, who) if voice is None else (value, who, voice)
        if kind not in KINDS or role not in MARKERS or not all(WORD.fullmatch(word) for word in words):
            raise StoreError("that is no mark")
        with db.transaction(self._engine, "writing a mark") as connection:
            if connection.dialect.name == "postgresql":  # two who agree at the same moment must see each other
                connection.exec_driver_sql("LOCK TABLE review_marks IN SHARE ROW EXCLUSIVE MODE")
            if connection.execute(select(turn_log.c.row).where(turn_log.c.row == turn)).first() is None:
                raise StoreError("that turn is not in the log")
            said = _said(connection, turn, kind, value)
            if who not in {one.who for one in said}:
                row = {"turn": turn, "kind": kind, "value": value, "who": who, "role": role, "at": now.timestamp()}
                connection.execute(insert(review_marks).values(**row, status="proposed", voice=voice))
                said = _said(connection, turn, kind, value)
            if any(one.status == "done" for one in said):
                return "done"
            status = "agreed" if agree(kind, lowers, {one.who: one.role for one in said}) else "proposed"
            if status == "agreed":
                _set(connection, [one.row for one in said], status)
            return status

    def refuse(self, rows: Collection[int]) -> None:
        """Take proposed or agreed marks back; what is done stays done."""
        open_ones = review_marks.c.row.in_(rows) & review_marks.c.status.in_(("proposed", "agreed"))
        with db.transaction(self._engine, "refusing a mark") as connection:
            connection.execute(update(review_marks).where(open_ones).values(status="refused"))

    def of(self, turns: Collection[str]) -> list[Mark]:
        """Every mark of these turns, oldest first, the refused ones too."""
        with db.transaction(self._engine, "reading marks") as connection:
            query = select(*COLUMNS).where(review_marks.c.turn.in_(turns)).order_by(review_marks.c.row)
            return [Mark(**row) for row in connection.execute(query).mappings()]

    def with_status(self, status: str) -> list[Mark]:
        """Every mark of one status with the text of its turn, oldest first."""
        with db.transaction(self._engine, "reading marks") as connection:
            both = review_marks.join(turn_log, turn_log.c.row == review_marks.c.turn)
            query = select(*COLUMNS, turn_log.c.text, turn_log.c.intent).select_from(both)
            query = query.where(review_marks.c.status == status).order_by(review_marks.c.row)
            return [Mark(**row) for row in connection.execute(query).mappings()]

    def done(self, rows: Collection[int]) -> None:
        """Agreed marks have become a change that was applied."""
        agreed_ones = review_marks.c.row.in_(rows) & (review_marks.c.status == "agreed")
        with db.transaction(self._engine, "finishing marks") as connection:
            connection.execute(update(review_marks).where(agreed_ones).values(status="done"))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def agree(kind: str, lowers: bool, people: dict[str, str]) -> bool:
    """Whether these people (name to role) are enough: less urgent takes two and a lead, more urgent takes a lead."""
    lead = LEAD in people.values()
    if lowers or kind == "risk_down":
        return lead and len(people) >= 2
    return lead if kind == "risk_up" else bool(people)


def agreed(url: str) -> list[Mark]:
    """Every agreed mark with its text: one for each person who said it, so a lowering one is there twice or more.

    Marks of a turn that has left the log are left out. Raises StoreError.
    """
    marks = Marks(url)
    try:
        return marks.with_status("agreed")
    finally:
        marks.close()


def done(url: str, rows: Collection[int]) -> None:
    """Set these agreed marks to done. Raises StoreError."""
    marks = Marks(url)
    try:
        marks.done(rows)
    finally:
        marks.close()


def _said(connection: Connection, turn: str, kind: str, value: str) -> list[Mark]:
    """The rows of one mark that still stand."""
    same = (review_marks.c.turn == turn) & (review_marks.c.kind == kind) & (review_marks.c.value == value)
    query = select(*COLUMNS).where(same & (review_marks.c.status != "refused"))
    return [Mark(**row) for row in connection.execute(query).mappings()]


def _set(connection: Connection, rows: Collection[int], status: str) -> None:
    connection.execute(update(review_marks).where(review_marks.c.row.in_(rows)).values(status=status))
