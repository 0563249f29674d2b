"""The inbox: what was acknowledged is kept here until its answer is in the outbox, and never comes in twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Delete

from bot.records import db
from bot.records.claims import Claims
from bot.records.letters import Arrival, Letter, Parcel
from bot.records.mailbox_tables import inbox, outbox, seen_messages
from bot.records.outbox import Outbox
from bot.records.sealing import Seal
from bot.scrubbed import Scrubbed

KEPT = timedelta(hours=24)


class Mailbox:
    """Inbox and ``out``, the outbox, in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str, secret: bytes) -> None:
        self._engine = db.open_engine(url)
        self.out = Outbox(self._engine)
        self.seal = Seal(secret)
        # An SQLite file has one edge.
        self.claims = Claims(self._engine) if self._engine.dialect.name == "postgresql" else None

    def arrive(self, message: str, conversation: str, there: float | None) -> Arrival:
        """What is known of a message that comes in.

        ``there``: when the person was there, None when that is long ago; a new message lets go what was held for them.
        """
        with db.transaction(self._engine, "looking into the mailbox") as connection:
            known = connection.execute(select(seen_messages.c.at).where(seen_messages.c.message == message)).first()
            danger = connection.execute(
                select(inbox.c.row).where(inbox.c.conversation == conversation, inbox.c.grade == "immediate")
            ).first()
            if known is None and there is not None:
                self.out.release(connection, conversation, there)
        return Arrival(known is not None, danger is not None)

    def put_letter(self, letter: Letter) -> bool:
        """Keep a message that waits for its answer, to be acknowledged from here on; False: another edge has it."""
        with db.transaction(self._engine, "keeping a message") as connection:
            new = _see(connection, letter.message, letter.created)
            if new:
                connection.execute(insert(inbox).values(**letter.columns()))
        return new

    def put_parcel(self, parcel: Parcel) -> bool:
        """Keep an answer that was given at once; False: another edge has answered."""
        with db.transaction(self._engine, "keeping an answer") as connection:
            new = _see(connection, parcel.message, parcel.created)
            if new:
                connection.execute(insert(outbox).values(**parcel.columns()))
        return new

    def waits(self, conversation: str) -> bool:
        """Whether a message of this conversation has no answer yet, at whatever edge it came in."""
        query = select(inbox.c.row).where(inbox.c.conversation == conversation).limit(1)
        with db.transaction(self._engine, "reading the inbox") as connection:
            return connection.execute(query).first() is not None

    def next_letter(self, conversation: str) -> Letter | None:
        """The oldest message of a conversation that has no answer yet."""
        query = select(inbox).where(inbox.c.conversation == conversation).order_by(inbox.c.row).limit(1)
        with db.transaction(self._engine, "reading the inbox") as connection:
            found = connection.execute(query).mappings().first()
        return _letter(dict(found)) if found else None

    def answer(self, letter: Letter, payload: Mapping[str, Any]) -> None:
        """Put the answer into the outbox in the place of its message, in one transaction."""
        parcel = Parcel(letter.message, letter.conversation, letter.channel, payload, letter.address, letter.created)
        with db.transaction(self._engine, "keeping an answer") as connection:
            if connection.execute(delete(inbox).where(inbox.c.row == letter.row)).rowcount:  # else somebody has
                connection.execute(insert(outbox).values(**parcel.columns()))

    def unanswered(self) -> list[str]:
        """Conversations in which a message waits for its answer, the oldest first."""
        query = select(inbox.c.conversation).order_by(inbox.c.row)
        with db.transaction(self._engine, "reading the inbox") as connection:
            return list(dict.fromkeys(str(row[0]) for row in connection.execute(query)))


def due(now: datetime) -> dict[str, Delete]:
    """What retention deletes: what has waited for 24 hours, and the marks of messages answered so long ago."""
    oldest = (now - KEPT).timestamp()
    waiting = select(inbox.c.message).union(select(outbox.c.message))
    old = (seen_messages.c.at <= oldest) & seen_messages.c.message.not_in(waiting)
    return {
        **{box.name: delete(box).where(box.c.created <= oldest) for box in (inbox, outbox)},
        seen_messages.name: delete(seen_messages).where(old),
    }


def _see(connection: Connection, message: str, at: float) -> bool:
    """Mark a message as seen; False when it was already. Two edges that are told the same message meet here."""
    return db.add_new(connection, seen_messages, {"message": message}, {"at": at})


def _letter(row: dict[str, Any]) -> Letter:
    del row["grade"]
    text = Scrubbed(row["text"], tuple(json.loads(row.pop("kinds"))))
    return Letter(**{**row, "text": text, "risk": json.loads(row["risk"])})
