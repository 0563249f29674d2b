"""While the service is paused everybody gets the numbers to ring, and an emergency its escalation; no text is kept.

A conversation is still deleted when that is asked for in plain words: nothing else would be understood meanwhile.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from functools import cache

from bot.edge import fallback
from bot.edge.parts import Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.keep import DELETE, forget, keep
from bot.errors import SafeguardError
from bot.replies.words import words

log = logging.getLogger("safeguard.pause")


async def pause(turn: Turn, parts: Parts) -> None:
    """End the turn with the paused answer; what the engine has just said is replaced too."""
    if not parts.paused or turn.message is not None and turn.engine is None:
        return
    done = await _deleted(turn, parts) if wants_deletion(turn) else None
    turn.status = Status.ANSWERED_DELETED if done else Status.PAUSED
    turn.message, turn.scrubbed = fallback.paused(turn) if done is None else fallback.deleted(turn, done), None
    with suppress(SafeguardError):  # the next message should know of an open emergency; the answer stands without
        await keep(turn, parts)
    turn.finished = True


def wants_deletion(turn: Turn) -> bool:
    """Whether the message asks for the conversation to be deleted, and for nothing else."""
    if turn.engine is not None and DELETE in (turn.engine.intent, turn.engine.beside):
        return True
    text = turn.text or (turn.scrubbed.text if turn.scrubbed else "")
    return _plain(text, _polite()) in _requests()


async def _deleted(turn: Turn, parts: Parts) -> bool:
    """Whether it could be done."""
    try:
        await forget(turn, parts)
    except SafeguardError as error:
        log.error("conversation not deleted: %s", error)
        return False
    return True


@cache
def _polite() -> frozenset[str]:
    return frozenset(words("edge")["paused"]["polite_asks"])


@cache
def _requests() -> frozenset[tuple[str, ...]]:
    return frozenset(_plain(one, _polite()) for row in words("edge")["paused"]["asks"] for one in row)


def _plain(text: str, polite: frozenset[str]) -> tuple[str, ...]:
    """The words alone, without those that are only polite."""
    return tuple(word for word in re.findall(r"[a-z]+", text.casefold()) if word not in polite)
