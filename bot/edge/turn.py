"""One turn, as one literal list of steps; whatever fails in it, the person still gets the numbers to ring."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot import trace
from bot.channels import Incoming, Outcome
from bot.edge import fallback
from bot.edge.parts import NotReady, Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.ask import ask_engine
from bot.edge.steps.check import check_answer
from bot.edge.steps.hide import begin_scrub, scrub, withhold_long
from bot.edge.steps.judge import hasty, judge
from bot.edge.steps.keep import forget_if_asked, keep
from bot.edge.steps.limit import limit
from bot.edge.steps.pause import pause
from bot.edge.steps.recall import DANGER, begin, need_store, recall
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
BESIDE = 0.15       # seconds for everything but the engine, before the numbers go out instead
LONG = 2.5          # seconds more for a text past the limit: all of it is read for danger
FAULTS = {          # what was at fault in a turn that ended so
    Status.FAILED_ENGINE: "engine", Status.FAILED_STORE: "store", Status.FAILED_SLOW: "slow",
    Status.FAILED_OTHER: "turn", Status.LIMITED_FULL: "full", Status.REPLACED_UNFIT: "answer",
    Status.REPLACED_NO_ESCALATION: "answer", Status.WITHHELD_UNSCRUBBED: "scrub",
}


async def run(parts: Parts, incoming: Incoming) -> Outcome:
    """Answer one message, in time; never raises, never answers with nothing. A conversation's messages go in order."""
    began, turn = parts.ticks(), begin(parts, incoming)
    trace.begin()
    if parts.turning < parts.settings.at_once:
        turn = await _in_time(turn, parts)
    else:
        _hurry(turn, parts, Status.LIMITED_FULL)
    forget_words(turn)
    report(turn, parts, began)
    return _outcome(turn)


async def _in_time(turn: Turn, parts: Parts) -> Turn:
    """The turn when it has ended in time, else another one with the numbers; what hangs is given up."""
    whole = asyncio.create_task(_in_order(turn, parts))
    parts.turning += 1
    long = len(turn.text) > parts.settings.max_text
    try:
        seconds = parts.settings.engine_timeout + BESIDE + LONG * long
        if (await asyncio.wait({whole}, timeout=seconds))[0]:
            whole.result()
            return turn
    finally:
        parts.turning -= 1
        if not whole.done():
            turn.finished = True  # no further step, should it not hear of its end
            whole.cancel()
    late = begin(parts, turn.incoming)  # its own, for the other may go on for a moment
    late.live, late.risk = turn.live, turn.risk
    forget_words(turn)
    _hurry(late, parts, Status.FAILED_SLOW)
    return late


async def _in_order(turn: Turn, parts: Parts) -> None:
    """Under the conversation's lock, and until nothing of this turn can get into the store any more.

    Else the next message would not know of it: one that was given up in the middle may still be written by its thread.
    """
    async with parts.locks.of(turn.key):
        try:
            await take(turn, parts, STEPS)
        finally:
            if turn.writing is not None and not turn.writing.done():
                await asyncio.wait({asyncio.wrap_future(turn.writing)})


def _hurry(turn: Turn, parts: Parts, status: Status) -> None:
    """The numbers at once, judged by the signals alone; nothing is kept."""
    log.error("turn failed status=%s", status)
    turn.risk = turn.risk or hasty(turn, parts)
    turn.status, turn.kept, turn.finished = status, False, True
    turn.message = _told(_safe(turn, parts))


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
    turn.kept = turn.status is not Status.FAILED_STORE and turn.store_error is None
    if turn.kept:
        try:
            await keep(turn, parts)
        except Exception as again:  # the answer stands whether or not this can be written down
            log.error("turn not kept error=%s", type(again).__name__)
            turn.kept = False
    if not turn.kept:
        turn.message = _told(turn.message or parts.last_resort)


def _told(message: dict[str, Any]) -> dict[str, Any]:
    """The same answer with a plain line that nothing could be kept; without it, if even that fails."""
    try:
        return fallback.unkept(message)
    except Exception as error:
        log.error("not told that nothing is kept error=%s", type(error).__name__)
        return message


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
    """Count the turn and log its status, grade and milliseconds; danger that is not in the store is remembered here."""
    took, tally, card = parts.ticks() - began, parts.tally, turn.card
    grade = turn.risk.grade if turn.risk else "unjudged"
    parts.counts[str(turn.status)] += 1
    tally.channels[turn.incoming.channel] += 1
    tally.grades[str(grade)] += 1
    tally.kinds[str(card.get("kind"))] += 1
    tally.routes[str(card.get("route"))] += 1
    tally.turns.add(took)
    if turn.status in FAULTS:
        parts.fault(FAULTS[turn.status])
    if turn.immediate and not turn.kept:
        parts.recent.put(turn.key, DANGER, True, parts.ticks())
    log.info("turn status=%s grade=%s ms=%d", turn.status, grade, 1000 * took)


def _outcome(turn: Turn) -> Outcome:
    message = {**(turn.message or {}), "recipient_id": turn.incoming.recipient}
    return Outcome((message,), str(turn.status), turn.status is Status.LIMITED_RATE)
