"""Live conversations: what the edge must remember between two messages, for 24 hours after the last one."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.sql import Delete

from bot.records import db, forgetting, log
from bot.records.log import TurnRecord
from bot.records.mailbox_tables import outbox
from bot.records.review_tables import review_items, review_notes
from bot.records.tables import events, live_conversations, review_marks, turn_log

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class LiveContext:
    """What one conversation has come to; ``log_id`` is its random number in the log and ``last_answer`` is JSON.

    ``position`` counts the turns so far; ``worries`` counts messages that told of a worry.
    """

    log_id: str = field(repr=False)
    asked: str | None = None
    emergency_open: bool = False
    check_open: bool = False
    worries: int = 0
    role: str = "unknown"
    position: int = 0
    last_message_id: str | None = field(default=None, repr=False)
    last_answer: str | None = field(default=None, repr=False)

    @cached_property
    def answer(self) -> dict[str, Any]:
        """The last answer, read once; empty before there is one. Not to be changed."""
        return json.loads(self.last_answer) if self.last_answer else {}

    @classmethod
    def new(cls) -> LiveContext:
        """A conversation that begins now, with a random log number."""
        return cls(log_id=secrets.token_hex(16))


# Made once: building it takes longer than running it, and every turn begins with it.
NAMES = tuple(field.name for field in fields(LiveContext))
CONTEXT = (
    select(*(live_conversations.c[name] for name in NAMES))
    .where(live_conversations.c.key == bindparam("key"))
    .where(live_conversations.c.last_seen > bindparam("since"))
)


class LiveStore:
    """Live conversations in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url, flushed_later=True)

    def context(self, key: str, now: datetime | None = None) -> LiveContext | None:
        """What is remembered under this key; with ``now``, nothing past its 24 hours even if not yet deleted."""
        since = 0.0 if now is None else (now - KEPT).timestamp()
        with db.transaction(self._engine, "reading a conversation") as connection:
            row = connection.execute(CONTEXT, {"key": key, "since": since}).first()
        return None if row is None else LiveContext(**dict(zip(NAMES, row, strict=True)))

    def save(self, key: str, context: LiveContext, now: datetime, record: TurnRecord | None = None) -> None:
        """Remember the context under this key and start its 24 hours afresh; with ``record``, write the log's row too.

        Both or neither: of a turn whose answer went out, the log knows, whenever this process was killed.
        """
        values = {**asdict(context), "last_seen": now.timestamp()}
        row = None if record is None else log.row(record)
        with db.writing(self._engine, "saving a conversation") as connection:
            db.put(connection, live_conversations, {"key": key}, values)
            if row is not None:
                connection.execute(log.ADD, row)

    def delete(self, key: str) -> None:
        """Forget this conversation everywhere at once: what is live, the engine's events, and its rows of the log."""
        with db.writing(self._engine, "deleting a conversation") as connection:
            for statement in of_conversation(key).values():
                connection.execute(statement)
        forgetting.forget(self._engine)


def of_conversation(key: str) -> dict[str, Delete]:
    """What holds anything of one conversation, by table and in the order of deleting; a new table is added here."""
    mine = live_conversations.c.key == key
    log_id = select(live_conversations.c.log_id).where(mine).scalar_subquery()
    turns = select(turn_log.c.row).where(turn_log.c.log_id == log_id)
    return {
        review_marks.name: delete(review_marks).where(review_marks.c.turn.in_(turns)),
        review_items.name: delete(review_items).where(review_items.c.log_id == log_id),
        review_notes.name: delete(review_notes).where(review_notes.c.log_id == log_id),
        turn_log.name: delete(turn_log).where(turn_log.c.log_id == log_id),
        events.name: delete(events).where(events.c.sender_id == key),
        live_conversations.name: delete(live_conversations).where(mine),
        outbox.name: delete(outbox).where(outbox.c.conversation == key),  # not the inbox: the request itself is there
    }
