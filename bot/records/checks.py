"""Looks at the store's folder and file before it is opened: mends what it may, and says exactly what else to do."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.records import mending

LEAST_ROOM = 64 * 1024 * 1024  # bytes; below this the write-ahead file may not find room


def look(url: str) -> list[str]:
    """What somebody must do, one line each, empty when all is well; damaged files are set aside, open modes closed.

    Only SQLite has files of ours. Never raises: a store that cannot be used says so when it is opened.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return []
    path = Path(address.database)
    try:
        return [line for line in (_folder(path.parent), _room(path.parent), _file(path)) if line]
    except OSError as error:
        return [f"{path.parent}: {error.strerror}. Make it a folder that the service's user may write to."]


def _folder(folder: Path) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077 and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"{folder} cannot be written to: chown it to the service's user, or mount it for writing."
    return ""


def _room(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free >= LEAST_ROOM:
        return ""
    return f"{folder} has {free // 1024**2} MB free: delete something there, or `safeguard retain`; 64 MB are needed."


def _file(path: Path) -> str:
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return f"{path} cannot be read and written: chown it to the service's user."
    if path.exists() and mending.set_aside_damaged(path, ours=path.name == mending.NAME and path.stat().st_size > 0):
        return f"{path} was damaged and lies beside a new one for a day: put the last copy back by `safeguard restore`."
    return ""
