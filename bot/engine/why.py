"""Why an answer has the route that it has, in words of the data: for the log, never for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.actions.turn import FACTS
from bot.errors import SafeguardError
from bot.terms import Kind, Role
from bot.triage import situations
from bot.triage.concern import from_facts
from bot.triage.decide import decide

OF_TRIAGE = (Kind.CONCERN, Kind.QUESTION, Kind.ESCALATION)
LONGEST = 80  # characters, as the log's column takes them


def why(card: Mapping[str, Any], slots: Mapping[str, Any]) -> str | None:
    """The rule of triage and the situations behind a route: ``rule+situation+situation``.

    None where no rule of triage chose it: a question answered, a child, danger that the signals saw (they stand in
    the log by themselves), a route that is held up by what was said before.
    """
    role = str(slots.get("role") or Role.UNKNOWN)
    if card.get("kind") not in {str(kind) for kind in OF_TRIAGE} or not slots.get("nature"):
        return None
    if role == Role.YOUNG_PERSON:
        return None
    facts = {name: str(slots[name]) for name in FACTS if slots.get(name)}
    met = tuple(str(one) for one in slots.get("situations") or ())
    try:
        known = from_facts({**facts, "role": role})
        decision = situations.apply(decide(known), met, known.role)
    except SafeguardError:  # the answer is made already, and is worth more than its row of the log
        return None
    if str(decision.route) != card.get("route"):
        return None
    kept = decision.rule
    for one in met:
        kept = f"{kept}+{one}" if len(kept) + len(one) < LONGEST else kept
    return kept
