"""Danger now: say so first, stay with the person, and go on calmly when it has ended."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.decided import decision_of
from bot.actions.detail import NO_FORM
from bot.actions.spoken import GROWN_UP
from bot.actions.turn import FACTS, Turn, index, read, say
from bot.guidance.known import shared_gate
from bot.language.asking import asks, clauses
from bot.language.encoder import shared
from bot.replies import concern
from bot.replies.emergency import escalation, group_of
from bot.replies.from_words import build
from bot.replies.reply import Reply
from bot.replies.words import for_role, words
from bot.replies.young import young_answer
from bot.terms import Kind, Role, Route
from bot.triage import reading
from bot.triage.concern import Answer, Nature
from bot.triage.patterns import fold

OPEN, RUNG, WRITER = "still_open", "rung", "about_to_hurt_others"
CLEAR = 0.75  # score (cosine and words) from which a fact answers what is asked while danger is open
OF_THE_WRITER = frozenset({"suicidal_writer", "suicidal_said", "about_to_hurt_self", WRITER, "overdose"})
TELLS = 8  # words: what is shorter is a call, and tells of no child
OF_A_NATURE = {"fgm": "fgm_risk", "images": "images"}  # "say a girl may be taken to be cut" fits nothing else
NOT_SAFE = "writer_not_safe"  # what somebody grown up means who is not safe, and names no child
ANSWERED = frozenset({"answered_yes", "answered_not_sure"})  # to our question about danger, in a word or two
GOES_BACK = ("returning_tonight",)  # minutes until the child goes home


class ActionEscalate(Action):
    """The emergency answer; no questions first."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_escalate"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer with the words that fit the danger; the danger first named is kept while it is open."""
        turn = read(tracker)
        follow = turn.risk.get("follow")
        dangers = _dangers(turn, follow)
        again = turn.beside == "repeat"
        reply = escalation(dangers, turn.role, turn.area, turn.now, None if again else follow, turn.signs)
        if turn.role is Role.PROFESSIONAL and not follow and dangers[:1] == GOES_BACK:
            reply = concern.before_they_go(reply)
        say(dispatcher, _beside(turn, reply) if follow in (OPEN, RUNG) and not again else reply)
        told = [SlotSet(name, value) for name, value in worry_told(turn, follow).items()]
        told += [SlotSet("role", said)] if (said := _said_to_be(turn)) else []
        told += [SlotSet("floor", floor)] if (floor := _floor(turn, dangers)) else []
        return [*told, SlotSet("dangers", list(dangers)), SlotSet("told_what_this_is", True)]


def worry_told(turn: Turn, follow: str | None) -> dict[str, str]:
    """The facts of a worry that begins as an emergency: when the danger is over, what follows belongs to it."""
    begun = turn.slots.get("nature") or follow or turn.role in NO_FORM or len(turn.text.split()) < TELLS
    if begun or not OF_THE_WRITER.isdisjoint(turn.risk.get("dangers") or ()):
        return {}
    found = reading.facts_from("concern_general", turn.text, turn.role)
    return {name: value for name, value in found.items() if name in FACTS}


def _said_to_be(turn: Turn) -> str | None:
    """Who writes, where that was not known and the words say so ("hi, I'm a nan"): what follows is answered to them."""
    said = reading.role_of(fold(turn.text))
    grown_up = turn.role is Role.UNKNOWN and said in (Role.PARENT, Role.PROFESSIONAL)
    return said if grown_up or said == turn.role == Role.YOUNG_PERSON else None


def _floor(turn: Turn, dangers: tuple[str, ...]) -> dict[str, str] | None:
    """Below what nothing falls when the danger is over: social care the same day; None where no word named it."""
    named = set(turn.risk.get("reasons") or ()).intersection(dangers) - OF_THE_WRITER
    if not named or turn.role in NO_FORM or turn.slots.get("floor"):
        return None
    return {"role": str(turn.role), "area": str(turn.area), "nature": str(Nature.DISCLOSURE), "told": str(Answer.YES)}


def _dangers(turn: Turn, follow: str | None) -> tuple[str, ...]:
    """The danger first named is kept while it is open; a guess never says that the writer is the one to fear."""
    risk, before = turn.risk, tuple(turn.slots.get("dangers") or ())
    reasons, found = risk.get("reasons") or (), tuple(risk.get("dangers") or ())
    named = tuple(danger for danger in found if danger in reasons)
    if before and (follow or OPEN in reasons):
        return tuple(dict.fromkeys((*before, *named)))
    if not named and turn.role in GROWN_UP and ANSWERED.intersection(reasons):
        return before or (NOT_SAFE,)
    own = turn.role is Role.WORRIED_ABOUT_SELF
    chosen = tuple(d for d in found if own or d in named or d != WRITER and _borne_out(d, turn.text))
    if own and WRITER in named:  # a child may be alone with them: that comes before their own life
        chosen = tuple(dict.fromkeys((WRITER, *chosen)))
    return chosen or before


def _borne_out(danger: str, text: str) -> bool:
    """Whether a guess may choose the words: a few words bear none, and some dangers need a word of their own."""
    group = group_of((danger,))
    nature, own = OF_A_NATURE.get(group), words("emergency")["guessed_with"].get(group)
    named = not own or re.search(rf"\b(?:{own})\b", text, re.IGNORECASE)
    return len(text.split()) >= TELLS and bool(named) and (nature is None or reading.names_nature(nature, text))


def _beside(turn: Turn, reply: Reply) -> Reply:
    """What was asked of us while danger is open is answered below the numbers; a request to stop is met."""
    own = young_answer(turn.text) if turn.role is Role.YOUNG_PERSON else None
    if turn.beside in words("emergency")["beside"]:
        own = words("smalltalk")["intents"][turn.beside]
    if not own:
        fact = _asked_amid(turn)
        return replace(reply, points=(fact,)) if fact else reply
    opening = own["opening"]
    points = (for_role(opening, turn.role) if isinstance(opening, dict) else opening,)
    asks_no_more = turn.beside in words("emergency")["asks_no_more"]
    return replace(reply, points=points, question=None if asks_no_more else reply.question)


def _asked_amid(turn: Turn) -> str | None:
    """The one fact that clearly answers what somebody grown up asks meanwhile ("what do i write down")."""
    if turn.role is Role.YOUNG_PERSON or not asks(turn.text):
        return None
    text = next((one for one in reversed(clauses(turn.text)) if asks(one)), turn.text)
    vector = shared().one(text)
    _, fact, _, score = index().nearest_fact(vector, text)
    clear = score >= CLEAR and shared_gate().outside(text, vector) <= 0
    return fact.say if clear and (not fact.audience or str(turn.role) in fact.audience) else None


class ActionAfterEmergency(Action):
    """The person says that everybody is safe now."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_after_emergency"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Gladness, and one next step."""
        turn = read(tracker)
        if not turn.risk.get("ended") and not turn.slots.get("dangers"):  # none was open: what was advised stands
            say(dispatcher, build(_safe(turn), Kind.ANSWER, turn.role, turn.area, turn.now))
            return []
        entry = dict(words("smalltalk")["after_emergency"])
        if turn.role in NO_FORM:
            entry["route"] = str(Route.SUPPORT_SERVICE)
        say(dispatcher, build(entry, Kind.ANSWER, turn.role, turn.area, turn.now))
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
    before = turn.route if turn.route != str(Route.EMERGENCY) else None  # what was advised before the question stands
    if before is None and turn.slots.get("nature"):
        before = str(decision_of(turn.slots, turn, turn.facts).route)
    return {**entry, "route": before or entry.get("route") or "information"}
