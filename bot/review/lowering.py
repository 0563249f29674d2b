"""Whether a mark makes a message less urgent than it was taken for: then it needs two people, one a safety lead."""

from __future__ import annotations

from bot.language.groups import group
from bot.records.reading import LogTurn
from bot.records.review_store import Item
from bot.review.worth import DUTY, SECOND
from bot.terms import RiskGrade

IMMEDIATE = "immediate"     # the value of a story or test of danger
NOW, WORRY, QUESTION, CALM = 3, 2, 1, 0
GRADES = {RiskGrade.IMMEDIATE: NOW, RiskGrade.CHECK: WORRY}
SUSPECT = (*DUTY, SECOND)


def lowers(turn: LogTurn, item: Item | None, kind: str, value: str) -> bool:
    """Whether this mark says less than what was understood, what was graded, or what a second detector suspects."""
    if kind == "risk_down":
        return True
    if kind not in ("relabel", "story", "test"):
        return False
    grade = GRADES.get(RiskGrade(turn.grade), CALM) if turn.grade else CALM
    suspected = WORRY if item and any(reason in SUSPECT for reason in item.reasons) else CALM
    return level(value) < max(grade, suspected, level(turn.intent or ""))


def level(intent: str) -> int:
    """How urgent an intent is: danger now, a worry, a question, anything else."""
    if intent in ("immediate_risk", IMMEDIATE):
        return NOW
    family = group(intent)
    return {"concern": WORRY, "ask": QUESTION}.get(family, WORRY if family == "misuse_request" else CALM)
