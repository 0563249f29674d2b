"""What is decided on one worry, from the facts that its conversation has gathered."""

from __future__ import annotations

from typing import Any

from bot.actions.turn import Turn
from bot.triage import situations
from bot.triage.concern import NextContact, from_facts
from bot.triage.days import is_today
from bot.triage.decide import Decision, decide, hold, level

BESIDES = ("age_band", "area")  # facts that a few words name beyond doubt


def decision_of(slots: dict[str, Any], turn: Turn, facts: dict[str, str]) -> Decision:
    """The decision for these facts; what was decided before is never lowered by a fact taken back."""
    fresh = situations.apply(decide(from_facts(plain_facts(facts))), tuple(slots.get("situations") or ()), turn.role)
    floor = slots.get("floor")
    return hold(decide(from_facts(plain_facts(floor))), fresh) if floor else fresh


def plain_facts(facts: dict[str, str]) -> dict[str, str]:
    """The facts as triage takes them: a child is never given an adult's answer (see ActionConcernSummary)."""
    return {**facts, "role": "unknown"} if facts.get("role") == "young_person" else facts


def floor_of(turn: Turn) -> dict[str, str]:
    """The facts below whose decision nothing may fall later: those of now, unless earlier ones weighed more."""
    before = turn.slots.get("floor")
    if not before:
        return turn.facts
    was, now = (level(decide(from_facts(plain_facts(facts)))) for facts in (before, turn.facts))
    return turn.facts if now[0] >= was[0] and now[1] >= was[1] else dict(before)


def dated(fact: str | None, turn: Turn) -> str | None:
    """A fact as it was read; a day of contact that was named, and is today, is no later one."""
    return str(NextContact.TODAY) if fact == NextContact.DAYS and is_today(turn.text, turn.now) else fact
