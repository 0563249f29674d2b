"""Danger now: say so first, stay with the person, and go on calmly when it has ended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn import Turn, read, say
from bot.replies.emergency import escalation
from bot.replies.from_words import build
from bot.replies.words import words
from bot.replies.young import young_answer
from bot.terms import Kind, Role


class ActionEscalate(Action):
    """The emergency answer; no questions first."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_escalate"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer with the words that fit the danger; the danger first named is kept while it is open."""
        turn = read(tracker)
        follow = turn.risk.get("follow")
        kept = turn.slots.get("dangers") if follow else None
        dangers = tuple(kept or turn.risk.get("dangers") or turn.slots.get("dangers") or ())
        reply = escalation(dangers, turn.role, turn.area, turn.now, follow, turn.signs)
        own = young_answer(turn.text) if follow == "still_open" and turn.role is Role.YOUNG_PERSON else None
        if own:  # a child's own question is answered even now, below the numbers
            reply = replace(reply, points=(own["opening"],))
        say(dispatcher, reply)
        return [SlotSet("dangers", list(dangers)), SlotSet("told_what_this_is", True)]


class ActionAfterEmergency(Action):
    """The person says that everybody is safe now."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_after_emergency"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Gladness, and one next step."""
        turn = read(tracker)
        say(dispatcher, build(words("smalltalk")["after_emergency"], Kind.ANSWER, turn.role, turn.area, turn.now))
        return [SlotSet("dangers", None)]


class ActionSafetyNo(Action):
    """The person answered that nobody is in danger now."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_safety_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Thank them; what was advised stands, and the conversation goes on."""
        turn = read(tracker)
        say(dispatcher, build(_safe(turn), Kind.ANSWER, turn.role, turn.area, turn.now))
        return []


def _safe(turn: Turn) -> dict[str, Any]:
    entry: dict[str, Any] = dict(words("smalltalk")["safety_no"])
    return {**entry, "route": entry.get("route") or "information"}
