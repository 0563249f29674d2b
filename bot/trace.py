"""The number of the turn at hand: random, derived from nothing, in each log line of edge and engine, stored nowhere."""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar

HEADER = "X-Trace"  # from edge to engine; never in the message's metadata, which Rasa would store beside the words
NONE = "-"
current: ContextVar[str] = ContextVar("trace", default=NONE)
_SHAPE = re.compile(r"[0-9a-f]{16}")


def begin() -> str:
    """A new number for the turn that begins in this task."""
    made = secrets.token_hex(8)
    current.set(made)
    return made


def take(given: str | None) -> None:
    """Go on under the number that another process gave; anything of another shape is no number."""
    current.set(given if given and _SHAPE.fullmatch(given) else NONE)


class Traced(logging.Filter):
    """Puts the number into each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        record.trace = current.get()
        return True
