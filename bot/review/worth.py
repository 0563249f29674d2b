"""How much a conversation deserves to be looked at, by what it could mean for a child; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.groups import FALLBACK, group
from bot.records.log import NOTHING_ASKED
from bot.records.reading import LogTurn
from bot.records.review_store import TODAY, Item
from bot.review.suspects import LIKE, Suspicion
from bot.terms import Kind, RiskGrade

MISSED, LATER, CORRECTED, SECOND, NOT_UNDERSTOOD, FAILED = (
    "missed_risk", "escalated_later", "corrected", "second_look", "fallback", "failed",
)
CLOSE, CONTRADICTION, NEAR, LEFT, NO_HELP = (
    "low_margin", "disagree", "near_article", "left_after_advice", "did_not_help",
)
# In steps so wide that no number of lesser reasons reaches the next graver one.
WORTH = {
    MISSED: 1000, LATER: 900, CORRECTED: 800, SECOND: 700, FAILED: 650, NOT_UNDERSTOOD: 600, CLOSE: 500,
    CONTRADICTION: 400, NEAR: 300, LEFT: 200, NO_HELP: 100,
}
DUTY = (MISSED, LATER)      # somebody must see to the child, if it can be found
LOW_MARGIN = 0.08
FIRST = 2                   # turns: who is gone by then has left right after the advice
NO_ANSWER = 20              # more within the reason, where the advice asked something and nobody answered
STRONG = 2                  # strength of a suspicion that stands alone
TOLD = 4                    # words: what is shorter tells no worry
SAFE = ("all_safe_now", "safety_answer_no")
ADVICE = (Kind.CONCERN, Kind.ANSWER)


@dataclass(frozen=True)
class Why:
    """One reason to look at one turn."""

    turn: LogTurn
    reason: str
    more: int = 0  # within the reason: the stronger, the higher


def score(
    turns: Sequence[LogTurn], suspicions: Mapping[str, Suspicion], today: date, version: str, alarming: frozenset[str]
) -> Item:
    """The item of one conversation. ``suspicions`` by row; ``alarming``: codes of signals that speak of danger now."""
    found = [*_each(turns, suspicions, alarming), *_together(turns, today)]
    best = max(found, key=lambda one: WORTH[one.reason] + one.more, default=None)
    shown = best.turn if best else turns[-1]
    reasons = sorted({one.reason for one in found}, key=lambda reason: -WORTH[reason])
    worth = WORTH[best.reason] + best.more + min(9, len(reasons)) if best else 0
    ended = turns[-1].day < today
    return Item(
        log_id=shown.log_id, turn=shown.row, turns=len(turns), worth=worth, reason=best.reason if best else "-",
        reasons=tuple(reasons), why=suspicions[shown.row].why if shown.row in suspicions else (), day=shown.day,
        found=today, version=version if ended else version + TODAY,
        duty="open" if any(reason in DUTY for reason in reasons) else "none", topic=shown.topic, route=shown.route,
        status=shown.status, channel=shown.channel, role=shown.role, confidence=shown.confidence,
    )


def suspicious(turn: LogTurn) -> bool:
    """Whether the second look is for this turn: one with words, which the first took for no danger."""
    return bool(turn.text) and turn.grade in (None, RiskGrade.NONE)


def _each(
    turns: Sequence[LogTurn], suspicions: Mapping[str, Suspicion], alarming: frozenset[str]
) -> Iterator[Why]:
    """What one turn says by itself."""
    for turn in turns:
        doubt = list(_doubt(turn, alarming))
        suspicion = suspicions.get(turn.row, Suspicion(0))
        strength = suspicion.strength
        if strength >= STRONG or (strength and _unsure(turn, suspicion, doubt)):
            yield Why(turn, MISSED, 20 * strength)
        elif strength:
            yield Why(turn, SECOND)
        yield from doubt
        if turn.intent == "feedback_bad":
            yield Why(turn, NO_HELP)


def _doubt(turn: LogTurn, alarming: frozenset[str]) -> Iterator[Why]:
    """What the bot itself was not sure of."""
    if turn.status.startswith(("failed", "replaced")):
        yield Why(turn, FAILED)
    if turn.intent == FALLBACK:
        yield Why(turn, NOT_UNDERSTOOD)
    elif turn.margin is not None and turn.margin < LOW_MARGIN:
        yield Why(turn, CLOSE)
    if turn.danger and turn.grade != RiskGrade.IMMEDIATE:
        signalled = not alarming.isdisjoint(turn.signals)
        if signalled != (turn.danger != "low"):
            yield Why(turn, CONTRADICTION)
    if turn.near:
        yield Why(turn, NEAR)


def _unsure(turn: LogTurn, suspicion: Suspicion, doubt: Sequence[Why]) -> bool:
    """Whether a faint suspicion counts as a missed risk: the bot had its doubts as well, or sent the person away."""
    ruled = any(code != LIKE for code in suspicion.why)  # a declined question is like much else, by its words alone
    doubted = any(one.reason in (FAILED, NOT_UNDERSTOOD, CONTRADICTION) for one in doubt)
    return doubted or (turn.kind == Kind.DECLINE and ruled)


def _together(turns: Sequence[LogTurn], today: date) -> Iterator[Why]:
    """What only the whole conversation says."""
    for before, after in zip(turns, turns[1:], strict=False):
        if before.grade == RiskGrade.IMMEDIATE and (after.intent in SAFE or "answered_no" in after.signals):
            yield Why(before, CORRECTED)
    if any(turn.intent in SAFE or "answered_no" in turn.signals for turn in turns):
        danger = 0  # it was no danger: then it was not missed either
    else:
        danger = next((at for at, turn in enumerate(turns) if turn.grade == RiskGrade.IMMEDIATE), 0)
    earlier = [turn for turn in turns[:danger] if suspicious(turn) and len((turn.text or "").split()) >= TOLD]
    told = [turn for turn in earlier if group(turn.intent or "") in ("concern", "outside", FALLBACK)]
    if told:
        yield Why(told[0], LATER)
    last = turns[-1]
    asked = last.asked not in (None, NOTHING_ASKED)
    if (asked or len(turns) <= FIRST) and last.day < today and last.kind in ADVICE:
        yield Why(last, LEFT, NO_ANSWER * asked)
