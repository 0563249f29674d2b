"""What is decided on one worry, from the facts that its conversation has gathered."""

from __future__ import annotations

from typing import Any

from bot.actions.turn import Turn
from bot.triage import situations
from bot.triage.concern import from_facts
from bot.triage.decide import Decision, decide, hold

BESIDES = ("age_band", "area")  # facts that a few words name beyond doubt


def decision_of(slots: dict[str, Any], turn: Turn, facts: dict[str, str]) -> Decision:
    """The decision for these facts; what was decided before is never lowered by a fact taken back."""
    if facts.get("role") == "young_person":  # a child is never given an adult's answer; see ActionConcernSummary
        facts = {**facts, "role": "unknown"}
    fresh = situations.apply(decide(from_facts(facts)), tuple(slots.get("situations") or ()), turn.role)
    floor = slots.get("floor")
    return hold(decide(from_facts(floor)), fresh) if floor else fresh
