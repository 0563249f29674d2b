"""A journey that is near, or paid for: danger where somebody is feared to be taken away, and nothing by itself."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read
from bot.safety import signals
from bot.safety.assess import JOURNEY, Judge
from bot.safety.judgement import TAKEN, Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
FEARED = Context(worries=1, journey=True)
FLIGHT = "flight is tomorrow"  # a doubtful signal of cutting, and a journey


@pytest.mark.parametrize("line", [
    "Flight is TOMORROW", "the flights are today", "ticket for tonight", "tickets are for friday", "fly monday",
    "she flys tuesday", "they are flying on wednesday", "mum flies out thursday", "the plane is on saturday",
    "planes on sunday", "at the airport this evening", "heathrow this afternoon", "gatwick this week",
    "stansted this weekend", "luton tmrw", "flight tmw", "flight tomorow", "flights booked", "her ticket is bought",
    "flight in a day", "flying in an hour", "flight in one hour", "flight in two days", "plane in three hours",
    "flies in four days", "flight in five days", "flight in six days", "flight in 3 hours", "flight in a few days",
    "flight in a couple of days", "he booked the flights", "dad has bought her a ticket", "they buy tickets for us",
    "he buys a flight for her", "they will buy a ticket", "it\u2019s a flight, and it\u2019s tomorrow",
])
def test_a_journey_that_is_near_or_paid_for_is_one(line: str) -> None:
    assert read.travels(line)


@pytest.mark.parametrize("line", [
    "flight is in may", "she flew there last year", "we live in luton", "flights are dear in summer", "he flies kites",
    "they might fly one day", "he booked a table", "he bought her a phone", "a ticket for the match",
    "tomorrow she goes to school", "the aunt booked a holiday", "flight in two weeks", "flight in 12 days",
    "airport staff were kind", "the butterfly is here today", "overbooked flights", "aeroplanes tomorrow",
    "he bought a toy and some sweets and a ticket", "the plane to her grandmother in the north of somalia is tomorrow",
])
def test_a_journey_long_past_far_off_or_not_paid_for_is_none(line: str) -> None:
    assert not read.travels(line)


def codes(line: str) -> set[str]:
    return {signal.code for signal in signals.find(line)}


@pytest.mark.parametrize(("line", "code"), [
    (FLIGHT, "fgm_imminent"),
    ("he bought a ticket and is forcing her to marry him", "honour_violence_now"),
    ("the man booked a flight, he has sold her to them", "trafficking_now"),
])
def test_a_journey_of_somebody_feared_to_be_taken_is_danger_whatever_the_classifier_says(
    line: str, code: str
) -> None:
    assert codes(line) & set(TAKEN) == {code}
    found = judged(line, FEARED, danger=0.0)
    assert (found.grade, found.reasons[-1]) == (IMMEDIATE, JOURNEY)
    assert code in found.reasons


@pytest.mark.parametrize(("line", "context", "grade"), [
    (FLIGHT, Context(), CHECK),              # nobody is feared to be taken
    (FLIGHT, Context(worries=1), CHECK),
    ("it is tomorrow", FEARED, NONE),        # no journey
    ("they take her to her aunt to be cut", FEARED, CHECK),
    ("tickets are booked", FEARED, NONE),    # no signal says whose
    ("we fly tonight", FEARED, CHECK),       # a call for help is none of being taken
])
def test_fear_journey_and_a_signal_of_being_taken_belong_together(
    line: str, context: Context, grade: RiskGrade
) -> None:
    found = judged(line, context, danger=0.1)
    assert JOURNEY not in found.reasons
    assert found.grade is grade


def test_a_journey_is_danger_though_nothing_else_of_the_worry_was_counted() -> None:
    assert judged(FLIGHT, Context(journey=True), danger=0.0).grade is IMMEDIATE


def test_without_a_classifier_it_is_danger_too() -> None:
    found = Judge(None, Thresholds.load()).assess(FLIGHT, FEARED)
    assert (found.grade, found.reasons[-1]) == (IMMEDIATE, JOURNEY)


def test_the_reason_is_a_word_of_its_own() -> None:
    assert JOURNEY == "journey_near"
    assert set(TAKEN) == {"fgm_imminent", "trafficking_now", "honour_violence_now"}
