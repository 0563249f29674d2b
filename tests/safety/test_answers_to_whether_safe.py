"""What becomes of an answer to "are you safe?", and of an emergency that is open: grade, reason, and what follows."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read
from bot.safety.assess import Judge
from bot.safety.judgement import Assessment, Context
from bot.safety.still_open import BEYOND_DOUBT, CALM, CERTAIN
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
AT = Thresholds.load()
LITTLE = 1e-6
EXPLAINED = "it is about my nephew and what the school said of him"
FAREWELL = "I'll leave it there for tonight. Night night"
OPEN = Context(emergency_open=True)
CALLED = Context(emergency_open=True, called=True)
GUESSED = Context(emergency_open=True, guessed=True)
TOGETHER = Context(emergency_open=True, together=True)
SAFE = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?")
DANGER = Context(worries=1, asked="safe_now", asked_text="Is a child in danger right now?")
RUNG = Context(emergency_open=True, asked="rung", asked_text="Have you been able to ring?")


def told(found: Assessment) -> tuple[RiskGrade, str, bool]:
    return found.grade, found.reasons[-1], found.ended


@pytest.mark.parametrize("said", ["hes not here now", "he's out", "hes gone to work now"])
def test_a_person_who_is_away_makes_safe_for_now(said: str) -> None:
    found = judged(said, SAFE, danger=0.5)
    assert (found.grade, found.reasons[-1], found.answer) == (NONE, "answered_no", "no")


def test_a_bare_yes_after_not_feeling_safe_is_asked_again() -> None:
    unsafe = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?", unsafe=True)
    assert told(judged("yes", unsafe, danger=0.01)) == (CHECK, "still_asked", False)
    assert judged("yes im safe at my nans", unsafe, danger=0.01).answer == "no", "that says of what"
    assert judged("yes", SAFE, danger=0.01).answer == "no"
    other = Context(worries=1, asked="safe_now", asked_text="Is a child in danger right now?", unsafe=True)
    assert told(judged("yes", other, danger=0.01)) == (IMMEDIATE, "answered_yes", False)


def test_an_age_to_whether_they_are_safe_is_asked_again() -> None:
    assert told(judged("im 14", SAFE, danger=0.9)) == (CHECK, "still_asked", False)


@pytest.mark.parametrize(("said", "grade", "reason", "guessed"), [
    ("not sure", IMMEDIATE, "answered_not_sure", True), ("yes", IMMEDIATE, "answered_yes", False),
    ("not sure, she is at her nans tonight", CHECK, "answered_not_sure", False),
])
def test_not_sure_is_a_guess_unless_it_is_only_asked_about(
    said: str, grade: RiskGrade, reason: str, guessed: bool
) -> None:
    found = judged(said, DANGER, danger=0.01)
    assert (found.grade, found.reasons[-1], found.guessed) == (grade, reason, guessed)


def test_what_is_answered_is_a_guess_no_more() -> None:
    before = Assessment(IMMEDIATE, ("weapon",), guessed=True)
    assert before.turned(CHECK, "answered_yes") == Assessment(CHECK, ("weapon", "answered_yes"), guessed=False)


def test_a_farewell_that_sounds_of_danger_ends_no_emergency() -> None:
    assert told(judged(FAREWELL, CALLED, danger=0.9)) == (IMMEDIATE, "still_open", False)


def test_signs_alone_end_nothing_whatever_the_classifier_would_say() -> None:
    assert told(judged("?!?!", OPEN, danger=0.01, over=1.0)) == (IMMEDIATE, "still_open", False)


@pytest.mark.parametrize(("said", "context", "danger", "whole"), [
    (EXPLAINED, CALLED, 0.06, (NONE, "other_matter", True)),
    ("my nephew is quiet at school", CALLED, 0.06, (NONE, "other_matter", True)),  # six words tell something
    ("my nephew is quiet now", CALLED, 0.06, (IMMEDIATE, "still_open", False)),
    (EXPLAINED, GUESSED, CALM - LITTLE, (CHECK, "other_matter", True)),
    (EXPLAINED, GUESSED, CALM, (IMMEDIATE, "still_open", False)),
    ("kids are at school", TOGETHER, 0.01, (CHECK, "other_matter", True)),
    ("hes gone to work now", TOGETHER, 0.2, (CHECK, "other_matter", True)),  # the whole line says so
    ("hes gone to work now", OPEN, 0.2, (IMMEDIATE, "still_open", False)),
    ("he hits me, he is at his own house", TOGETHER, 0.04, (IMMEDIATE, "still_open", False)),
])
def test_what_ends_an_emergency_by_turning_to_something_calm(
    said: str, context: Context, danger: float, whole: tuple[RiskGrade, str, bool]
) -> None:
    assert told(judged(said, context, danger=danger)) == whole


def test_without_a_classifier_being_apart_is_believed_from_the_words() -> None:
    assert told(Judge(None, AT).assess("kids are at school", TOGETHER)) == (CHECK, "other_matter", True)
    hits = Judge(None, AT).assess("he hits me, he is at his own house", TOGETHER)
    assert told(hits) == (IMMEDIATE, "still_open", False)


@pytest.mark.parametrize(("context", "follow"), [(RUNG, "rung"), (OPEN, "still_open")])
def test_a_bare_yes_means_rung_only_where_that_was_asked(context: Context, follow: str) -> None:
    assert judged("yes", context, danger=0.01).follow == follow
    assert read.follow("yes") is None


KNIFE = "this is no emergency but he has a knife"
CANNOT, RINGING, UNSURE = "i cant ring he will hear me", "yes help is coming", "not sure if its an emergency"


@pytest.mark.parametrize(("said", "over", "ended"), [
    (RINGING, CERTAIN, True), (RINGING, CERTAIN - LITTLE, False), (RINGING, 0.85, False),
    (CANNOT, BEYOND_DOUBT, True), (CANNOT, BEYOND_DOUBT - LITTLE, False), (CANNOT, CERTAIN, False),
    (UNSURE, CERTAIN, False), (UNSURE, 1.0, False),
])
def test_who_answers_about_ringing_must_surely_be_out_of_harms_way(said: str, over: float, ended: bool) -> None:
    assert judged(said, OPEN, danger=0.01, over=over).ended is ended


def test_who_is_ringing_and_asks_something_else_is_still_in_it() -> None:
    found = judged("help is coming, what should i write down", OPEN, danger=0.01)
    assert (found.grade, found.follow, found.ended) == (IMMEDIATE, "rung", False)
    assert judged("what should i write down", OPEN, danger=0.01).ended


@pytest.mark.parametrize(("over", "ended"), [(AT.ended, True), (AT.ended - LITTLE, False)])
def test_beside_a_word_of_danger_no_emergency_must_be_likely_too(over: float, ended: bool) -> None:
    for said in ("there is no emergency", KNIFE):
        assert judged(said, OPEN, danger=0.99, over=over).ended is ended


def test_without_a_classifier_no_emergency_is_believed_beside_a_word_of_danger() -> None:
    assert Judge(None, AT).assess(KNIFE, OPEN).ended


@pytest.mark.parametrize(("said", "folded"), [
    ("  He\u2019s  \n OUT!!", "he's out"), ("\u2018yes\u2019", "'yes'"), ("a\tb", "a b"), (" . ,? ", ""),
])
def test_answers_are_folded_before_they_are_read(said: str, folded: str) -> None:
    assert read.folded(said) == folded


def test_what_another_person_is_answers_nothing_of_ones_own() -> None:
    assert read.danger("he is", asked_if_safe=True) is None
    assert read.danger("he is", asked_if_safe=False) == "yes"


@pytest.mark.parametrize(("more", "apart"), [(11, True), (12, False)])
def test_a_line_of_fifteen_words_may_say_where_somebody_is(more: int, apart: bool) -> None:
    assert read.apart("kids are at school" + " today" * more) is apart
