"""What hundreds of tests would make anew, made once in a run: a migrated store, compiled templates, parsed data."""

from __future__ import annotations

import os
import pickle
from functools import partial
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest
from jinja2.bccache import Bucket, BytecodeCache

from bot import yamlfile
from bot.paths import DATA


def migrated(db: ModuleType, patch: pytest.MonkeyPatch, folders: pytest.TempPathFactory) -> None:
    """The first new SQLite file is migrated, all others begin as copies of it.

    ``db.OPENERS["sqlite"] = db._sqlite`` is the way without a copy, for the tests of the migrations themselves.
    """
    made: list[bytes] = []

    def opened(address: Any, flushed_later: bool = False) -> Any:
        path = str(address.database)
        new = not os.path.exists(path)  # noqa: PTH110  # Path.exists raises where the folder cannot be read
        engine = db._sqlite(address, flushed_later)
        if new:
            Path(path).write_bytes(made[0] if made else first())
        return engine

    def first() -> bytes:
        file = folders.mktemp("store") / "new.db"
        patch.setitem(db.OPENERS, "sqlite", db._sqlite)
        db.open_engine(f"sqlite:///{file}").dispose()
        patch.setitem(db.OPENERS, "sqlite", opened)
        assert not file.with_name("new.db-wal").exists(), "the copy would lack what stands in the write-ahead file"
        made.append(file.read_bytes())
        return made[0]

    patch.setitem(db.OPENERS, "sqlite", opened)


class Compiled(BytecodeCache):
    """Templates by where they stand and what they say."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.code


def compiled(drawing: ModuleType, patch: pytest.MonkeyPatch) -> None:
    """Each start of an edge in a test would compile the same templates."""
    patch.setattr(drawing, "Environment", partial(drawing.Environment, bytecode_cache=Compiled()))


def parsed() -> None:
    """A data file is parsed again only when it is another one; everybody gets values of their own."""
    read, known = yamlfile.read, dict[tuple[str, int, int], bytes]()

    def reader(path: Path) -> Any:
        if not path.is_relative_to(DATA) or not path.is_file():
            return read(path)
        state = path.stat()
        key = (str(path), state.st_mtime_ns, state.st_size)
        if key not in known:
            known[key] = pickle.dumps(read(path))
        return pickle.loads(known[key])

    yamlfile.read = reader
