"""An emergency that the classifier alone heard: how sure it must be, and what a calm line makes of it."""

from __future__ import annotations

import pytest

from bot.safety.judgement import Context
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK = RiskGrade.IMMEDIATE, RiskGrade.CHECK
PLAIN = "the garden gate squeaks on its hinges"  # no signal knows these words
EXPLAINED = "it is about my nephew and what the school said of him"
OPEN = Context(emergency_open=True)
GUESSED = Context(emergency_open=True, guessed=True)


@pytest.mark.parametrize(("said", "context", "danger", "grade"), [
    (EXPLAINED, GUESSED, 0.01, CHECK), (EXPLAINED, OPEN, 0.01, IMMEDIATE), (EXPLAINED, GUESSED, 0.2, IMMEDIATE),
    ("my nephew", GUESSED, 0.01, IMMEDIATE), ("she is still missing and it is dark now", GUESSED, 0.01, IMMEDIATE),
])
def test_a_guessed_emergency_is_asked_about_after_a_calm_line(
    said: str, context: Context, danger: float, grade: RiskGrade
) -> None:
    assert judged(said, context, danger=danger).grade is grade


@pytest.mark.parametrize(("said", "danger", "guessed"), [
    (PLAIN, 0.99, True), (PLAIN, 0.5, False), ("he has got a knife to her throat", 0.99, False),
])
def test_what_the_classifier_alone_takes_for_danger_is_guessed(said: str, danger: float, guessed: bool) -> None:
    assert judged(said, Context(), danger=danger).guessed is guessed


@pytest.mark.parametrize(("said", "danger", "grade"), [
    (PLAIN, 0.84, CHECK), (PLAIN, 0.86, IMMEDIATE), ("im being forced to have sex and im only 12", 0.75, IMMEDIATE),
])
def test_words_that_no_signal_knows_must_be_surer(said: str, danger: float, grade: RiskGrade) -> None:
    assert judged(said, Context(), danger=danger).grade is grade


LONG = " ".join([PLAIN] * 10)


@pytest.mark.parametrize(("said", "window", "grade"), [
    (LONG, 0.7, CHECK), (LONG, 0.9, IMMEDIATE), (LONG + " help me please hurry", 0.7, CHECK),
    ("i feel suicidal. " + LONG, 0.7, IMMEDIATE),
])
def test_a_long_text_alarming_only_as_a_whole_is_asked_about(said: str, window: float, grade: RiskGrade) -> None:
    assert judged(said, Context(), danger=0.96, window=window).grade is grade


def test_what_the_person_has_said_yes_to_is_no_guess() -> None:
    asked = Context(worries=1, asked="safe_now", asked_text="Is a child in danger right now?", check_open=True)
    found = judged("yes", asked, danger=0.9)
    assert (found.grade, found.guessed) == (IMMEDIATE, False)


def test_a_guess_that_is_told_to_be_over_has_ended_and_is_not_asked_about() -> None:
    found = judged(EXPLAINED, GUESSED, danger=0.01, over=0.9)
    assert (found.grade, found.reasons[-1]) == (RiskGrade.NONE, "ended")


def test_a_childs_question_leaves_their_danger_open_until_they_say_that_they_are_safe() -> None:
    child = Context(emergency_open=True, child=True)
    asked = "do i have to tell my mum"
    assert judged(asked, child, danger=0.01, over=0.99, other=True).grade is IMMEDIATE
    assert judged(asked, OPEN, danger=0.01, over=0.99, other=True).grade is RiskGrade.NONE
    assert judged("im at my nans now", child, danger=0.01, over=0.99).reasons[-1] == "ended"
    assert judged("start again", child, danger=0.01).grade is RiskGrade.NONE
