"""Who of the staff saw or changed what, and when: one row an act, never altered, read newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import insert, select

from bot.errors import StoreError, UnscrubbedText
from bot.records import db
from bot.records.tables import audit
from bot.scrubbed import Scrubbed

WORD = re.compile(r"[A-Za-z0-9_.:+/@ -]{1,128}")  # names of staff, acts and things; a sentence belongs in ``why``


@dataclass(frozen=True)
class Act:
    """One act: ``did`` and ``about`` are short names (``paused``, ``article:consent``); ``at`` is seconds UTC."""

    at: float
    who: str
    role: str
    did: str
    about: str
    why: str | None


class Audit:
    """The acts of the staff in one database; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def write(
        self, now: datetime, who: str, role: str, did: str, about: str = "-", why: Scrubbed | None = None
    ) -> None:
        """Add one act. Raises UnscrubbedText for a reason that was not scrubbed, StoreError for anything else."""
        if why is not None and not isinstance(why, Scrubbed):
            raise UnscrubbedText("the audit takes a scrubbed reason only")
        for name, value in (("who", who), ("role", role), ("did", did), ("about", about)):
            if not WORD.fullmatch(value):
                raise StoreError(f"the audit's column {name} takes a short name")
        values = {"who": who, "role": role, "did": did, "about": about, "why": None if why is None else why.text}
        with db.transaction(self._engine, "writing the audit") as connection:
            connection.execute(insert(audit).values(at=now.timestamp(), **values))

    def newest(self, most: int = 100, did: str | None = None, about: str | None = None) -> list[Act]:
        """The last acts, newest first, of one kind or about one thing where that is given."""
        query = select(*(audit.c[one.name] for one in fields(Act))).order_by(audit.c.row.desc()).limit(most)
        for column, wanted in ((audit.c.did, did), (audit.c.about, about)):
            query = query if wanted is None else query.where(column == wanted)
        with db.transaction(self._engine, "reading the audit") as connection:
            return [Act(**row) for row in connection.execute(query).mappings()]

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Audit:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
