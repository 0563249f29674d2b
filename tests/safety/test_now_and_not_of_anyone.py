"""When next, whether it is an emergency at all, what is a cry for help, and how far a signal must be borne out."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read
from bot.safety import signals
from bot.safety.assess import Judge
from bot.safety.judgement import Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

AT = Thresholds.load()
LITTLE = 1e-6
OPEN = Context(emergency_open=True)


@pytest.mark.parametrize("line", [
    "he is coming round now for his tea", "she's with him now and i cant get her", "he lives there now with her",
    "he is going to the house now with her", "he's back in the house now with them", "tonight at bedtime he babysits",
    "he picks her up tomorrow after school", "he is living in her flat now", "he moved in with her now i think",
    "he's in a bad mood now with everyone",
])
def test_now_and_tonight_are_near(line: str) -> None:
    assert read.says_when(line)
    assert not read.far_off(line)


@pytest.mark.parametrize("line", [
    "he is in spain now with his wife", "he moved to leeds now for good", "he lives in poland now i think",
    "hes living in scotland now with a new girl", "he's over in turkey now for work",
    "he works in london now as a cook",
    "we're home now", "she is now an adult of 20", "he is in prison now, i heard", "he is back in spain now i think",
])
def test_now_in_another_place_is_not(line: str) -> None:
    assert not read.says_when(line)


@pytest.mark.parametrize("line", [
    "no not of anyone", "not of anybody", "not by anyone", "nah not from anyone", "no not of someone here",
    "not of any one", "its not an emergency", "there is no emergency", "no emergency here", "this isnt an emergency",
    "it was never an emergency",
])
def test_who_fears_nobody_or_says_so_is_in_no_emergency(line: str) -> None:
    assert read.no_emergency(line)
    assert judged(line, OPEN, danger=0.01, over=1.0).ended


@pytest.mark.parametrize("line", [
    "no one is safe", "not any more", "not of him", "im scared of anyone", "no anyone", "not from here", "not now",
    "he is not anyone i know", "im not sure of anyone", "is it an emergency", "not everyone is safe", "not of my dad",
    "i am afraid, not of anyone else, of him",
])
def test_who_fears_somebody_is_not_out_of_it(line: str) -> None:
    assert not read.no_emergency(line)


def called(line: str) -> bool:
    return signals.calls_for_help(line)


@pytest.mark.parametrize("line", [
    "can u help", "can you help", "could you help", "hi can you help", "hey can you help with this",
    "can u help with something", "could u help at all", "can you help with that", "hello, can u help",
    "you will call police?", "will you ring the police on me", "are you going to tell my school",
    "are u gonna tell social", "are you calling someone", "you gonna get someone", "if i say it you will tell my mum",
    "are you telling school", "do you ring anyone", "will you tell them",
])
def test_an_opening_or_a_question_about_us_is_no_cry_for_help(line: str) -> None:
    assert not called(line)


@pytest.mark.parametrize("line", [
    "help", "help me", "can u help me", "pls help", "call the police", "ring the police please", "get the police now",
    "please will you get the police", "can someone help", "hes coming", "someone ring the police", "we need the police",
])
def test_a_cry_is_still_one(line: str) -> None:
    assert called(line)


@pytest.mark.parametrize("line", ["can u help he has a knife", "will you call the police he is here with a knife"])
def test_danger_beside_an_opening_is_heard(line: str) -> None:
    assert any(signal.weight == "immediate" for signal in signals.find(line))


GUN = "he has got a gun"  # one signal of danger, and no call for help


@pytest.mark.parametrize(("danger", "window", "grade"), [
    (AT.backed, 0.0, RiskGrade.IMMEDIATE), (AT.backed - LITTLE, 0.0, RiskGrade.CHECK),
    (0.1, AT.window_backed, RiskGrade.IMMEDIATE), (0.1, AT.window_backed - LITTLE, RiskGrade.CHECK),
    (0.1, AT.backed, RiskGrade.CHECK),  # what bears it out in the whole does not in a part
    (AT.backed, AT.window_backed, RiskGrade.IMMEDIATE),
])
def test_a_signal_is_borne_out_by_the_whole_or_by_the_worst_part(
    danger: float, window: float, grade: RiskGrade
) -> None:
    assert len({s.code for s in signals.find(GUN) if s.weight == "immediate"}) == 1
    assert judged(GUN, Context(), danger=danger, window=window).grade is grade


def test_without_a_classifier_a_signal_needs_none() -> None:
    assert Judge(None, AT).assess(GUN, Context()).grade is RiskGrade.IMMEDIATE


def test_a_part_must_be_surer_than_the_whole() -> None:
    assert 0 < AT.backed < AT.window_backed < 1
