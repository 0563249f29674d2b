"""Answers whose words stand in files: small talk, support, and a fresh start."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again, detail
from bot.actions.alone import answered_alone
from bot.actions.asked_too import asked_too
from bot.actions.carried import carried
from bot.actions.turn import FACTS, Turn, library, read, say, word
from bot.guidance.articles import citation
from bot.language.asking import asks, tells
from bot.language.groups import FALLBACK, group
from bot.language.noise import noise
from bot.replies.from_words import build
from bot.replies.words import for_role, words
from bot.replies.young import NEAR, aside, least_near
from bot.terms import Area, Kind, RiskGrade, Role
from bot.triage import reading

REMEMBERED = {"give_role": "role", "give_age": "age_band", "give_area": "area"}
# a child who tells, and who speaks of a child; an adult's own past and own thoughts are no signs in a child
OF_A_CHILD = ("young_person_telling", "young_person_friend", "family_support")
NEAR_A_CHILD = ("contact_", "about_")  # of their own thoughts: when they see a child, and which
SUPPORT = "support:"  # marks what was told to somebody who gets no form
OF_THE_YOUNG = ("young_person_telling", "young_person_did_something", "young_person_friend")
OWN = {
    Role.YOUNG_PERSON: "young_person_telling", Role.ADULT_SURVIVOR: "survivor_support",
    Role.WORRIED_ABOUT_SELF: "self_concern",
}
GROWN_UP = (Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF)
DETAILS = ("told_", "recent", "long_ago", "about_", "contact_", "not_sure_emergency")  # what a form asks children not
SAID_TO_US = ("feedback_bad",)  # "i feel dirty" is no complaint about this talk
ADDED = (*DETAILS, "give_age", "give_area", "affirm", "deny")
FRIEND = re.compile(r"\b(?:(?:boy|girl)?friends?|mates?|besties?|bffs?|pals?|in my (?:class|year|form))\b", re.I)
SENT = re.compile(r"^\W*(?:so |and |but )?i (?:only |just )?sent (?:him|her|them|it|one|1|a|some|two|2|pics?)\b", re.I)
TO_ME = re.compile(r"(?<!told )(?<!tells )(?<!telling )(?<!asked )\bme\b", re.I)
OF_FAMILIES = ("pants", "talking_to_children", "parents_", "hsb_", "signs_", "adult_warning_signs")  # beginnings
OF_SELF = re.compile(r"\b(?:i|i'?m|me|my|myself)\b", re.I)
FORGET = ("start_again", "delete_conversation", "different_child")


class ActionSmalltalk(Action):
    """Greetings, who are you, who sees this, help, stop, start again, and short answers without a question."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_smalltalk"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer from the wording file; remember a role, an age or a place that was given."""
        turn = read(tracker)
        if detail.told_before(turn, asked=bool(tracker.active_loop)):
            return detail.take(dispatcher, turn)
        if again.standing(turn):
            return again.tell(dispatcher, turn)
        if turn.role is Role.WORRIED_ABOUT_SELF and turn.intent.startswith(NEAR_A_CHILD) or _goes_on(turn):
            return supported(dispatcher, replace(turn, intent=own_of(turn)))
        if _told(turn).startswith("family_") and turn.role is Role.PARENT and turn.intent.startswith(NEAR_A_CHILD):
            return supported(dispatcher, replace(turn, intent="family_support"))  # "my kids see him every week"
        if turn.role is Role.YOUNG_PERSON and turn.intent == "give_age" and _told(turn):
            return supported(dispatcher, replace(turn, intent=_told(turn)))  # "im 11" is part of what they told
        if _tells_first(turn):
            return supported(dispatcher, replace(turn, intent=OWN[turn.role]))
        further = carried(dispatcher, turn)
        if further:
            return further
        entries = words("smalltalk")
        entry = entries["empty"] if empty(tracker) else entries["intents"].get(turn.intent) or entries["unknown"]
        entry = entries["no_names"] if reading.refuses_names(turn.text) else entry
        young = turn.role is Role.YOUNG_PERSON and turn.intent not in FORGET
        own = aside(turn.text, turn.first, told=own_of(turn)) if young else None
        slot = REMEMBERED.get(turn.intent)
        value = reading.answer(slot, turn.text, turn.intent) if slot else None
        area = word(Area, value, turn.area) if slot == "area" else turn.area  # just learnt: its numbers come first
        say(dispatcher, build(own or entry, Kind.SMALLTALK, turn.role, area, turn.now, turn.first and not own))
        if turn.intent in FORGET:
            return [AllSlotsReset(), SlotSet("role", None if turn.role is Role.UNKNOWN else str(turn.role))]
        learnt = {slot: value} if slot and value else {}
        if turn.intent == "language_other" and turn.risk.get("grade") != str(RiskGrade.NONE):
            learnt["nature"] = turn.slots.get("nature") or "general"  # a worry, told in words that we do not read
        return [SlotSet("told_what_this_is", True), *(SlotSet(name, known) for name, known in learnt.items())]


def empty(tracker: Tracker) -> bool:
    """Whether nothing was written."""
    return bool(((tracker.latest_message or {}).get("metadata") or {}).get("empty"))


def names_refused(dispatcher: CollectingDispatcher, turn: Turn) -> bool:
    """Say that no names are needed to somebody who gives none, and asks nothing; False to everybody else."""
    refused = reading.refuses_names(turn.text) and not asks(turn.text)
    if refused:
        entry = words("smalltalk")["no_names"]
        say(dispatcher, build(entry, Kind.SMALLTALK, turn.role, turn.area, turn.now, turn.first))
    return refused


class ActionSupport(Action):
    """Children, survivors, people worried about themselves, families afterwards, and the refusal of misuse."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_support"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """No form, no questions about what happened."""
        turn = read(tracker)
        if turn.intent != "misuse_request" and answered_alone(dispatcher, turn):
            return []
        return supported(dispatcher, turn)


def supported(dispatcher: CollectingDispatcher, turn: Turn) -> list[EventType]:
    """Say what stands in the wording file for this person and intent."""
    if _still_their_own(turn):
        turn = replace(turn, intent=OWN[turn.role])
    entry = support_entry(turn)
    if turn.risk.get("grade") == str(RiskGrade.CHECK):  # the answer will open with the question and its 999
        entry = {**entry, "danger": ""}
    book = {**library().edition}
    cited = tuple(citation(c, book) for c in entry.get("citations") or ())
    reply = build(entry, Kind.CONCERN, turn.role, turn.area, turn.now, citations=cited)
    signs = turn.signs if turn.intent in OF_A_CHILD and reply.kind is Kind.CONCERN else ()
    of_family = turn.intent == "family_support" and turn.role is not Role.YOUNG_PERSON
    mark = f"{SUPPORT}{_family(turn) if of_family else turn.intent}"
    if turn.slots.get("told_decision") == mark and reply.kind is Kind.CONCERN:
        reply = replace(reply, opening=for_role(words("support")["more"], turn.role))
    reply = asked_too(reply, turn) if turn.role is Role.PARENT else reply
    say(dispatcher, replace(reply, signs=signs, headings={**reply.headings, "signs": reply.headings["told"]}))
    return [SlotSet("told_what_this_is", True), SlotSet("role", _role(turn)), SlotSet("told_decision", mark)]


def own_of(turn: Turn) -> str:
    """The intent of what somebody tells of themselves: a child who hurt somebody goes on with that."""
    told = _told(turn)
    return told if turn.role is Role.YOUNG_PERSON and told in OF_THE_YOUNG else OWN[turn.role]


def told_more(turn: Turn) -> bool:
    """Whether somebody who was answered for themselves says more of it: no request of ours, and not to be declined."""
    begun = bool(_told(turn)) and turn.role in OWN
    if begun and turn.role is Role.YOUNG_PERSON and group(turn.intent) in ("ask", "outside", FALLBACK):
        return not asks(turn.text) and reading.readable(turn.text) and not noise(turn.text)  # "bad touching"
    return begun and len(turn.text.split()) >= detail.SOME and tells(turn.text)


def not_for_them(turn: Turn) -> bool:
    """Whether somebody who told of themselves would get what is meant for others ("can I still bath her")."""
    article = turn.intent.removeprefix("ask_")
    own = turn.role is Role.WORRIED_ABOUT_SELF or turn.role is Role.ADULT_SURVIVOR and OF_SELF.search(turn.text)
    return bool(own) and bool(_told(turn)) and article.startswith(OF_FAMILIES)


def _tells_first(turn: Turn) -> bool:
    """Whether what sounds like the answer in a form is how a child begins to tell ("a man online wants to meet me")."""
    answer = turn.intent.startswith(DETAILS) and len(turn.text.split()) >= detail.SOME
    return turn.role is Role.YOUNG_PERSON and answer and not _told(turn) and tells(turn.text)


def _goes_on(turn: Turn) -> bool:
    """Whether somebody who was answered for themselves adds a detail of it ("im 29", "no, I have never done that")."""
    added = (ADDED if turn.role in GROWN_UP else DETAILS) + (SAID_TO_US if OF_SELF.search(turn.text) else ())
    return bool(_told(turn)) and turn.role in OWN and turn.intent.startswith(added) and tells(turn.text)


def _still_their_own(turn: Turn) -> bool:
    """Whether a child tells of themselves, or goes on with that, and names no friend ("he says he will tell mum")."""
    own = _told(turn) == OWN[Role.YOUNG_PERSON] or TO_ME.search(turn.text) is not None
    young = turn.role is Role.YOUNG_PERSON and turn.intent == "young_person_friend"
    sent = turn.role is Role.YOUNG_PERSON and turn.intent == "young_person_did_something" and SENT.search(turn.text)
    return own and (young and not FRIEND.search(turn.text) or bool(sent and _told(turn) == OWN[Role.YOUNG_PERSON]))


def _told(turn: Turn) -> str:
    """As what somebody who gets no form was answered last; empty for everybody else."""
    said = str(turn.slots.get("told_decision") or "")
    return said.removeprefix(SUPPORT) if said.startswith(SUPPORT) else ""


def support_entry(turn: Turn) -> dict[str, Any]:
    """The entry for this intent; a child's question gets its own short answer."""
    entries: dict[str, Any] = words("support")["entries"]
    young = turn.role is Role.YOUNG_PERSON
    if young:
        told = turn.intent == OWN[Role.YOUNG_PERSON]
        own = aside(turn.text, turn.first, least_near(turn.text) if told else NEAR, own_of(turn))
        if own:
            return own
    if turn.intent == "self_concern" and young:
        return dict(entries["self_concern_young"])
    if turn.intent == "young_person_telling" and young and reading.by_screen(turn.text):
        return dict(entries["young_person_online"])
    if turn.intent == "family_support" and not young:
        return dict(entries[_family(turn)])
    if turn.intent == OWN[Role.ADULT_SURVIVOR] and reading.let_down(turn.text):
        return {**entries[turn.intent], "opening": words("support")["let_down"]}
    if turn.intent in entries:
        return dict(entries[turn.intent])
    return dict(entries["young_person_general" if young else "family_support"])


def _family(turn: Turn) -> str:
    """The entry for a family: of who is accused, of a grown-up who was abused, else as before, or of a child."""
    if reading.of_accused(turn.text):
        return "family_of_accused"
    if reading.of_grown_survivor(turn.text):
        return "family_of_survivor"
    return _told(turn) if _told(turn).startswith("family_") else "family_support"


def _role(turn: Turn) -> str | None:
    own = {
        "self_concern": Role.WORRIED_ABOUT_SELF, "survivor_support": Role.ADULT_SURVIVOR, "family_support": Role.PARENT,
    }.get(turn.intent)
    role = turn.role if turn.role is not Role.UNKNOWN else own
    return str(role) if role else None


class ActionForgetConcern(Action):
    """Another child: a new concern starts with nothing carried over but who is asking and where."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_forget_concern"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Empty the facts of the concern."""
        gone = (*FACTS, "signs", "removed", "situations", "asked", "skips", "told_decision")
        gone += ("told_area", "floor", "dangers")
        return [SlotSet(name, None) for name in gone]
