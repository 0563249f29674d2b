"""Opens the database of the stores: durable, private to its owner, and silent about values in its errors."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.compiler import Compiled

from bot.errors import StoreError
from bot.records import mending
from bot.records.schema import bring_up

log = logging.getLogger("safeguard.store")
BUSY_SECONDS = 5.0  # how long a writer waits for another one before the turn fails
PRAGMAS = (
    "PRAGMA auto_vacuum=INCREMENTAL",  # first, for it counts only in a file that is still empty
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged turn survives loss of power
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten, not merely unlinked
    "PRAGMA foreign_keys=ON",
)
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ATTEMPTS = 20  # two processes that open a new file together can meet a lock that the busy time does not cover


# Where ``flush`` comes after: SQLite would flush while it holds the lock for which every other writer waits.
FLUSHED_LATER = (*PRAGMAS, "PRAGMA synchronous=NORMAL")
_writer = threading.Lock()


def open_engine(url: str, flushed_later: bool = False) -> Engine:
    """Return an engine for one SQLAlchemy address, its schema brought up to date. Raises StoreError when that fails.

    SQLite: the file is made with mode 0600 (its -wal and -shm take the same mode) in a folder made with 0700.
    ``flushed_later``: a transaction in SQLite survives a power cut only once ``flush`` has returned, in any process.
    """
    try:
        address = make_url(url)
    except ArgumentError:  # its message quotes the address, and an address may hold a password
        raise StoreError("the address of the store (SAFEGUARD_STORE_URL) cannot be read") from None
    kind = address.get_backend_name()
    if kind not in OPENERS:
        raise StoreError("the store must be SQLite or PostgreSQL: sqlite:///... or postgresql://...")
    engine = OPENERS[kind](address, flushed_later)
    _make_ready(engine)
    return engine


def _postgresql(address: Any, _: bool) -> Engine:
    """An engine over one PostgreSQL database; a lock is waited for as long as SQLite's, not for ever.

    ``?pool=N`` at the end of the address: connections that each store keeps open (4).
    """
    size = str(address.query.get("pool", "4"))
    if not size.isdigit() or not int(size):
        raise StoreError("the store's address: pool must be a number above 0")
    address = address.difference_update_query(["pool"])
    wait = f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c synchronous_commit=on"
    return create_engine(
        address, future=True, hide_parameters=True, pool_pre_ping=True, pool_size=int(size),
        max_overflow=2 * int(size), connect_args={"connect_timeout": int(BUSY_SECONDS), "options": wait},
    )


def _sqlite(address: Any, flushed_later: bool = False) -> Engine:
    """An engine over one SQLite file with the pragmas above on each connection."""
    if not address.database or address.database == ":memory:":
        raise StoreError("the store needs a file, not memory")
    path = Path(address.database)
    try:
        mending.make(path)
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
    event.listen(engine, "do_connect", partial(_made, path))
    event.listen(engine, "connect", partial(_known, path))
    event.listen(engine, "connect", partial(_set_pragmas, FLUSHED_LATER if flushed_later else PRAGMAS))
    event.listen(engine, "checkout", partial(_same, path))
    return engine


def _made(path: Path, *_: Any) -> None:
    """Before a connection: SQLite would make a missing file with the modes of its own."""
    with suppress(OSError):  # then SQLite says why it cannot be opened
        mending.make(path)


def _known(path: Path, _: Any, record: Any) -> None:
    """Remember which file a connection is of."""
    record.info["file"] = mending.identity(path)


def _same(path: Path, _: Any, record: Any, __: Any) -> None:
    """A connection to a file that lies there no more would go on writing into nothing."""
    if record.info.get("file") != mending.identity(path):
        mending.noticed["store replaced"] += 1
        raise DisconnectionError


def _set_pragmas(pragmas: tuple[str, ...], connection: Any, _: Any) -> None:
    """Make one new connection durable and quick to forget.

    One that refuses is closed at once: SQLite's connections of one process share what they know of a file, and one
    that was opened while the disk took nothing would make all later ones read-only, as long as it lives.
    """
    try:
        for pragma in pragmas:
            connection.execute(pragma).close()
    except sqlite3.Error:
        connection.close()
        raise


OPENERS: dict[str, Callable[[Any, bool], Engine]] = {"sqlite": _sqlite, "postgresql": _postgresql}


def _make_ready(engine: Engine) -> None:
    """Bring the schema up to date; safe when several processes do it at the same moment."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            bring_up(engine)
            return
        except SQLAlchemyError as error:
            if mending.speaks_of_damage(getattr(error, "orig", None)) and engine.dialect.name == "sqlite":
                mending.set_aside_damaged(Path(str(engine.url.database)))
                engine.dispose()
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
        if engine.dialect.name == "sqlite" and mending.speaks_of_damage(getattr(error, "orig", None)):
            _mend(engine)
        raise StoreError(f"{doing}: {type(error).__name__}") from None


@contextmanager
def writing(engine: Engine, doing: str) -> Iterator[Connection]:
    """A transaction that is on the disk when it ends; raises StoreError as ``transaction`` does.

    In SQLite the writers of one process come one after another: waiting here costs nothing, while SQLite itself sleeps
    up to 25 ms between two looks whether another one is done.
    """
    ours = engine.dialect.name == "sqlite"
    if ours and not _writer.acquire(timeout=BUSY_SECONDS):
        raise StoreError(f"{doing}: another writer does not end")
    try:
        with transaction(engine, doing) as connection:
            yield connection
    finally:
        if ours:
            _writer.release()
    if ours:
        flush(engine, doing)


def flush(engine: Engine, doing: str) -> None:
    """Bring all that was written so far, by any process, to the disk; raises StoreError when that fails.

    SQLite writes transactions one behind another into the file beside the database, which a checkpoint brings to the
    disk before it takes anything over; so this is all that ``synchronous=FULL`` would do.
    """
    try:
        file = os.open(f"{engine.url.database}-wal", os.O_RDONLY)
        try:
            (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(file)
        finally:
            os.close(file)
    except OSError as error:
        raise StoreError(f"{doing}: {error.strerror}") from None


def _mend(engine: Engine) -> None:
    """Begin with fresh connections, and with a fresh file where this one is damaged; the next turn finds it ready."""
    path = Path(str(engine.url.database))
    try:
        mending.set_aside_damaged(path, ours=True)
        engine.dispose()
        bring_up(engine)
        log.error("the store was opened anew")
    except (SQLAlchemyError, StoreError, OSError) as error:
        log.error("the store was not opened anew: %s", type(error).__name__)


def put(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Add a row of ``key`` and ``values``, or give these values to the row of this key, in either database."""
    connection.execute(_put(connection.dialect, table, tuple(key), tuple(values)), {**key, **values})


@lru_cache(maxsize=64)
def _put(dialect: Dialect, table: Table, key: tuple[str, ...], values: tuple[str, ...]) -> Compiled:
    """Compiled here: SQLAlchemy remembers no statement that has such a clause, and one is needed for every turn."""
    statement = INSERTS[dialect.name](table)
    new = {name: statement.excluded[name] for name in values}
    return statement.on_conflict_do_update(index_elements=list(key), set_=new).compile(
        dialect=dialect, column_keys=[*key, *values]
    )


def upsert(
    connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any], again: dict[str, Any]
) -> None:
    """Add a row of ``key`` and ``values``, or set ``again`` where this key is there already, in either database."""
    statement = INSERTS[connection.dialect.name](table).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=again))


def add_new(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Add a row unless its key is there already; whether it was added. Waits for a writer who is just adding it."""
    statement = INSERTS[connection.dialect.name](table).values(**key, **values)
    return bool(connection.execute(statement.on_conflict_do_nothing(index_elements=list(key))).rowcount)
