"""A child with the person in the house is in danger, however calmly it is said; a time alone is triage's to weigh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.safety import replies_read as read
from bot.safety import signals
from bot.safety.assess import JOURNEY, Judge, _a_time, _of_a_journey
from bot.safety.judgement import Assessment, Context
from bot.safety.still_open import GOES_ON, STILL_OPEN
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
AT = Thresholds.load()
THERE = [
    "hes home now with me", "he just came home", "he's here", "He\u2019s HERE!", "no, he is still here",
    "yes he is home",
    "yeah he has just got in", "but hes in", "and shes back", "cos they are here", "because theyre home",
    "ok, no he is here in the house", "he is back home in the house",
    "he's only downstairs", "hes upstairs", "he walked in", "they've come back", "they're here with us",
    "he came back again", "he already got home", "hes here indoors", "hes in at home", "he is next door to me",
    "he just came in just now", "hes back from work early", "uncle is here", "my uncle's home", "stepdad is in",
    "my dad just walked in", "mums boyfriend is here", "mum partner is home", "my stepbrother is back",
    "brother is home",
    "grandad came home", "my cousin is upstairs", "my bf is here", "lodger is home", "boyfriend is here now",
]
NOT_THERE = [
    "he is coming home on friday", "my mum is home", "he was here", "he is not here", "he'll be home", "mum is here",
    "home", "with me", "is he home", "my nan came home", "he isnt back",
    "he came home last year",
    "he lives here", "i came home", "they go home", "hes at school", "the police are here", "when he is home",
]


@pytest.mark.parametrize("line", THERE)
def test_who_says_that_the_person_is_in_the_house_says_so(line: str) -> None:
    assert read.with_me(line)


@pytest.mark.parametrize("line", NOT_THERE)
def test_somebody_else_another_day_or_more_than_that_is_none(line: str) -> None:
    assert not read.with_me(line)


ASKED = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?", child=True)
CALM = "hes home now with me"


@pytest.mark.parametrize("line", [CALM, "he just came home", "mums boyfriend is here"])
def test_a_child_who_is_asked_whether_they_are_safe_is_not(line: str) -> None:
    found = judged(line, ASKED, danger=0.0)
    assert (found.grade, found.reasons[-1], found.answer) == (IMMEDIATE, "answered_yes", None)
    assert Judge(None, AT).assess(line, ASKED).grade is IMMEDIATE


@pytest.mark.parametrize(("line", "context"), [
    (CALM, replace(ASKED, child=False)), (CALM, replace(ASKED, asked="safe_now")), (CALM, replace(ASKED, asked=None)),
    ("my mum is home with me", ASKED), ("he is coming home on friday", ASKED), ("he isnt here", ASKED),
])
def test_child_question_and_person_belong_together(line: str, context: Context) -> None:
    assert judged(line, context, danger=0.0).grade is NONE


OPEN = Context(worries=1, emergency_open=True, child=True)


@pytest.mark.parametrize("line", [CALM, "he just came home", "he's back"])
def test_an_open_emergency_of_a_child_goes_on_with_it(line: str) -> None:
    found = judged(line, OPEN, danger=0.0, over=0.999)
    assert (found.grade, found.reasons[-1], found.follow, found.ended) == (IMMEDIATE, GOES_ON, STILL_OPEN, False)


@pytest.mark.parametrize(("line", "context"), [
    (CALM, replace(OPEN, child=False)), ("my mum is home with me", OPEN), ("he is at work", OPEN),
])
def test_of_anybody_else_and_anybody_elses_home_it_may_end(line: str, context: Context) -> None:
    found = judged(line, context, danger=0.0, over=0.999)
    assert GOES_ON not in found.reasons
    assert found.ended


WHEN = Context(worries=1, asked="contact", asked_text="When will they next see the child?")


@pytest.mark.parametrize("line", ["at teatime, today", "in an hour", "now", "sunday"])
@pytest.mark.parametrize("danger", [AT.alone, 0.999])
def test_a_time_that_answers_when_is_asked_about_and_no_emergency_by_itself(line: str, danger: float) -> None:
    assert signals.find(line) == ()
    assert read.says_when(line)
    assert judged(line, WHEN, danger=danger).grade is CHECK


@pytest.mark.parametrize(("line", "danger", "grade"), [
    ("tonight, he has got a gun", 0.99, IMMEDIATE),   # a word of danger beside the time
    ("today", AT.check, CHECK), ("today", AT.check / 2, NONE),
])
def test_a_danger_that_is_named_beside_it_stays_one(line: str, danger: float, grade: RiskGrade) -> None:
    assert judged(line, WHEN, danger=danger).grade is grade


@pytest.mark.parametrize(("grade", "line", "after"), [
    (IMMEDIATE, "tonight at 6", CHECK), (IMMEDIATE, "tonight, he has got a gun", IMMEDIATE), (CHECK, "today", CHECK),
    (IMMEDIATE, "hes on his way round now to get her", IMMEDIATE), (NONE, "today", NONE),
])
def test_only_what_nothing_bears_out_is_lowered(grade: RiskGrade, line: str, after: RiskGrade) -> None:
    found = signals.find(line)
    words = Assessment(grade, tuple(signal.code for signal in found), ("weapon",), 0.99)
    assert _a_time(line, words, found) == replace(words, grade=after)


@pytest.mark.parametrize("danger", [0.0, 0.99])
def test_a_journey_that_answers_when_is_danger_where_somebody_is_feared_to_be_taken(danger: float) -> None:
    assert read.says_when("flight is tomorrow")
    found = judged("flight is tomorrow", replace(WHEN, journey=True), danger=danger)
    assert (found.grade, found.reasons[-1]) == (IMMEDIATE, JOURNEY)
    assert JOURNEY not in judged("flight is tomorrow", WHEN, danger=danger).reasons


@pytest.mark.parametrize(("line", "journey", "reasons", "near"), [
    ("flight is tomorrow", True, ("fgm_imminent",), True), ("flight is tomorrow", True, ("trafficking_now", "x"), True),
    ("flight is tomorrow", True, ("honour_violence_now",), True), ("flight is tomorrow", True, ("weapon",), False),
    ("flight is tomorrow", True, (), False), ("flight is tomorrow", False, ("fgm_imminent",), False),
    ("she stays here", True, ("fgm_imminent",), False),
])
def test_a_journey_needs_fear_a_day_and_a_word_of_being_taken(
    line: str, journey: bool, reasons: tuple[str, ...], near: bool
) -> None:
    words = Assessment(CHECK, reasons)
    after = _of_a_journey(line, Context(journey=journey), words)
    assert after == (words.turned(IMMEDIATE, JOURNEY) if near else words)
