"""Waits until the running service serves what was chosen, and says what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from bot.shelf import SERVING, Shelf

LONGEST = 260.0     # seconds: the supervisor itself gives up before
LOOK = 0.25


def runs(shelf: Shelf) -> bool:
    """Whether a supervisor of this data directory is running."""
    pid = shelf.read(SERVING).get("pid")
    if not isinstance(pid, int):
        return False
    try:
        os.kill(pid, 0)
        command = Path(f"/proc/{pid}/cmdline").read_bytes()    # a number may have gone to another program since
    except OSError:
        return False
    return b"serve" in command or b"supervise" in command


def wait(shelf: Shelf, number: int, tick: Callable[[float], None], longest: float = LONGEST) -> str:
    """Empty once the release is served; else why it is not. A service that does not run will start with it."""
    until = time.monotonic() + longest
    while runs(shelf) and time.monotonic() < until:
        found = shelf.read(SERVING)
        if found.get("number") == number:
            return ""
        if found.get("refused") == number:
            return str(found.get("why"))
        tick(0.0)
        time.sleep(LOOK)
    return "the running service has not taken it up" if runs(shelf) else ""
