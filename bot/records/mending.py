"""A SQLite file that is damaged, gone or was swapped under a running service: set aside, and a fresh one in its place.

What was damaged lies beside it as ``safeguard.db.damaged-<time>`` for a day, for whoever wants to save rows of the log.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

DAMAGED = ".damaged-"
KEPT_SECONDS = 24 * 3600.0  # it holds live conversations, which are not kept longer
BESIDE = ("-wal", "-shm")
NAME = "safeguard.db"       # what the settings call it where nobody says otherwise
HEADER = b"SQLite format 3\0"
# What SQLite says when the file is not the one that it was; a lock or a full disk is none of these.
DAMAGE = ("malformed", "not a database", "no such table", "no such column", "disk i/o error", "readonly database")
log = logging.getLogger("safeguard.mending")
noticed: Counter[str] = Counter()  # in this process


def identity(path: Path) -> tuple[int, int] | None:
    """Which file this is; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make(path: Path) -> None:
    """An empty file for its owner alone where there is none; an older one's write-ahead file goes. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    with _alone(path):
        if not path.exists():
            for ending in BESIDE:  # SQLite would play it back into the new file
                path.with_name(path.name + ending).unlink(missing_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def speaks_of_damage(error: BaseException | None) -> bool:
    """Whether an error of SQLite's is about the file and not about the moment."""
    return isinstance(error, sqlite3.DatabaseError) and any(words in str(error).lower() for words in DAMAGE)


def sound(path: Path) -> bool:
    """Whether SQLite can read the whole file; True for one that is locked or on a disk that is not there."""
    try:
        with closing(sqlite3.connect(path, timeout=1.0)) as database:
            found = database.execute("PRAGMA quick_check(1)").fetchone()
            return found is not None and found[0] == "ok"
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False


def set_aside_damaged(path: Path, ours: bool = False) -> bool:
    """Move a damaged file away, once, however many processes notice; False when it is sound.

    ``ours``: it was our store a moment ago. Otherwise it must look like a store: an address with a mistake in it may
    name any file of anybody's.
    """
    with _alone(path):
        if not path.exists() or not (ours or _looks_like_a_store(path)):
            return False
        if sound(path) and not (ours and path.stat().st_size == 0):
            return False
        away = f"{DAMAGED}{int(time.time())}"
        for ending in ("", *BESIDE):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(path.with_name(path.name + away + ending))
        noticed["store damaged"] += 1
        log.error("the store was damaged: it lies beside the new one as %s%s", path.name, away)
        return True


def _looks_like_a_store(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def forget_damaged(path: Path, now: float) -> int:
    """Delete what was set aside more than a day ago; how many files went. ``now``: seconds since 1970."""
    old = [part for part in path.parent.glob(f"{path.name}{DAMAGED}*") if now - part.stat().st_mtime > KEPT_SECONDS]
    for part in old:
        part.unlink(missing_ok=True)
    return len(old)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time, by a lock on the folder; the end of the process opens it again."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
