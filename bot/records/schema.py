"""Brings a database to the schema of this code, under a lock, before anything is read or written."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine

from bot.errors import StoreError
from bot.records import mailbox_tables, review_tables
from bot.records.tables import metadata

TABLES = (mailbox_tables, review_tables)  # imported, so that the metadata holds every table
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
LOCK = 1_396_786_759  # any number, as long as every version of this program takes the same


def revisions() -> list[str]:
    """The numbers of all migrations, oldest first: the first four characters of their files' names."""
    return sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def bring_up(engine: Engine) -> None:
    """Run the migrations that are missing, all or none; several processes may do it at the same moment.

    A database without a version is an empty one, or one from before there were migrations: it is adopted, and nothing
    in it is lost. Raises StoreError for a database of a newer program, or of a shape that nobody knows.
    """
    known = revisions()
    with engine.connect() as connection:
        if version(connection) == known[-1]:  # nothing to do, and Alembic need not be imported
            return
    with engine.begin() as connection:
        _lock(connection)
        found = version(connection)
        if found == known[-1]:
            return
        if found is not None and found not in known:
            raise StoreError("the database was made by a newer version of this program")
        _migrate(connection)
        _must_fit(connection)


def version(connection: Connection) -> str | None:
    """The number of the last migration that was run, or None."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _lock(connection: Connection) -> None:
    """Wait for another process that is at it; the end of the transaction opens the lock again."""
    if connection.dialect.name == "sqlite":
        # Python's driver begins no transaction before a CREATE TABLE: without this each would stand by itself.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _migrate(connection: Connection) -> None:
    from alembic import command  # only where there is something to do: it is slow to import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _must_fit(connection: Connection) -> None:
    """Raise StoreError when a table is not what this code reads and writes (an adopted database may be anything)."""
    looked = inspect(connection)
    for table in metadata.sorted_tables:
        there = {column["name"] for column in looked.get_columns(table.name)} if looked.has_table(table.name) else set()
        if there != set(table.columns.keys()):
            raise StoreError(f"the table {table.name} has other columns than this program knows")
