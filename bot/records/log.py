"""The de-identified log of turns: scrubbed text and words of closed lists, a day, and a random conversation number."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from sqlalchemy import insert

from bot.errors import StoreError, UnscrubbedText
from bot.records import db
from bot.records.tables import turn_log
from bot.scrubbed import Scrubbed

# Every column but the text takes one word of a closed list; a sentence cannot slip in through one of them.
WORD = re.compile(r"[A-Za-z0-9_.:+/@-]{0,80}")
WORDS = ("log_id", "channel", "intent", "status", "topic", "route", "grade", "content_version", "role", "kind",
         "near", "danger", "took", "why", "asked")
ADD = insert(turn_log)  # made once, so that it is compiled once
NOTHING_ASKED = "-"  # the answer ended with no question; None is a turn older than the column
Text = TypeVar("Text")


@dataclass(frozen=True)
class Words(Generic[Text]):
    """One turn as the log keeps it; ``text`` is None where it was withheld, ``confidence`` is 0 to 1.

    A word is None where the turn is older than its column, or has none. ``repr`` hides the text.
    """

    log_id: str
    position: int
    day: date
    channel: str
    text: Text | None = field(repr=False)
    intent: str | None
    confidence: float | None
    signals: tuple[str, ...] = field(default=())
    status: str = "answered"
    topic: str | None = None
    route: str | None = None
    grade: str | None = None
    content_version: str | None = None
    role: str | None = None
    kind: str | None = None
    signs: tuple[str, ...] = ()
    margin: float | None = None
    near: str | None = None
    danger: str | None = None
    took: str | None = None
    why: str | None = None
    asked: str | None = None


@dataclass(frozen=True)
class TurnRecord(Words[Scrubbed]):
    """One turn on its way into the log."""


class TurnLog:
    """The log in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def write(self, record: TurnRecord) -> None:
        """Add one turn. Raises UnscrubbedText for text that is not Scrubbed, StoreError for anything else."""
        with db.transaction(self._engine, "writing the log") as connection:
            connection.execute(ADD, row(record))


def row(record: TurnRecord) -> dict[str, object]:
    """One turn as ``ADD`` takes it."""
    return {"row": secrets.token_hex(16), **columns(record)}


def columns(record: TurnRecord) -> dict[str, object]:
    """The record as columns; raises StoreError where a field is not what it claims to be."""
    if record.text is not None and not isinstance(record.text, Scrubbed):
        raise UnscrubbedText("the log takes scrubbed text only")
    values: dict[str, object] = {name: _word(name, getattr(record, name)) for name in WORDS}
    codes = [_word("signals", code) for code in record.signals]
    if not isinstance(record.day, date) or isinstance(record.day, datetime):
        raise StoreError("the log keeps a day, not a time")
    return {
        **values,
        "position": int(record.position),
        "day": record.day,
        "text": None if record.text is None else record.text.text,
        "confidence": None if record.confidence is None else float(record.confidence),
        "signals": json.dumps(codes),
        "signs": json.dumps([_word("signs", sign) for sign in record.signs]),
        "margin": None if record.margin is None else float(record.margin),
    }


def _word(name: str, value: object) -> str | None:
    """The value if it is one plain word or None; the error names the column, never the value."""
    if value is None:
        return None
    if not isinstance(value, str) or not WORD.fullmatch(value):
        raise StoreError(f"the log's column {name} takes a word of a closed list")
    return str(value)
