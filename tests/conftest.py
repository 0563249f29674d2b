"""For every test: no setting of this machine, and no way out of it."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

import pytest

os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"  # Rasa's own table, at its import; read when SQLAlchemy is imported
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

for _name in [n for n in os.environ if n.startswith("SAFEGUARD_") and n != "SAFEGUARD_RELEASE"]:
    del os.environ[_name]


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
    for name in [n for n in sys.modules if n.startswith(("bot.safety", "bot.triage"))]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
