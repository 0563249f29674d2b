"""The off switch as a row of the store, which every edge over the same database obeys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.records import db
from bot.records.tables import switches

PAUSED = "paused"


class Switch:
    """The off switch in one database; every failure is a StoreError."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def paused(self) -> bool:
        """Whether the service is paused; a switch that nobody has touched is not on."""
        query = select(switches.c.is_on).where(switches.c.name == PAUSED)
        with db.transaction(self._engine, "reading the switch") as connection:
            return bool(connection.execute(query).scalar())

    def turn(self, paused: bool, now: datetime) -> None:
        """Pause the service, or let it go on."""
        values = {"is_on": paused, "at": now.timestamp()}
        with db.transaction(self._engine, "turning the switch") as connection:
            db.put(connection, switches, {"name": PAUSED}, values)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
