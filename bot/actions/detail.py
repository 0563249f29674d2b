"""A short detail that comes when nothing was asked any more: it belongs to the worry that was told before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.amid import weighed
from bot.actions.decided import BESIDES, decision_of, floor_of
from bot.actions.nature import put_right_by
from bot.actions.turn import Turn, say, word
from bot.language.asking import asks, tells
from bot.replies import concern as replies
from bot.terms import Area, Kind, Role
from bot.triage import reading
from bot.triage.patterns import fold

# short answers and what was not understood: in the middle of a worry they are details of it
DETAILS = ("about_", "contact_", "told_", "give_", "recent", "long_ago", "nlu_fallback")
# a statement about somebody that sounds like a question for the strategy, or like none of our business
TAKEN_FOR = (
    "ask_", "family_support", "out_of_scope", "decline_adult_violence", "decline_press", "decline_case_records",
)
# what is said of another person is no request of ours: "he does it for the club", "I" and "we" would ask
REFUSED = "decline_"
# the same where only the words' owner makes the difference: "he will not talk", "I cannot talk"
OF_ANOTHER = ("cannot_ring", "language_other", "help_me_use", "hide_this")
_THEM = re.compile(
    r"\b(?:he|she|they|him|her|his|them|their|hes|shes|mum|mam|dad|child|boy|girl|pupil)\b", re.IGNORECASE
)
_ME = re.compile(r"\b(?:i|i'm|im|i've|ive|me|my|we|us|our)\b", re.IGNORECASE)
NOT_AT_HOME = ("works_with_children", "online", "someone_else")  # values of the slot ``about``
_HOME_NOW = re.compile(
    r"^\W*(?:(?:yes|no|ok)[ ,.]+)*(?:we|i)(?:'?re|'?m| are| am) (?:\w+ )?home(?: now)?\W*$", re.IGNORECASE
)
_NO_WAIT = re.compile(r"^\W*no[ ,.]+(?:no[ ,.]+)?(?:wait|hang on|hold on|sorry|actually|i mean)\b", re.IGNORECASE)
# who helps: what they do, and when, is no answer about child and person
_HELP = re.compile(
    r"\b(?:social (?:care|services?|workers?)|police|officers?|nurse|doctor|gp|lado|duty team)\b", re.IGNORECASE
)
_SHORT = re.compile(r"^(?:no|yes|not|none|nothing)\b", re.IGNORECASE)
# "it was my nephew, not my son": the same worry, told more exactly
_PUT_RIGHT = re.compile(
    r"\b(?:it'?s|it was|it is|i meant?|sorry|correction)\b.*\bnot (?:my|her|his|the|a|an)\b", re.IGNORECASE
)
# said, not asked, and answered all the same: "I don't want them to know it was me", "she begs me not to tell"
WISHES = ("ask_referral_anonymous", "ask_promise_secrecy")
OF_A_WORRY = ("give_age", "give_area", "about_", "contact_", "told_", "recent", "long_ago")
YES_NO = ("affirm", "deny")
SOME = 3  # words: what is not understood and shorter tells nothing of the worry
_REMARK = re.compile(r"(?:he|she|they|mum|mam|dad|hes|shes|he's|she's|her|his|my)\b \w+", re.IGNORECASE)
LONGEST = 8  # words of a remark
SHORTEST = 5  # words that name a place
SLOTS = ("about", "contact", "told", "recency")
NO_FORM = (Role.YOUNG_PERSON, Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF)


def told_before(turn: Turn, asked: bool) -> bool:
    """Whether the message is a detail of a worry that was answered before; ``asked``: a form still runs."""
    known = turn.slots.get("nature") and turn.role not in NO_FORM
    if not known or asked:
        return False
    if turn.intent == "language_other":  # "sorry, English: she is six, he visits on Sundays"
        return bool(_THEM.search(turn.text)) and tells(turn.text)
    unclear = turn.intent == "nlu_fallback" and len(turn.text.split()) >= SOME and tells(turn.text)
    place = turn.intent == "give_role" and reading.answer("area", turn.text, turn.intent) not in (None, "unknown")
    return unclear or place or turn.intent.startswith(OF_A_WORRY)  # "we are both in Cambs" says where, not who


def remark(turn: Turn, asked: bool) -> bool:
    """Whether a few words about somebody, after the worry was answered, only sound like a question for the strategy."""
    known = turn.slots.get("nature") and turn.role not in NO_FORM
    if not known or asked or not turn.intent.startswith("ask_") or _wish(turn):
        return False
    return len(turn.text.split()) <= LONGEST and bool(_REMARK.match(turn.text)) and not asks(turn.text)


def _a_place(text: str) -> bool:
    """Whether a few words name a place of ours: "Huntingdon library" asks for no figures of it."""
    return len(text.split()) <= SHORTEST and reading.area_of(fold(text), short=True) is not None


def corrects(turn: Turn) -> bool:
    """Whether the "no" of a line puts right what was said, and answers nothing: "no wait, he came back last night"."""
    return bool(_NO_WAIT.match(turn.text)) or put_right_by(turn) is not None


def at_home(turn: Turn) -> bool:
    """Whether "we're home now" is all that is said, of somebody who is not to be found at home."""
    return turn.slots.get("about") in NOT_AT_HOME and bool(_HOME_NOW.match(turn.text.replace("\u2019", "'")))


def of_helpers(turn: Turn) -> bool:
    """Whether a question stands beside what those who help do: "social care come tomorrow. where is she examined"."""
    return turn.intent.startswith("ask_") and asks(turn.text) and bool(_HELP.search(turn.text))


def of_the_writer(text: str) -> bool:
    """Whether a line speaks of the writer."""
    return bool(_ME.search(text.replace("\u2019", "'")))


def _wish(turn: Turn) -> bool:
    return turn.intent in WISHES and of_the_writer(turn.text)


def amid(turn: Turn) -> bool:
    """Whether a line that answers no question of the form, and is no worry by itself, is a detail of the worry."""
    if turn.intent.startswith(DETAILS):
        return True
    if put_right_by(turn):
        return True
    if asks(turn.text) or _wish(turn):
        return False
    text = turn.text.replace("\u2019", "'")
    if (turn.intent.startswith(REFUSED) or turn.intent in YES_NO) and _a_place(text):
        return True
    if turn.intent == "different_child":
        return bool(_PUT_RIGHT.search(text))
    if turn.intent in OF_ANOTHER:
        return bool(_THEM.search(text)) and not _ME.search(text)
    if turn.intent.startswith(REFUSED) and _THEM.search(text) and not _ME.search(text):
        return True
    return turn.intent.startswith(TAKEN_FOR) and bool(_THEM.search(text) or _SHORT.match(text) or tells(text))


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
        whole = whole if values else weighed(whole, turn)
    say(dispatcher, whole)
    learnt: dict[str, Any] = {**values, "told_area": str(known.area), "floor": floor_of(known)}
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
