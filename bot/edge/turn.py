"""One turn, as one literal list of steps; whatever fails in it, the person still gets the numbers to ring."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from bot.channels import Incoming, Outcome
from bot.edge import fallback
from bot.edge.parts import NotReady, Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.ask import ask_engine
from bot.edge.steps.check import check_answer
from bot.edge.steps.hide import begin_scrub, scrub, withhold_long
from bot.edge.steps.judge import judge
from bot.edge.steps.keep import forget_if_asked, keep
from bot.edge.steps.limit import limit
from bot.edge.steps.pause import pause
from bot.edge.steps.recall import begin, need_store, recall
from bot.errors import EngineError, SafeguardError, StoreError

log = logging.getLogger("safeguard.turn")
Step = Callable[[Turn, Parts], Awaitable[None]]

RECEIVE: tuple[Step, ...] = (
    recall,             # what this conversation has come to; the same message again gets the same answer
    begin_scrub,        # started beside the judgement, which does not wait for it
    judge,              # how dangerous this moment is, from the raw words, before everything else
    limit,              # too many in a minute: the numbers, or the full escalation where there is danger
    pause,              # switched off by the staff: the numbers, and an emergency its escalation
    need_store,         # a store that fails, fails the turn
    withhold_long,      # past the limit of characters nothing is kept, and the person is told
    scrub,              # names, places and numbers are replaced; if that fails, nothing is kept
)
# Between the two, a channel that acknowledges first commits what it has: from here on nothing needs the raw words.
ANSWER: tuple[Step, ...] = (
    pause,              # what was taken in before it was switched off
    ask_engine,         # the engine understands and answers
    pause,              # and what was asked before it
    check_answer,       # nothing unfit goes out, and danger is never answered with anything but an escalation
    forget_if_asked,    # "delete my conversation" is true before we say so
    keep,               # what the next turn must know, and one row of the log
)
STEPS = RECEIVE + ANSWER


async def run(parts: Parts, incoming: Incoming) -> Outcome:
    """Answer one message; never raises, never answers with nothing. A conversation's messages go in order."""
    began = parts.ticks()
    turn = begin(parts, incoming)
    async with parts.locks.of(turn.key):
        await take(turn, parts, STEPS)
    forget_words(turn)
    report(turn, parts, began)
    return _outcome(turn)


async def take(turn: Turn, parts: Parts, steps: tuple[Step, ...]) -> None:
    """Take the turn through ``steps``; never raises. For ``ANSWER`` the caller holds the conversation's lock."""
    if turn.finished:
        return
    try:
        for step in steps:
            await step(turn, parts)
            if turn.finished:
                return
    except Exception as error:  # the one broad catch of a turn: it ends in a fixed, safe answer
        await _fail(turn, parts, error)
        turn.finished = True


def forget_words(turn: Turn) -> None:
    """The raw words live no longer than this."""
    if turn.scrubbing is not None and not turn.scrubbing.done():
        turn.scrubbing.cancel()
    turn.text = ""


async def _fail(turn: Turn, parts: Parts, error: Exception) -> None:
    """Put a safe answer in the place of what failed; nothing of the person's words is in the log line."""
    turn.status = _status(error)
    known = str(error) if isinstance(error, SafeguardError) else ""
    log.error("turn failed status=%s error=%s %s", turn.status, type(error).__name__, known)
    if turn.card.get("kind") != "escalation":  # an escalation already holds everything
        turn.message = _safe(turn, parts)
    if turn.status is not Status.FAILED_STORE and turn.store_error is None:
        with suppress(Exception):  # best effort: the answer stands whether or not this can be written down
            await keep(turn, parts)


def _safe(turn: Turn, parts: Parts) -> dict[str, Any]:
    """The fixed answer; should even that fail, the one that was drawn at the start."""
    try:
        return fallback.starting(turn) if turn.status is Status.FAILED_STARTING else fallback.failed(turn)
    except Exception as error:
        log.error("fixed answer failed error=%s", type(error).__name__)
        return parts.last_resort


def _status(error: Exception) -> Status:
    kinds = ((NotReady, Status.FAILED_STARTING), (EngineError, Status.FAILED_ENGINE), (StoreError, Status.FAILED_STORE))
    return next((status for kind, status in kinds if isinstance(error, kind)), Status.FAILED_OTHER)


def report(turn: Turn, parts: Parts, began: float) -> None:
    """Count the turn and log its status, grade and milliseconds."""
    parts.counts[str(turn.status)] += 1
    grade = turn.risk.grade if turn.risk else "unjudged"
    log.info("turn status=%s grade=%s ms=%d", turn.status, grade, 1000 * (parts.ticks() - began))


def _outcome(turn: Turn) -> Outcome:
    message = {**(turn.message or {}), "recipient_id": turn.incoming.recipient}
    return Outcome((message,), str(turn.status), turn.status is Status.LIMITED_RATE)
