"""Whole turns of the de-identified log, for the maintainers' pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.records import db
from bot.records.log import Words
from bot.records.tables import turn_log


@dataclass(frozen=True)
class LogTurn(Words[str]):
    """One turn as it stands in the log, under the random number of its row."""

    row: str = field(kw_only=True)


COLUMNS = tuple(turn_log.c[one.name] for one in fields(LogTurn))


def turn(row: Mapping[str, Any]) -> LogTurn:
    """One row of the table as a turn."""
    lists = {name: tuple(json.loads(row[name] or "[]")) for name in ("signals", "signs")}
    return LogTurn(**{**row, **lists})


class LogReader:
    """Reads conversations; every failure is a StoreError without values in it."""

    def __init__(self, url: str) -> None:
        self._engine = db.open_engine(url)

    def conversations(self, log_ids: Iterable[str]) -> dict[str, list[LogTurn]]:
        """The turns of each of these conversations, in order; one that is gone is left out."""
        query = select(*COLUMNS).where(turn_log.c.log_id.in_(list(log_ids)))
        found: dict[str, list[LogTurn]] = {}
        with db.transaction(self._engine, "reading conversations") as connection:
            for row in connection.execute(query.order_by(turn_log.c.log_id, turn_log.c.position)).mappings():
                found.setdefault(row["log_id"], []).append(turn(row))
        return found

    def one(self, row: str) -> LogTurn | None:
        """One turn by the number of its row."""
        with db.transaction(self._engine, "reading a turn") as connection:
            found = connection.execute(select(*COLUMNS).where(turn_log.c.row == row)).mappings().first()
        return None if found is None else turn(found)

    def turns(self, rows: Iterable[str]) -> list[LogTurn]:
        """The turns of these rows that are still there, in no order."""
        with db.transaction(self._engine, "reading turns") as connection:
            query = select(*COLUMNS).where(turn_log.c.row.in_(list(rows)))
            return [turn(row) for row in connection.execute(query).mappings()]

    def texts(self, since: date | None = None) -> list[tuple[str, date, str]]:
        """(row, day, scrubbed text) of every turn that has one, since a day where that is given."""
        query = select(turn_log.c.row, turn_log.c.day, turn_log.c.text).where(turn_log.c.text.isnot(None))
        if since is not None:
            query = query.where(turn_log.c.day >= since)
        with db.transaction(self._engine, "reading texts") as connection:
            return [(row, day, text) for row, day, text in connection.execute(query)]

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
