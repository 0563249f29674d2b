"""``safeguard backup`` and ``safeguard restore``: a copy of the store while it is in use, and back again.

A copy holds no live conversation, unless all is asked for: those are kept for 24 hours, and a copy may lie for longer.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import StoreError
from bot.records import db
from bot.records.mailbox_tables import inbox, outbox, seen_messages
from bot.records.retention import retain
from bot.records.schema import revisions
from bot.records.tables import audit, events, live_conversations, turn_log

SHORT_LIVED = (events.name, live_conversations.name, inbox.name, outbox.name, seen_messages.name)
PAGES, PAUSE = 256, 0.01  # copied at once, and seconds between for whoever writes meanwhile
Counts = dict[str, int]


def backup(url: str, to: Path, whole: bool = False) -> Counts:
    """Copy the store to a new file of mode 0600 and return the rows by table. Raises StoreError, leaves no half."""
    source = _file(url, f"pg_dump --format=custom --file={to} ADDRESS")
    if to.exists():
        raise StoreError(f"{to} is there already: name a new file")
    if not source.exists():
        raise StoreError(f"there is no store at {source}")
    draft = to.with_name(to.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(draft)) as here:
            there.backup(here, pages=PAGES, sleep=PAUSE)
            here.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            if not whole:
                for name in SHORT_LIVED:
                    here.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
                here.commit()
                here.execute("VACUUM")  # what was deleted is not in the copy at all
            counts = _counts(here)
        draft.rename(to)
    except (sqlite3.Error, OSError) as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"the copy was not made: {error.strerror if isinstance(error, OSError) else error}") from None
    return counts


def restore(url: str, source: Path, now: datetime) -> Counts:
    """Put a copy in the place of the store, bring it up to date, delete what is due; rows by table; or StoreError."""
    target = _file(url, f"pg_restore --clean --if-exists --dbname=ADDRESS {source}")
    if not source.exists():
        raise StoreError(f"there is no file {source}")
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            _must_be_ours(copy, source)
            db.open_engine(url).dispose()  # makes file and folder with the right modes where there are none
            with closing(sqlite3.connect(target, timeout=db.BUSY_SECONDS)) as here:
                copy.backup(here)
    except sqlite3.Error as error:
        raise StoreError(f"{source} was not restored: {error}") from None
    retain(url, now, rebuild=True)
    with closing(sqlite3.connect(target)) as here:
        return _counts(here)


def _file(url: str, line: str) -> Path:
    """The SQLite file of an address; raises StoreError with the line that does it on PostgreSQL."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError(f"the store is PostgreSQL, whose own tools do this: {line} (ADDRESS is SAFEGUARD_STORE_URL)")
    return Path(str(address.database))


def _must_be_ours(copy: sqlite3.Connection, source: Path) -> None:
    if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError(f"{source} is damaged, and nothing was changed")
    versions = copy.execute("SELECT version_num FROM alembic_version").fetchall()
    if not versions or versions[0][0] not in revisions():
        raise StoreError(f"{source} is of a newer version of this program, and nothing was changed")


def _counts(database: sqlite3.Connection) -> Counts:
    names = (turn_log.name, audit.name, *SHORT_LIVED)
    return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608


def backup_main(rest: Sequence[str]) -> int:
    """Copy, and say what is in the copy."""
    parser = argparse.ArgumentParser(prog="safeguard backup", description="Copy the store while the service runs.")
    parser.add_argument("to", type=Path, help="a new file")
    parser.add_argument(
        "--whole", action="store_true", help="live conversations too, to move them: delete the copy within 24 hours",
    )
    args = parser.parse_args(rest)
    from bot import settings

    return _say("Copied", backup(settings.load().database, args.to, args.whole))


def restore_main(rest: Sequence[str]) -> int:
    """Restore, and say what is there now."""
    parser = argparse.ArgumentParser(
        prog="safeguard restore", description="Put a copy in the place of the store. What is in the store now is lost.",
    )
    parser.add_argument("source", type=Path, help="a file that `safeguard backup` made")
    args = parser.parse_args(rest)
    from bot import clock, settings

    return _say("Restored", restore(settings.load().database, args.source, clock.now()))


def _say(done: str, counts: Counts) -> int:
    print(f"{done}: " + ", ".join(f"{number} in {name}" for name, number in counts.items()) + ".")  # noqa: T201
    return 0
