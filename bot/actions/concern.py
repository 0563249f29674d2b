"""The guided conversation about one worry: read the facts, decide, ask one thing, and sum up at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import detail
from bot.actions.again import UNSURE, instead_of_thanks
from bot.actions.alone import answered_alone
from bot.actions.amid import weighed
from bot.actions.asked_too import asked_too
from bot.actions.carried import carried, further
from bot.actions.decided import BESIDES, dated, decision_of, floor_of
from bot.actions.detail import SOME, amid
from bot.actions.nature import kept, meant
from bot.actions.spoken import ActionSupport
from bot.actions.turn import FACTS, Turn, read, say, word
from bot.language.asking import asks
from bot.language.groups import group
from bot.replies import concern as replies
from bot.terms import Area, Kind, Role, Urgency
from bot.triage import reading, situations
from bot.triage.questions import next_question, order

NOT_ASKED = "not_asked"   # marks a slot that will not be asked, so that Rasa's form passes over it
REQUESTED = "requested_slot"
ORDER = order()
GUESSED = "elsewhere"     # an area, and a worry, that may only have been read into the words
LOCAL = (str(Area.CAMBRIDGESHIRE), str(Area.PETERBOROUGH))
NEVER_AN_ANSWER = ("immediate_risk", "safety_answer_no")  # danger, and the answer to the safety question
SHORT = 6                 # words: what is shorter answers the question, and shows no sign
WHERE_NOW = ("concern_professional", "concern_known_offender", "concern_adult_behaviour")


def merged(turn: Turn) -> dict[str, Any]:
    """New slot values from this message: facts, signs and situations, added to what was known."""
    found = reading.facts_from(turn.intent, turn.text, turn.role)
    long_ago = turn.slots.get("nature") == "non_recent" or turn.role is Role.ADULT_SURVIVOR
    if long_ago and turn.intent in WHERE_NOW:
        # Where the person of long ago is today belongs to the same worry, and means children may be near them.
        found = {**reading.facts_from("concern_non_recent", turn.text, turn.role), "other_children": "yes"}
    values: dict[str, Any] = {k: v for k, v in found.items() if k in (*FACTS, "area")}
    if turn.slots.get("nature") and turn.intent == "concern_general":
        values.pop("nature", None)
    if turn.slots.get("agency"):
        values.pop("agency", None)  # said once; a pupil in the next worry does not make a police officer a teacher
    if turn.role is not Role.UNKNOWN:
        values["role"] = str(turn.role)
    elif found.get("role"):
        values["role"] = found["role"]
    known = list(turn.slots.get("signs") or [])
    gone = set(turn.slots.get("removed") or [])
    shown = turn.signs if turn.intent.startswith("concern_") or len(turn.text.split()) >= SHORT else ()
    values["signs"] = known + [s for s in shown if s not in known and s["id"] not in gone]
    ids = list(turn.slots.get("situations") or [])
    values["situations"] = ids + [i for i in situations.find(turn.text, turn.role) if i not in ids]
    return values


def _besides(turn: Turn, requested: str) -> dict[str, str]:
    """What an answer says beyond what was asked ("12, and we live in Ely"); nothing known is changed by it."""
    nature = turn.slots.get("nature") or "general"
    found = reading.facts_from(f"concern_{'general' if nature == GUESSED else nature}", turn.text, turn.role)
    mine = detail.of_the_writer(turn.text)  # where the writer lives is not where the child does
    known = {k: v for k, v in turn.slots.items() if mine or (k, v) != ("area", GUESSED)}
    return {k: v for k, v in found.items() if k in BESIDES and k != requested and not known.get(k)}


def answered(turn: Turn, requested: str) -> str | None:
    """The answer to the form's question; after a question about danger only words as short as a button count as one."""
    if group(turn.intent) == "ask" and len(turn.text.split()) >= SHORT and asks(turn.text):
        return None  # "if i say no do they take him" says no to nothing
    told_otherwise = detail.of_helpers(turn) or detail.corrects(turn) or detail.at_home(turn)
    if turn.asked not in (None, requested) and len(turn.text.split()) >= SHORT or told_otherwise:
        return None
    return dated(reading.answer(requested, turn.text, turn.intent), turn)


def plan(slots: dict[str, Any], facts: dict[str, str], role: Role, urgent: bool) -> tuple[str | None, dict[str, str]]:
    """The next slot to ask for (None = stop), and marks for every slot before it that is passed over."""
    asked = tuple(slots.get("asked") or ())
    known = {k: v for k, v in {**slots, **facts}.items() if k in ORDER and v not in (None, "unknown")}
    wanted = None if urgent else next_question({**facts, **known}, asked, int(slots.get("skips") or 0), role)
    end = ORDER.index(wanted) if wanted else len(ORDER)
    return wanted, {slot: NOT_ASKED for slot in ORDER[:end] if slot not in known and slot != wanted}


class ActionReadConcern(Action):
    """Reads a first worry into slots; young people and dangers get no form."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_read_concern"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Fill the slots; the form that follows asks the first question with the whole answer."""
        turn = read(tracker)
        goes_on = [] if answered_alone(dispatcher, turn) else carried(dispatcher, turn)  # "and if only suspected"
        if goes_on is not None:
            return [*goes_on, FollowupAction("action_listen")]
        turn = meant(turn)
        values = merged(turn)
        slots = {**turn.slots, **values}
        turn = _as(turn, slots)
        decision = decision_of(slots, turn, turn.facts)
        urgent = decision.urgency is Urgency.IMMEDIATE
        _, passed = plan(slots, turn.facts, turn.role, urgent)
        events = [SlotSet(name, value) for name, value in {**passed, **values}.items()]
        if urgent:
            say(dispatcher, replies.full(decision, turn.role, turn.area, turn.now, tuple(values["signs"])))
            events += [SlotSet("told_what_this_is", True), FollowupAction("action_listen")]
        return events


class ValidateConcernForm(Action):
    """Decides whether a message answers the question, and what to ask next."""

    def name(self) -> str:
        """As Rasa names the validation of a form."""
        return "validate_concern_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Return nothing when the message is no answer: Rasa then lets another rule take it."""
        turn = read(tracker)
        requested = turn.slots.get(REQUESTED)
        if turn.intent in NEVER_AN_ANSWER or further(turn):
            return []
        values: dict[str, Any] = {}
        if requested:
            value = answered(turn, requested)
            told = turn.intent != "nlu_fallback" or len(turn.text.split()) >= SOME and reading.readable(turn.text)
            if value is None and told and amid(turn):  # "correction: not dad, her uncle", "he works at a school now"
                turn = replace(turn, intent=f"concern_{turn.slots.get('nature') or 'general'}")
            turn = kept(turn)
            worry = turn.intent.startswith("concern_")
            if value is None and not worry:
                return []
            values = {**_besides(turn, requested), **merged(turn)}
            if not worry:
                values.pop("nature", None)
            values[requested] = value or values.get(requested)
            if turn.slots.get("nature") == GUESSED and values.get("area") in LOCAL:
                values["nature"] = "general"
            passed_over = value in UNSURE or (value == "unknown" and reading.unsure(turn.text, turn.intent))
            passed_over = passed_over and not reading.told_already(turn.text)
            values["skips"] = int(turn.slots.get("skips") or 0) + passed_over
        slots = {**turn.slots, **values}
        turn = _as(turn, slots)
        decision = decision_of(slots, turn, turn.facts)
        stop = decision.urgency is Urgency.IMMEDIATE or turn.role is Role.YOUNG_PERSON
        wanted, passed = plan(slots, turn.facts, turn.role, stop)
        known = {k: v for k, v in values.items() if v is not None}  # an empty one would be asked for again
        events = [SlotSet(name, value) for name, value in {**passed, **known}.items()]
        return [*events, SlotSet(REQUESTED, wanted)]


class _Ask(Action, ABC):
    """Asks for one fact; abstract, or Rasa would register it as an action."""

    slot = ""

    @abstractmethod
    def name(self) -> str:
        """As named in domain.yml."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The whole answer where the decision is new, else the question alone."""
        turn = read(tracker)
        decision = decision_of(turn.slots, turn, turn.facts)
        question = replies.question(self.slot, turn.role, str(turn.slots.get("nature") or ""))
        signs = tuple(turn.slots.get("signs") or ())
        mark = f"{decision.rule}:{decision.route}:{decision.urgency}:{','.join(turn.slots.get('situations') or [])}"
        asked = list(turn.slots.get("asked") or [])
        opening = instead_of_thanks(turn, asked)
        if mark != turn.slots.get("told_decision"):
            whole = replies.full(
                decision, turn.role, turn.area, turn.now, signs, question, turn.first or not asked,
                f"{opening} {decision.opening}" if opening else None,
            )
            say(dispatcher, asked_too(whole, turn))
        else:
            learnt = str(turn.area) not in ("unknown", turn.slots.get("told_area"))
            given = (decision, turn.role, turn.area, turn.now, question, len(asked), opening, signs, learnt)
            say(dispatcher, replies.ask(*given) if opening else weighed(replies.ask(*given), turn))
        return [
            SlotSet("told_decision", mark), SlotSet("told_area", str(turn.area)), SlotSet("floor", floor_of(turn)),
            SlotSet("told_what_this_is", True),
            SlotSet("asked", asked if self.slot in asked else [*asked, self.slot]),
        ]


def _ask_action(slot: str) -> type[_Ask]:
    name = f"action_ask_concern_form_{slot}"
    return type(f"Ask_{slot}", (_Ask,), {"slot": slot, "name": lambda self: name, "__module__": __name__})


ASK_ACTIONS = [_ask_action(slot) for slot in ORDER]


class ActionConcernSummary(Action):
    """The outcome, when nothing more is asked."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_concern_summary"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say what was understood and what to do."""
        turn = read(tracker)
        if turn.role is Role.YOUNG_PERSON:
            return ActionSupport().run(dispatcher, tracker, domain)  # as another action, no rule would end the turn
        decision = decision_of(turn.slots, turn, turn.facts)
        shown = replies.facts_shown(turn.facts)
        reply = replies.summary(decision, turn.role, turn.area, turn.now, shown, tuple(turn.slots.get("signs") or ()))
        say(dispatcher, reply)
        done = [SlotSet("told_decision", None), SlotSet("floor", floor_of(turn))]
        return [*done, SlotSet("emergency", reply.kind is Kind.ESCALATION)]


class ActionRemoveFact(Action):
    """Takes a sign or a fact out of the list; the decision does not fall for it."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_remove_fact"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Remove the sign or fact whose label was given; a fact is then neither known nor asked for again."""
        turn = read(tracker)
        label = turn.text.partition(":")[2].strip().lower()
        facts = [slot for slot, said in replies.facts_shown(turn.facts).items() if said.lower() == label]
        signs = list(turn.slots.get("signs") or [])
        kept = [s for s in signs if s["label"].lower() != label]
        gone = [s["id"] for s in signs if s not in kept]
        decision = decision_of(turn.slots, turn, turn.facts)
        say(dispatcher, replies.removed(decision, turn.role, turn.area, turn.now, tuple(kept)))
        taken = [SlotSet(slot, NOT_ASKED) for slot in facts]
        return [*taken, SlotSet("signs", kept), SlotSet("removed", [*(turn.slots.get("removed") or []), *gone])]


def _as(turn: Turn, slots: dict[str, Any]) -> Turn:
    """The same turn seen with new slots (role and area may just have been learnt)."""
    role = turn.role if turn.role is not Role.UNKNOWN else word(Role, slots.get("role"), Role.UNKNOWN)
    return replace(turn, slots=slots, role=role, area=word(Area, slots.get("area"), turn.area))
