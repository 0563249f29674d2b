"""What outlasts the turn: the context of the conversation for the next one, and one row of the de-identified log."""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.edge.contracts import Logging
from bot.edge.parts import Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.recall import CALLED, DANGER, GUESSED, JOURNEY, OPEN, TOGETHER, UNSAFE, question_of
from bot.errors import StoreError
from bot.language.groups import group
from bot.safety.judgement import TAKEN
from bot.safety.still_open import STILL_OPEN
from bot.terms import Kind, RiskGrade, Role

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.live import LiveContext
    from bot.records.log import TurnRecord

log = logging.getLogger("safeguard.keep")
DELETE = "delete_conversation"
NOT_SAFE = "feels_unsafe"  # code of somebody who does not feel safe
CALLS = {"bare_call", "call_for_help"}  # codes of bot/data/safety/signals that call, and name no danger
# Dangers that end where child and person are apart; all others (an assault just now, a journey, an injury, a life, a
# threat) go on.
WITH_A_CHILD = frozenset((
    "abuse_now", "abuse_ongoing", "alone_with_abuser", "with_exploiter", "locked_in", "livestream",
))
FGM = "fgm"
ENDLESS = float("inf")
TOOK = {"under_100ms": 0.1, "under_500ms": 0.5, "under_2s": 2.0, "over_2s": ENDLESS}
BANDS = {"low": 0.15, "middle": 0.65, "high": ENDLESS}  # about where the grades lie (bot/data/safety/thresholds.yml)
_NOT_REPEATED = (Status.LIMITED_RATE, Status.FAILED_STARTING, Status.PAUSED)  # sending these again is worth a new try


async def forget_if_asked(turn: Turn, parts: Parts) -> None:
    """Delete the conversation everywhere when that was the request; raises when it could not be done."""
    said = turn.engine
    if said is None or DELETE not in (said.intent, said.beside) or turn.status is not Status.ANSWERED:
        return
    await forget(turn, parts)


async def forget(turn: Turn, parts: Parts) -> None:
    """Delete the conversation from the store and from every memory; raises StoreError or EngineError.

    An engine that is down is not needed: it looks into the table before it goes on with what it has in memory.
    """
    if parts.live is None:
        raise StoreError("the live store is not there")
    if parts.engine.up:
        await parts.engine.forget(turn.key)
    await parts.stored(parts.live.delete, turn.key)
    await parts.forget(turn.key)
    turn.status = Status.ANSWERED_DELETED


async def keep(turn: Turn, parts: Parts) -> None:
    """Save context and log row, both or neither; raises StoreError. In the first seconds nothing is stored."""
    if parts.live is not None and parts.log is not None and turn.recalled:
        from bot.records.live import LiveContext

        if turn.status is Status.ANSWERED_DELETED:
            await _note_deletion(turn, parts, parts.log)
        else:
            before = turn.live or LiveContext.new()
            given = (turn.key, after(turn, before), turn.now, _row(turn, before, parts))
            await parts.stored(parts.live.save, *given, begun=partial(setattr, turn, "writing"))
        parts.recent.drop(turn.key, DANGER)
    if turn.message_key and turn.status not in _NOT_REPEATED:  # only what is in the store is given again
        # Only now: an edge that is killed before this line has answered nobody, and another edge takes the turn.
        await parts.remember(turn.key, turn.message_key, turn.message)


async def _note_deletion(turn: Turn, parts: Parts, log_: Logging) -> None:
    """A row that is tied to nothing. The conversation is gone, and a log that fails does not change that."""
    from bot.records.live import LiveContext

    try:
        await parts.stored(log_.write, record(turn, LiveContext.new(), _seconds(turn, parts)))
    except StoreError as error:
        log.error("deletion not noted: %s", error)
        parts.fault("log")


def _row(turn: Turn, before: LiveContext, parts: Parts) -> TurnRecord | None:
    """The row of the log; None when it is not what the log takes: a fault of ours, no reason for silence."""
    from bot.records.log import columns

    row = record(turn, before, _seconds(turn, parts))
    try:
        columns(row)
    except StoreError as error:
        log.error("row of the log refused: %s", error)
        parts.fault("log")
        return None
    return row


def _seconds(turn: Turn, parts: Parts) -> float | None:
    return None if turn.began is None else parts.ticks() - turn.began


def after(turn: Turn, before: LiveContext) -> LiveContext:
    """The context that the next turn starts from, read from the answer that really goes out."""
    from bot.records.live import LiveContext

    said = turn.engine.context if turn.engine and turn.status is Status.ANSWERED else {}
    card = turn.card
    # An answer of our own that asks nothing leaves the question open that was asked before it, with its choices.
    closed = said and not _unanswered(turn, before)
    question = card.get("question") or ({} if closed else question_of(before))
    learnt = str(said.get("role") or turn.role)
    return LiveContext(
        log_id=before.log_id,
        asked=(said.get("asked") or question.get("slot")) if said else question.get("slot") or before.asked,
        emergency_open=card.get("kind") == "escalation",
        check_open=card.get("urgency") == "check",
        worries=0 if turn.risk and turn.risk.answer == "no" else before.worries + _worry(turn),
        role=learnt if learnt in Role.words() else before.role,
        position=before.position + 1,
        last_message_id=None if turn.status in _NOT_REPEATED else turn.message_key,
        last_answer=json.dumps({
            **(turn.message or {}), "recipient_id": "", OPEN: question or None, CALLED: _called(turn, before),
            TOGETHER: _together(turn, before), GUESSED: _guessed(turn, before),
            UNSAFE: turn.risk is not None and NOT_SAFE in turn.risk.reasons, JOURNEY: _journey(turn, before),
        }),
    )


def _called(turn: Turn, before: LiveContext) -> bool:
    """Whether an emergency began with a bare call for help, and names no danger."""
    reasons = set(turn.risk.reasons) if turn.risk and turn.immediate else set()
    return bool(reasons) and reasons <= CALLS and not before.emergency_open


def _together(turn: Turn, before: LiveContext) -> bool:
    """Whether the emergency is that somebody is with a child: danger that ends where they are apart."""
    risk = turn.risk
    if turn.card.get("kind") != "escalation" or risk is None:
        return False
    if before.emergency_open:  # what is merely guessed of a detail counts for nothing
        return bool(before.answer.get(TOGETHER)) and WITH_A_CHILD.issuperset(set(risk.dangers) & set(risk.reasons))
    return bool(risk.dangers) and WITH_A_CHILD.issuperset(risk.dangers)


def _journey(turn: Turn, before: LiveContext) -> bool:
    """Whether somebody is feared to be taken abroad, as it was said in this conversation."""
    said = TAKEN.intersection(turn.risk.reasons) if turn.risk else set()
    return bool(said or before.answer.get(JOURNEY)) or turn.card.get("topic") == FGM


def _guessed(turn: Turn, before: LiveContext) -> bool:
    """Whether the classifier alone made the emergency of words that no signal knows, and nothing has borne it out."""
    risk = turn.risk
    if turn.card.get("kind") != "escalation" or risk is None:
        return False
    if before.emergency_open:
        return bool(before.answer.get(GUESSED)) and STILL_OPEN in risk.reasons and risk.follow == STILL_OPEN
    return risk.guessed


def _unanswered(turn: Turn, before: LiveContext) -> bool:
    """Whether "are you safe?" of the answer before still waits: a "no" may come after one more detail."""
    asked = (before.answer.get("custom") or {}).get("guidance", {}).get("question") or {}
    calm = turn.risk is not None and turn.risk.grade is RiskGrade.NONE and turn.risk.answer is None
    return calm and asked.get("slot") == "are_safe"


def _worry(turn: Turn) -> int:
    """1 when the message told of a worry."""
    intent = turn.engine.intent if turn.engine else None
    return int(group(intent or "") == "concern" or (turn.risk is not None and turn.risk.grade is not RiskGrade.NONE))


def record(turn: Turn, before: LiveContext, seconds: float | None = None) -> TurnRecord:
    """One row of the log: scrubbed text and words of closed lists, a day, never a time; ``seconds`` it took so far."""
    from bot.records.log import NOTHING_ASKED, TurnRecord

    risk, engine, card = turn.risk, turn.engine, turn.card
    return TurnRecord(
        log_id=before.log_id, position=before.position + 1, day=turn.now.date(), channel=turn.incoming.channel,
        text=turn.scrubbed, intent=engine.intent if engine else None, confidence=engine.confidence if engine else None,
        signals=risk.reasons if risk else (), status=str(turn.status), topic=card.get("topic"), route=card.get("route"),
        grade=str(risk.grade) if risk else None, content_version=card.get("content_version") or None,
        role=_known_role(turn), kind=card.get("kind"), signs=tuple(str(sign["id"]) for sign in card.get("signs") or ()),
        margin=engine.margin if engine else None, near=_near(turn), took=step(TOOK, seconds),
        danger=step(BANDS, risk.score if risk else None),
        why=engine.why if engine and turn.status is Status.ANSWERED else None,
        asked=str((card.get("question") or {}).get("slot") or NOTHING_ASKED),
    )


def step(steps: dict[str, float], value: float | None) -> str | None:
    """The word for a number: the first whose bound it lies under."""
    return None if value is None else next(word for word, bound in steps.items() if value < bound)


def _known_role(turn: Turn) -> str:
    """Who wrote, as the conversation knows it after this turn."""
    learnt = str((turn.engine.context if turn.engine else {}).get("role") or turn.role)
    return learnt if learnt in Role.words() else str(turn.role)


def _near(turn: Turn) -> str | None:
    """The article that came nearest, where no article was the answer."""
    return turn.engine.near if turn.engine and turn.card.get("kind") == Kind.DECLINE else None
