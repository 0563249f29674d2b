"""Reads the de-identified log for those who maintain the service: whole conversations, in no order of time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from datetime import date

from sqlalchemy import select

from bot.records import db
from bot.records.tables import turn_log

AT_ONCE = 500  # conversations in one question to the database


@dataclass(frozen=True)
class LoggedTurn:
    """One row of the log; ``repr`` hides the text, which is scrubbed but not harmless."""

    row: str
    log_id: str
    position: int
    day: date
    channel: str
    text: str | None = field(repr=False)
    topic: str | None
    route: str | None
    role: str | None = None


COLUMNS = tuple(turn_log.c[one.name] for one in fields(LoggedTurn))


def sampled(url: str, conversations: int, seed: int) -> tuple[list[LoggedTurn], list[LoggedTurn]]:
    """All turns without their text, and the whole turns of so many conversations drawn by chance (0: of all).

    Raises StoreError.
    """
    engine = db.open_engine(url)
    bare = [column for column in COLUMNS if column.name != "text"]
    try:
        with db.transaction(engine, "reading the log") as connection:
            rows = connection.execute(select(*bare).order_by(turn_log.c.log_id, turn_log.c.position)).mappings()
            every = [LoggedTurn(text=None, **row) for row in rows]
            ids = sorted({turn.log_id for turn in every})
            if 0 < conversations < len(ids):
                ids = random.Random(seed).sample(ids, conversations)
            drawn: list[LoggedTurn] = []
            for start in range(0, len(ids), AT_ONCE):
                query = select(*COLUMNS).where(turn_log.c.log_id.in_(ids[start : start + AT_ONCE]))
                drawn += [LoggedTurn(**row) for row in connection.execute(query).mappings()]
    finally:
        engine.dispose()
    return every, drawn
