"""A short detail that comes when nothing was asked any more: it belongs to the worry that was told before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.decided import BESIDES, decision_of
from bot.actions.turn import Turn, say, word
from bot.replies import concern as replies
from bot.terms import Area, Kind, Role
from bot.triage import reading

OF_A_WORRY = ("give_age", "give_area", "about_", "contact_", "told_", "recent", "long_ago")
SLOTS = ("about", "contact", "told", "recency")
NO_FORM = (Role.YOUNG_PERSON, Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF)


def told_before(turn: Turn, asked: bool) -> bool:
    """Whether the message is a detail of a worry that was answered before; ``asked``: a form still runs."""
    known = turn.slots.get("nature") and turn.role not in NO_FORM
    return bool(known) and not asked and turn.intent.startswith(OF_A_WORRY)


def take(dispatcher: CollectingDispatcher, turn: Turn) -> list[EventType]:
    """Add the detail to the worry and answer: the whole answer where it changes, else route and numbers again."""
    values = _learnt(turn)
    slots = {**turn.slots, **values}
    known = replace(turn, slots=slots, area=word(Area, slots.get("area"), turn.area))
    before = decision_of(turn.slots, turn, turn.facts)
    decision = decision_of(slots, known, known.facts)
    changed = (decision.rule, decision.route, decision.urgency) != (before.rule, before.route, before.urgency)
    whole = replies.full(
        decision, known.role, known.area, known.now, tuple(slots.get("signs") or ()), first=False,
        opening=replies.noted(changed),
    )
    if not changed and whole.kind is not Kind.ESCALATION:
        whole = replace(whole, steps=(), avoid=(), record=())  # said before, and still on the screen
    say(dispatcher, whole)
    learnt: dict[str, Any] = {**values, "told_area": str(known.area), "floor": known.facts}
    return [SlotSet(name, value) for name, value in learnt.items()]


def _learnt(turn: Turn) -> dict[str, str]:
    """Age and area wherever they stand, and what this kind of short answer says."""
    found = reading.facts_from(f"concern_{turn.slots['nature']}", turn.text, turn.role)
    said = {slot: reading.answer(slot, turn.text, turn.intent) for slot in (*SLOTS, *BESIDES) if _speaks_of(slot, turn)}
    besides = {slot: found.get(slot) for slot in BESIDES if slot not in said}
    return {slot: value for slot, value in {**besides, **said}.items() if value and value != "unknown"}


def _speaks_of(slot: str, turn: Turn) -> bool:
    prefix = {"age_band": "give_age", "area": "give_area"}.get(slot, f"{slot}_")
    return turn.intent.startswith(prefix) or (slot == "recency" and turn.intent in ("recent", "long_ago"))
