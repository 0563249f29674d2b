"""Opens the database of the stores: durable, private to its owner, and silent about values in its errors."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, inspect
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import StoreError
from bot.records.tables import metadata

BUSY_SECONDS = 5.0  # how long a writer waits for another one before the turn fails
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged turn survives loss of power
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten, not merely unlinked
    "PRAGMA foreign_keys=ON",
)
ATTEMPTS = 20  # two processes that open a new file together can meet a lock that the busy time does not cover


def open_engine(url: str) -> Engine:
    """Return an engine for one SQLAlchemy address, with every table made. Raises StoreError when that fails.

    SQLite: the file is made with mode 0600 (its -wal and -shm take the same mode) in a folder made with 0700.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _sqlite(address)
    else:
        engine = create_engine(address, future=True, hide_parameters=True, pool_pre_ping=True, pool_size=4)
    _make_tables(engine)
    return engine


def _sqlite(address: Any) -> Engine:
    """An engine over one SQLite file with the pragmas above on each connection."""
    if not address.database or address.database == ":memory:":
        raise StoreError("the store needs a file, not memory")
    path = Path(address.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        # The engine process may have opened the file first, with the modes of its own.
        for part in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
            if part.exists():
                part.chmod(0o600)
    except OSError as error:
        raise StoreError(f"the store's file cannot be made: {error.strerror}") from None
    engine = create_engine(
        address,
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _: Any) -> None:
    """Make one new connection durable and quick to forget."""
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def _make_tables(engine: Engine) -> None:
    """Make what is missing; safe when several processes do it at the same moment."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            metadata.create_all(engine)
            return
        except SQLAlchemyError as error:
            # Another process may have made the table between the look and the making.
            if attempt == ATTEMPTS or not isinstance(error, DBAPIError):
                raise StoreError(f"the store cannot be opened: {type(error).__name__}") from None
            time.sleep(0.05)


@contextmanager
def transaction(engine: Engine, doing: str) -> Iterator[Connection]:
    """One transaction; any database error becomes a StoreError that says what was being done and holds no value."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"{doing}: {type(error).__name__}") from None


def forget_pages(engine: Engine) -> None:
    """Empty SQLite's write-ahead file, where deleted text would otherwise stand until it is reused; best effort."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except SQLAlchemyError:
        # A reader holds the file: the next deletion or the next checkpoint does it.
        return


def has_table(engine: Engine, name: str) -> bool:
    """Whether the database holds a table of this name (the engine process makes its own)."""
    try:
        return bool(inspect(engine).has_table(name))
    except SQLAlchemyError as error:
        raise StoreError(f"looking for a table: {type(error).__name__}") from None
