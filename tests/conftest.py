"""For every test: no setting of this machine, no way out of it, and nothing made or read that the run does not need."""

from __future__ import annotations

import gc
import os
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import once

os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"  # Rasa's own table, at its import; read when SQLAlchemy is imported
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

for _name in [n for n in os.environ if n.startswith("SAFEGUARD_") and n != "SAFEGUARD_RELEASE"]:
    del os.environ[_name]
once.parsed()


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_this_machine() -> Any:
    """A connection to any other machine fails the test that opens it."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            pytest.fail(f"a test tried to reach {address[0]}")
        return connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", only_here)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _what_collecting_has_read_is_read_again() -> None:
    """So that a fault put into how safety and triage read their data is there when `make mutation` looks for it."""
    if "MUTANT_UNDER_TEST" not in os.environ:
        return
    for name in [n for n in sys.modules if n.startswith(("bot.safety", "bot.triage"))]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file of which ``-m "not a and not b"`` would leave out every test is not even imported: browsers are slow."""
    chosen = config.option.markexpr
    if not re.fullmatch(r"not \w+(?: and not \w+)*", chosen):
        return None
    left_out = set(re.findall(r"not (\w+)", chosen))
    files = sorted(collection_path.rglob("test_*.py")) if collection_path.is_dir() else [collection_path]
    return True if files and all(_of_the_whole_file(file) & left_out for file in files) else None


def pytest_collection_finish() -> None:
    """Thousands of tests wait for their turn; Python need not look through them for rubbish again and again."""
    gc.collect()
    gc.freeze()


def _of_the_whole_file(file: Path) -> set[str]:
    """The marks that a file gives to all its tests, in its one line that says so."""
    said = re.search(r"^pytestmark = .*$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return set(re.findall(r"pytest\.mark\.(\w+)", said.group())) if said else set()


@pytest.fixture(autouse=True, scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What hundreds of tests make anew is made once; only where the tests of this run have to do with it at all."""
    patch = pytest.MonkeyPatch()
    if db := sys.modules.get("bot.records.db"):
        once.migrated(db, patch, tmp_path_factory)
    for name in ("bot.channels.web.draw", "bot.review.draw"):
        if drawing := sys.modules.get(name):
            once.compiled(drawing, patch)
    yield
    patch.undo()
