"""After an answer most lines go on with a question: danger must be surer. What was long ago soothes no despair."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from bot.safety import signals
from bot.safety.assess import DESPAIR, PAST, STATED, Judge
from bot.safety.judgement import Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
AT = Thresholds.load()
LITTLE = 1e-6
PLAIN = "the garden gate squeaks on its hinges"  # no signal knows these words
ANSWERED = Context(answered=True)


@pytest.mark.parametrize(("context", "danger", "grade"), [
    (ANSWERED, AT.alone, CHECK), (ANSWERED, AT.unnamed - LITTLE, CHECK), (ANSWERED, AT.unnamed, IMMEDIATE),
    (Context(), AT.alone, IMMEDIATE),  # the first line may be anything
    (ANSWERED, AT.check, CHECK), (ANSWERED, AT.check - LITTLE, NONE),
    (replace(ANSWERED, emergency_open=True), AT.alone, IMMEDIATE),
])
def test_after_an_answer_a_guess_that_names_nothing_is_asked_about(
    context: Context, danger: float, grade: RiskGrade
) -> None:
    assert judged(PLAIN, context, danger=danger).grade is grade


@pytest.mark.parametrize(("line", "danger", "grade"), [
    ("he has got a gun", AT.amid_backed, IMMEDIATE),                   # a word of danger
    ("he has got a gun", AT.amid_backed - LITTLE, CHECK),
    ("shes at her nans tonight", 0.99, CHECK),                         # they are apart
    ("im suicidal", AT.heard, IMMEDIATE),
    ("hes 14 she is 6", 0.99, IMMEDIATE),  # an age is only no danger amid a worry
])
def test_after_an_answer_other_words_count_as_amid_a_worry(line: str, danger: float, grade: RiskGrade) -> None:
    assert judged(line, ANSWERED, danger=danger).grade is grade


def test_without_a_classifier_an_answer_before_changes_nothing() -> None:
    assert Judge(None, AT).assess("he has got a gun", ANSWERED).grade is IMMEDIATE


LONG_AGO = "my uncle did it years ago, i cant see a way forward"
OVER = "i cant see a way forward, it happened last year but we are safe now"
BARE = "i cant see a way forward"


def codes(line: str, weight: str) -> set[str]:
    return {signal.code for signal in signals.find(line) if signal.weight == weight}


def test_the_lines_of_despair_hold_what_they_are_tried_for() -> None:
    assert [codes(line, "check") for line in (LONG_AGO, OVER, BARE)] == [{DESPAIR}] * 3
    assert codes(LONG_AGO, "calm") == PAST
    assert codes(OVER, "calm") > PAST
    assert codes("it was years ago", "calm") == PAST
    assert codes(BARE, "calm") == set()


@pytest.mark.parametrize(("line", "danger", "grade"), [
    (BARE, 0.0, CHECK), (LONG_AGO, 0.0, CHECK),  # said in so many words: asked about, whatever the classifier says
    (BARE, AT.immediate, IMMEDIATE), (LONG_AGO, AT.immediate, IMMEDIATE), (LONG_AGO, AT.immediate - LITTLE, CHECK),
    (OVER, 0.0, NONE), (OVER, AT.immediate, NONE), (OVER, AT.calm_check, CHECK), (OVER, AT.calm_immediate, IMMEDIATE),
    ("it was years ago", AT.immediate, NONE),    # soothed, where nobody despairs
    ("it was years ago", AT.calm_check, CHECK),
])
def test_what_was_long_ago_makes_despair_no_calmer(line: str, danger: float, grade: RiskGrade) -> None:
    assert judged(line, Context(), danger=danger).grade is grade


def test_despair_is_no_guess() -> None:
    assert DESPAIR == "despair_said"
    assert DESPAIR in STATED
    assert not judged(BARE, Context(), danger=0.99).guessed
    assert judged(PLAIN, Context(), danger=0.99).guessed


def test_a_context_of_which_nothing_is_known_adds_nothing() -> None:
    bare = Context()
    flags = {field.name: getattr(bare, field.name) for field in fields(Context) if field.type == "bool"}
    assert {"journey", "answered", "unsafe", "child", "guessed"} <= flags.keys()
    assert not any(flags.values())
    assert (bare.asked, bare.asked_text, bare.worries, bare.options, bare.offers) == (None, None, 0, (), ())
