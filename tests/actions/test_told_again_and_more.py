"""What is said again or added: a decision behind a question, details of a family and a child, words of an emergency."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again, amid, spoken
from bot.actions.declined import _steps
from bot.actions.escalation import TELLS, _borne_out, _dangers, _said_to_be
from bot.actions.spoken import ADDED, DETAILS, SUPPORT, _goes_on, not_for_them
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.replies.words import words
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
PARENT, PRO, CHILD, UNKNOWN = Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON, Role.UNKNOWN
SURVIVOR, SELF = Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF
AGAIN = str(words("smalltalk")["intents"]["repeat"]["again"])
WEIGH: dict[str, str] = words("decline")["amid"]["opening"]


def turn(text: str, role: Role = PARENT, intent: str = "ask_pants", **slots: Any) -> Turn:
    return Turn(
        text=text, intent=intent, ranking=(), role=role, area=Area.UNKNOWN, now=NOON, risk={}, signs=(), first=False,
        slots=slots, asked=None, before="concern",
    )


def told(role: Role, what: str, text: str, intent: str) -> Turn:
    return turn(text, role, intent, told_decision=f"{SUPPORT}{what}")


def said(made: Turn, asked: bool) -> str:
    dispatcher = CollectingDispatcher()
    again.tell(dispatcher, made, asked=asked)
    return str(dispatcher.messages[0]["text"])


@pytest.mark.parametrize(("text", "asked", "weighed"), [
    ("can he come back on sunday", True, True), ("can he come back on sunday", False, False),
    ("he comes back on sunday", True, False),  # nothing is asked
    ("who do i ring about it", True, False),   # the decision itself says whom
])
@pytest.mark.parametrize(("role", "reader"), [(PARENT, "parent"), (PRO, "professional")])
def test_a_question_that_is_not_ours_is_told_who_can_weigh_it(
    text: str, asked: bool, weighed: bool, role: Role, reader: str
) -> None:
    found = said(turn(text, role, nature="disclosure", told="yes"), asked)
    assert found.startswith(WEIGH[reader] if weighed else AGAIN)
    assert "0345 045 5203" in found


NOT_OURS = [
    "mum", "mam", "dad", "stepdad", "stepmum", "stepson", "son", "daughter", "child", "kid", "kids", "girl", "boy",
    "pupil",
    "parent", "parents", "brother", "sister", "uncle", "aunt", "auntie", "gran", "granny", "grandad", "husband", "wife",
    "ex", "partner", "family", "niece", "nephew", "lad", "man", "woman", "hers", "his", "them",
]


@pytest.mark.parametrize("person", NOT_OURS)
def test_a_question_about_anybody_of_a_worry_is_handed_on(person: str) -> None:
    asked = turn(f"is it ok for {person}", intent="out_of_scope", nature="disclosure", told="yes")
    assert amid.handed_on(CollectingDispatcher(), asked)


@pytest.mark.parametrize("thing", ["the weather", "exams", "managers", "a manual", "examples", "my car", "me", "us"])
def test_a_question_about_none_of_them_is_not(thing: str) -> None:
    asked = turn(f"is it ok for {thing}", intent="out_of_scope", nature="disclosure", told="yes")
    assert not amid.handed_on(CollectingDispatcher(), asked)


@pytest.mark.parametrize(("line", "court"), [
    ("is there an order", True), ("my ex wants her", True), ("is it in border law", False),
    ("is sex at 15 legal", False),
    ("is it a disorder", False), ("is there an exam", False),
])
def test_only_whole_words_speak_of_a_court(line: str, court: bool) -> None:
    legal: dict[str, Any] = words("decline")["intents"]["decline_legal_advice"]
    assert (legal["steps"][0]["say"] in _steps(legal, line)) is court


SURELY_NO = ("about_family", "contact_days")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The intents that words of support were chosen by."""
    intents: list[str] = []
    monkeypatch.setattr(spoken, "supported", lambda dispatcher, made: intents.append(made.intent) or [])
    return intents


def small(made: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody: Any = None
    monkeypatch.setattr(spoken, "read", lambda tracker: made)
    spoken.ActionSmalltalk().run(CollectingDispatcher(), _NoForm(), nobody)  # type: ignore[arg-type]


class _NoForm:
    """Stands for a tracker in which no form runs."""

    active_loop: dict[str, Any] = {}
    latest_message: dict[str, Any] = {}


@pytest.mark.parametrize("intent", SURELY_NO)
@pytest.mark.parametrize("what", ["family_support", "family_of_accused", "family_of_survivor"])
def test_a_family_that_tells_more_hears_more_of_its_own(
    intent: str, what: str, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small(told(PARENT, what, "my kids see him every week", intent), monkeypatch)
    assert heard == ["family_support"]


@pytest.mark.parametrize("made", [
    told(UNKNOWN, "family_support", "my kids see him every week", "contact_days"),
    told(PARENT, "survivor_support", "my kids see him every week", "contact_days"),
    told(PARENT, "family_support", "thanks", "thanks"), turn("my kids see him", PARENT, "contact_days"),
])
def test_nobody_else_does(made: Turn, heard: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    small(made, monkeypatch)
    assert heard == []


@pytest.mark.parametrize(("role", "what"), [
    (CHILD, "young_person_telling"), (SURVIVOR, "survivor_support"), (SELF, "self_concern"),
])
def test_who_feels_bad_complains_of_nothing(role: Role, what: str) -> None:
    for line in ("i feel dirty and bad", "it makes me feel bad", "im no good now", "my head is bad",
    "i hate myself so bad"):
        assert _goes_on(told(role, what, line, "feedback_bad"))
    assert not _goes_on(told(role, what, "he says it is a bad bot", "feedback_bad"))
    assert not _goes_on(told(role, what, "am i bad?", "feedback_bad")), "a question"
    assert not _goes_on(turn("i feel dirty and bad", role, "feedback_bad")), "nothing was told before"
    assert not _goes_on(told(PARENT, "family_support", "i feel dirty and bad", "feedback_bad"))


@pytest.mark.parametrize("intent", ["told_no", "recent", "long_ago", "about_x", "contact_days", "not_sure_emergency"])
def test_details_of_a_form_are_details_for_everybody(intent: str) -> None:
    for role, what in ((CHILD, "young_person_telling"), (SURVIVOR, "survivor_support"), (SELF, "self_concern")):
        assert _goes_on(told(role, what, "it was a long while ago", intent))


@pytest.mark.parametrize("intent", ["give_age", "give_area", "affirm", "deny"])
def test_age_and_place_are_details_only_of_grown_ups(intent: str) -> None:
    assert _goes_on(told(SURVIVOR, "survivor_support", "yes it was there", intent))
    assert not _goes_on(told(CHILD, "young_person_telling", "yes it was there", intent))
    assert set(ADDED) == {*DETAILS, "give_age", "give_area", "affirm", "deny"}


@pytest.mark.parametrize(("role", "line", "meant"), [
    (SURVIVOR, "what should i look for in him", True), (SURVIVOR, "what are the signs", False),
    (SELF, "what are the signs", True), (PARENT, "what should i look for", False), (CHILD, "what of me", False),
])
def test_a_survivor_who_asks_of_themselves_is_told_nothing_meant_for_families(
    role: Role, line: str, meant: bool
) -> None:
    for intent in ("ask_adult_warning_signs", "ask_signs_list", "ask_pants"):
        assert not_for_them(told(role, "survivor_support", line, intent)) is meant
    assert not not_for_them(told(role, "survivor_support", line, "ask_support_after"))
    assert not not_for_them(turn(line, role, "ask_adult_warning_signs"))


@pytest.mark.parametrize(("line", "role", "kept"), [
    ("hi im her nan", UNKNOWN, PARENT), ("i'm a teacher", UNKNOWN, PRO), ("im 12", UNKNOWN, None),
    ("im 12", CHILD, CHILD), ("hi im her nan", CHILD, None), ("hi im her nan", PRO, None),
    ("he is here", UNKNOWN, None),
    ("he is here", CHILD, None),
])
def test_who_says_who_they_are_in_an_emergency_is_kept_as_that(line: str, role: Role, kept: Role | None) -> None:
    assert _said_to_be(turn(line, role, "immediate_risk")) == kept


FILL = "and we do not know what to do about it at all"


@pytest.mark.parametrize("word", [
    "missing", "lost", "runaway", "run away", "ran away", "run off", "whereabouts", "car", "cars", "van", "taxi",
    "picked",
    "meeting", "met", "station", "hotel", "train", "bus", "men", "lads", "she gone", "they left", "girl has gone",
    "boy's not", "child ran", "daughter have run", "son is gone", "kid left", "pupil not", "student left", "niece ran",
    "nephew gone", "TAXI",
])
def test_a_guess_that_somebody_is_missing_needs_a_word_of_it(word: str) -> None:
    assert _borne_out("missing", f"{word} {FILL}")
    assert _borne_out("with_exploiter", f"{word} {FILL}")


@pytest.mark.parametrize("word", ["she", "park", "gone", "carpet", "vanish", "business", "women", "trained", "mother"])
def test_without_one_it_chooses_no_words(word: str) -> None:
    assert not _borne_out("missing", f"{word} {FILL}")
    assert _borne_out("weapon", f"{word} {FILL}"), "other dangers need none"
    guessed = replace(turn(f"{word} {FILL}"), risk={"reasons": [], "dangers": ["missing"]})
    assert _dangers(guessed, None) == ()
    named = replace(guessed, risk={"reasons": ["missing"], "dangers": ["missing"]})
    assert _dangers(named, None) == ("missing",)


def test_a_few_words_bear_no_guess_out() -> None:
    line = " ".join(["missing"] * TELLS)
    assert _borne_out("missing", line)
    assert not _borne_out("missing", line.removesuffix(" missing"))
