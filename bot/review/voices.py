"""Whose voice a message is written in: a reviewer who marks danger is asked, with the likely one chosen."""

from __future__ import annotations

from collections.abc import Callable

from bot.records.reading import LogTurn
from bot.safety.examples import VOICES
from bot.terms import Role

ASKED = ("risk_up", "risk_down")  # marks that become an example of danger or of none, which stands under its voice
OTHER = "other"


def likely(turn: LogTurn, read: Callable[[str], Role] | None = None) -> str:
    """Who wrote, where the conversation knew; else as the words sound to ``read``; else ``other``."""
    known = turn.role or str(Role.UNKNOWN)
    if known == Role.UNKNOWN and read is not None and turn.text:
        known = str(read(turn.text))
    return known if known in VOICES else OTHER


def named(given: str, kind: str) -> str | None:
    """The voice that a form names, for a mark that is asked for it; what is no voice is ``other``."""
    return (given if given in VOICES else OTHER) if kind in ASKED else None
