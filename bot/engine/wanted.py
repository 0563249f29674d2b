"""Whether somebody still waits for a turn: one that was given up while the engine was busy must not come late.

The edge has answered the person by itself then, and their next message may have gone to another engine already.
"""

from __future__ import annotations

import contextvars
import os
import socket
from collections.abc import Callable
from typing import Any

from bot.errors import StoreError

_asked: contextvars.ContextVar[Callable[[], bool]] = contextvars.ContextVar("asked", default=lambda: True)


def ask_of(transport: Any) -> None:
    """From here on, in this task, the connection ``transport`` (None: no network) tells whether somebody waits."""
    _asked.set((lambda: True) if transport is None else lambda: not hung_up(transport))


def must_be_wanted() -> None:
    """Raise StoreError when nobody waits any more."""
    if not _asked.get()():
        raise StoreError("nobody waits for this turn any more")


def hung_up(transport: Any) -> bool:
    """Whether the other side has closed; the system knows it before a busy event loop does."""
    if transport.is_closing():
        return True
    number = transport.get_extra_info("socket").fileno()
    if number < 0:
        return True
    with socket.socket(fileno=os.dup(number)) as connection:
        try:
            return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True
