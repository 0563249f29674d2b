"""The outbox: answers on their way, in order within a conversation, until they are delivered."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection, Engine

from bot.records import db
from bot.records.letters import Next, Parcel
from bot.records.mailbox_tables import outbox, seen_messages


class Outbox:
    """Answers in one database; times are seconds since 1970, every failure is a StoreError without values in it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def next(self, conversation: str) -> Next | None:
        """The answer that goes out next; None when nothing waits but what is held.

        While a newer message shows that the person is there, an old answer is not late.
        """
        mine = outbox.c.conversation == conversation
        free = mine & outbox.c.held.is_(False)
        with db.transaction(self._engine, "reading the outbox") as connection:
            found = connection.execute(select(outbox).where(free).order_by(outbox.c.row).limit(1)).mappings().first()
            last = connection.execute(select(func.max(outbox.c.created)).where(free)).scalar()
            held = connection.execute(select(outbox.c.row).where(mine & outbox.c.held.is_(True)).limit(1)).first()
        return Next(_parcel(dict(found)), float(last), held is not None) if found else None

    def part_sent(self, row: int, done: int) -> None:
        """Remember how much of an answer has gone out."""
        self._change("marking a part", row, done=done)

    def postpone(self, row: int, attempts: int, not_before: float) -> None:
        """Try again later."""
        self._change("postponing an answer", row, attempts=attempts, not_before=not_before)

    def delivered(self, parcel: Parcel, at: float) -> None:
        """Delete an answer that went out, or never can; that its message was seen is known for a day from now."""
        with db.transaction(self._engine, "deleting an answer") as connection:
            connection.execute(delete(outbox).where(outbox.c.row == parcel.row))
            connection.execute(update(seen_messages).where(seen_messages.c.message == parcel.message).values(at=at))

    def hold(self, conversation: str, until: float) -> None:
        """Keep back what waits in this conversation, to messages up to ``until``, until the person is there again."""
        late = (outbox.c.conversation == conversation) & (outbox.c.created <= until)
        with db.transaction(self._engine, "holding answers") as connection:
            connection.execute(update(outbox).where(late).values(held=True))

    def open(self, conversation: str, now: float) -> bool:
        """Let go what was held; False when nothing was."""
        with db.transaction(self._engine, "letting answers go") as connection:
            return self.release(connection, conversation, now)

    def release(self, connection: Connection, conversation: str, now: float) -> bool:
        """The same within a transaction; the person is there, so the clock of lateness starts afresh."""
        mine = (outbox.c.conversation == conversation) & outbox.c.held.is_(True)
        changed = connection.execute(update(outbox).where(mine).values(held=False, created=now, not_before=0.0))
        return bool(changed.rowcount)

    def unsent(self) -> list[str]:
        """Conversations in which an answer waits that is not held, the oldest first."""
        query = select(outbox.c.conversation).where(outbox.c.held.is_(False)).order_by(outbox.c.row)
        with db.transaction(self._engine, "reading the outbox") as connection:
            return list(dict.fromkeys(str(row[0]) for row in connection.execute(query)))

    def _change(self, doing: str, row: int, **values: Any) -> None:
        with db.transaction(self._engine, doing) as connection:
            connection.execute(update(outbox).where(outbox.c.row == row).values(**values))


def _parcel(row: dict[str, Any]) -> Parcel:
    row.pop("held")
    return Parcel(**{**row, "payload": json.loads(row["payload"])})
