"""Leaves no byte of what was deleted in the database's files, and gives their room back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.records.db import BUSY_SECONDS
from bot.records.tables import events, live_conversations

AT_ONCE = 40_000_000  # bytes; a file up to this size is rebuilt in half a second, while a person waits
PAGES = 64  # given back at once: 256 kB, some milliseconds
EMPTYING_MS = 250  # how long a reader is waited for before the write-ahead file is left as it is


def small(engine: Engine) -> bool:
    """Whether the database is SQLite's and can be rebuilt at once."""
    try:
        return engine.dialect.name == "sqlite" and Path(str(engine.url.database)).stat().st_size <= AT_ONCE
    except OSError:
        return False


def forget(engine: Engine) -> bool:
    """Leave nothing of what was deleted, as far as can be done while somebody waits; False when a part is left.

    SQLite overwrites what is deleted, but where it had moved rows to another page before, their copies stay in the
    unused part of the old one until the file is rebuilt. A big file is rebuilt by the retention of the next night.
    """
    return (small(engine) and compact(engine, whole=True)) or forget_pages(engine)


def forget_pages(engine: Engine) -> bool:
    """Empty SQLite's write-ahead file, where deleted text would otherwise stand until it is reused.

    Best effort: False when a reader held the file all the while, and the next deletion or housekeeping does it.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={EMPTYING_MS}")  # a person waits for this
            try:
                return not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    except SQLAlchemyError:
        return False


def compact(engine: Engine, whole: bool) -> bool:
    """Give back the room of what was deleted; False when the database is busy. ``whole``: rebuild it, who writes waits.

    Rebuilding takes SQLite 2 s for 100,000 turns. Otherwise a little at a time, and nobody waits. PostgreSQL rewrites
    its two small live tables or cleans them where they stand; the log is always cleaned where it stands.
    """
    live = (live_conversations.name, events.name)
    if engine.dialect.name == "postgresql":
        orders = [f"VACUUM (FULL) {name}" for name in live] + ["VACUUM"] if whole else [f"VACUUM {n}" for n in live]
    else:
        orders = ["VACUUM"] if whole else []
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for order in orders:
                connection.exec_driver_sql(order)
            if not whole and engine.dialect.name == "sqlite":
                _give_back(connection)
    except (SQLAlchemyError, sqlite3.Error):
        return False
    return forget_pages(engine)


def _give_back(connection: Connection) -> None:
    """Cut empty pages off SQLite's file, some at once; the driver's ``execute`` would cut off one and stop."""
    empty = connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0
    for _ in range(0, empty, PAGES):
        connection.connection.executescript(f"PRAGMA incremental_vacuum({PAGES})")
