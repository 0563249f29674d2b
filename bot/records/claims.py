"""Which edge works on a conversation's mail: one at a time, so that nothing is answered or sent twice.

An edge that dies lets its claims run out, and another edge takes its mail over. The times are the database's own,
because the clocks of two machines differ.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import and_, delete, func, literal_column, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.sql import Delete

from bot.records import db
from bot.records.mailbox_tables import mailbox_claims

LEASE = 15.0    # seconds: so long does the mail of an edge that died wait
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_CLOCK: dict[str, Any] = {  # seconds since 1970
    "sqlite": literal_column("(julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": func.extract("epoch", func.clock_timestamp()),
}


class Claims:
    """The claims of one edge, which is ``owner``; every failure is a StoreError without values in it."""

    def __init__(self, engine: Engine, lease: float = LEASE) -> None:
        self._engine, self.lease = engine, lease
        self.owner = secrets.token_hex(16)
        self._now, self._insert = _CLOCK[engine.dialect.name], _INSERT[engine.dialect.name]

    def take(self, lane: str, conversation: str) -> bool:
        """Claim or keep one lane of a conversation for ``lease`` seconds; False while another edge has it."""
        t, mine = mailbox_claims, {"owner": self.owner, "until": self._now + self.lease}
        statement = self._insert(t).values(lane=lane, conversation=conversation, **mine).on_conflict_do_update(
            index_elements=[t.c.lane, t.c.conversation], set_=mine,
            where=or_(t.c.owner == self.owner, t.c.until < self._now),
        )
        with db.transaction(self._engine, "claiming mail") as connection:
            return bool(connection.execute(statement).rowcount)

    def release(self, lane: str, conversation: str) -> None:
        """Let another edge have it at once."""
        t = mailbox_claims.c
        mine = and_(t.lane == lane, t.conversation == conversation, t.owner == self.owner)
        with db.transaction(self._engine, "releasing mail") as connection:
            connection.execute(delete(mailbox_claims).where(mine))


def due(before: float) -> Delete:
    """What retention deletes: claims of edges that died, run out before this time."""
    return delete(mailbox_claims).where(mailbox_claims.c.until <= before)
