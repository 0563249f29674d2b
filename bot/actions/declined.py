"""What is declined, and what was not understood: said honestly and kindly, with somebody to turn to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again, amid, detail
from bot.actions.alone import answered_alone
from bot.actions.carried import carried
from bot.actions.spoken import GROWN_UP, empty, names_refused, own_of, supported, told_more
from bot.actions.turn import Turn, index, read, say
from bot.language.asking import asks, tells
from bot.language.encoder import shared
from bot.replies.from_words import build
from bot.replies.words import words
from bot.replies.young import aside, least_near
from bot.terms import Kind, RiskGrade, Role, Route
from bot.triage import reading

NEAR = 0.55  # cosine of a fact that a declined question was near to
UNKNOWABLE = ("decline_legal_advice", "decline_case_records", "decline_prediction", "decline_promise")


class ActionDecline(Action):
    """What the bot does not know or does not do: said honestly, with the place to ask."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_decline"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer from the wording file; nothing is cited."""
        turn = read(tracker)
        if answered_alone(dispatcher, turn) or names_refused(dispatcher, turn):
            return []
        if told_more(turn) or _hurt(turn):
            return supported(dispatcher, replace(turn, intent=own_of(turn)))
        further = carried(dispatcher, turn)
        if further:
            return further
        if childs_question(dispatcher, turn) or amid.handed_on(dispatcher, turn):
            return []
        if turn.slots.get("nature") and turn.risk.get("grade") == str(RiskGrade.CHECK) and not asks(turn.text):
            return again.tell(dispatcher, turn)  # "bell goes at quarter past": what was decided stands
        entries = words("decline")["intents"]
        entry = entries.get(turn.intent) or entries["out_of_scope"]
        entry = {**entry, "route": route_of(entry, turn), "steps": _steps(entry, turn.text)}
        say(dispatcher, build(entry, Kind.DECLINE, turn.role, turn.area, turn.now))
        return [SlotSet("question", _near(turn.text))]


def _steps(entry: dict[str, Any], text: str) -> list[str]:
    """The steps that belong to this question."""
    steps = [step if isinstance(step, dict) else {"say": step} for step in entry.get("steps") or ()]
    return [s["say"] for s in steps if "where" not in s or re.search(s["where"], text, re.IGNORECASE)]


def _near(text: str) -> str | None:
    """Our own words for what lies near to a question that was declined; what comes next may ask on from it."""
    vector = shared().one(text)
    _, point, cosine, _ = index().nearest_fact(vector, text)
    return index().worded(point, vector) if asks(text) and cosine >= NEAR else None


def _hurt(turn: Turn) -> bool:
    """Whether a child tells that somebody hurts them: violence between adults is another matter."""
    return turn.role is Role.YOUNG_PERSON and turn.intent == "decline_adult_violence" and tells(turn.text)


def route_of(entry: dict[str, Any], turn: Turn) -> str:
    """The nearest agency; for an adult's own matter that is a helpline, and after the first answer there is none.

    What nobody can say here (a court, a file, what somebody will do) needs no agency of those who have theirs already.
    """
    route = str(entry["route"])
    if route != str(Route.CHILDRENS_SOCIAL_CARE):
        return route
    if turn.role in GROWN_UP:
        return str(Route.SUPPORT_SERVICE)
    return str(Route.INFORMATION) if turn.intent in UNKNOWABLE and not turn.first else route


def childs_question(dispatcher: CollectingDispatcher, turn: Turn) -> bool:
    """Answer a question that children ask, however it was understood; False where it is none ("did i do wrong")."""
    young = turn.role is Role.YOUNG_PERSON
    own = aside(turn.text, turn.first, least_near(turn.text), own_of(turn)) if young else None
    if own:
        say(dispatcher, build(own, Kind.ANSWER, turn.role, turn.area, turn.now))
    return bool(own)


class ActionFallback(Action):
    """Not understood: said so, with numbers and three things to choose from; never silence."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """A kind answer without a claim."""
        turn = read(tracker)
        if answered_alone(dispatcher, turn):
            return []
        if detail.told_before(turn, asked=bool(tracker.active_loop)):
            return detail.take(dispatcher, turn)
        if turn.role is Role.WORRIED_ABOUT_SELF and turn.risk.get("grade") == str(RiskGrade.CHECK):
            return supported(dispatcher, replace(turn, intent="self_concern"))  # it has a line for despair
        if told_more(turn):
            return supported(dispatcher, replace(turn, intent=own_of(turn)))
        further = carried(dispatcher, turn)
        if further:
            return further
        if childs_question(dispatcher, turn) or amid.handed_on(dispatcher, turn):
            return []
        entries = words("smalltalk")
        entry = entries["empty"] if empty(tracker) else entries["unknown"]
        entry = entries["no_names"] if reading.refuses_names(turn.text) else entry
        say(dispatcher, build(entry, Kind.SMALLTALK, turn.role, turn.area, turn.now, turn.first))
        return []
