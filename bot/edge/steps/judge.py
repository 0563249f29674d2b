"""Risk, from the raw words and the conversation, before everything else; a judgement that fails counts as ``check``."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.edge.contracts import Judging
from bot.edge.parts import Parts
from bot.edge.state import Turn
from bot.edge.steps.recall import CALLED, GUESSED, JOURNEY, TOGETHER, UNSAFE, question_of
from bot.replies.words import own_buttons
from bot.safety.judgement import Assessment, Context
from bot.terms import ASKED_KINDS, RiskGrade, Role

if TYPE_CHECKING:
    from bot.records.live import LiveContext

log = logging.getLogger("safeguard.judge")
SECONDS = 2.5       # a person in danger does not wait longer for a finer judgement
PIECE = 1_500       # characters judged at once: the classifier reads no more than some 150 words in each window
OVERLAP = 200
LONGEST_WORD = 40
NOT_JUDGED = "not_judged"  # a reason: nothing could judge this message
_ORDER = (RiskGrade.NONE, RiskGrade.CHECK, RiskGrade.IMMEDIATE)


async def judge(turn: Turn, parts: Parts) -> None:
    """Set ``turn.risk``; when the full judgement fails or is slow, the signals alone judge."""
    context = context_of(turn.live)
    if turn.danger_waits:
        context = replace(context, emergency_open=True)
    try:
        turn.risk = await asyncio.wait_for(parts.thought(whole, parts.judge, turn.text, context), SECONDS)
        return
    except Exception as error:
        log.error("judge failed error=%s", type(error).__name__)
        parts.fault("judge")
    turn.risk = hasty(turn, parts, context)


def hasty(turn: Turn, parts: Parts, context: Context | None = None) -> Assessment:
    """By the signals alone, here and now; of a long text only the beginning, for the loop may not stand still."""
    text = turn.text[: _word_end(turn.text, PIECE)]
    try:
        found = parts.first_judge.assess(text, context or context_of(turn.live))
    except Exception as error:
        log.error("signals failed error=%s", type(error).__name__)
        return Assessment(RiskGrade.CHECK, (NOT_JUDGED,))
    unread = len(text) < len(turn.text) and found.grade is RiskGrade.NONE
    return Assessment(RiskGrade.CHECK, (NOT_JUDGED,)) if unread else found


def whole(judging: Judging, text: str, context: Context) -> Assessment:
    """Judge a text of any length: a long one in overlapping pieces, of which the worst counts."""
    if len(text) <= PIECE + OVERLAP:
        return judging.assess(text, context)
    # Only the beginning can be the answer to what was asked.
    rest = replace(context, asked=None, asked_text=None)
    worst = judging.assess(text[: _word_end(text, PIECE)], context)
    for start in range(PIECE - OVERLAP, len(text), PIECE - OVERLAP):
        if worst.grade is RiskGrade.IMMEDIATE:
            break
        piece = text[_word_end(text, start) : _word_end(text, start + PIECE)]
        worst = max(worst, judging.assess(piece, rest), key=_rank)
    return replace(worst, vector=None)


def _word_end(text: str, at: int) -> int:
    """The first space at or after ``at``: half a word is read as something else; with no space near, ``at`` itself."""
    space = next((i for i in range(at, min(at + LONGEST_WORD, len(text))) if text[i].isspace()), at)
    return min(space, len(text))


def _rank(found: Assessment) -> tuple[int, float]:
    return _ORDER.index(found.grade), found.score or 0.0


def _answered(live: LiveContext) -> bool:
    """Whether a question was answered, or declined, just before."""
    return ((live.answer.get("custom") or {}).get("guidance") or {}).get("kind") in ASKED_KINDS


def context_of(live: LiveContext | None) -> Context:
    """What the conversation adds to the judgement."""
    if live is None:
        return Context(offers=tuple(own_buttons()))
    question = question_of(live)
    text = question.get("text")
    options = [str(option["title"]) for option in question.get("options") or ()]
    buttons = live.answer.get("buttons") or ()
    return Context(
        asked=live.asked, asked_text=str(text) if text else None, emergency_open=live.emergency_open,
        check_open=live.check_open, worries=live.worries,
        options=tuple(options), called=bool(live.answer.get(CALLED)), together=bool(live.answer.get(TOGETHER)),
        guessed=bool(live.answer.get(GUESSED)), unsafe=bool(live.answer.get(UNSAFE)),
        journey=bool(live.answer.get(JOURNEY)), answered=_answered(live), child=live.role == str(Role.YOUNG_PERSON),
        offers=(*own_buttons(), *(b["title"] for b in buttons if b["title"] not in options)),
    )
