"""Answers to whether somebody is safe: who is abroad or at work is away for now, who is in bed next door is not."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read
from bot.safety.judgement import Context
from bot.terms import RiskGrade
from tests.safety.chances import judged

AWAY = [
    "nah hes in spain now", "hes abroad", "he's on holiday", "hes abroad till sunday", "he is out until friday",
    "not now, hes at work", "not tonight, he's away", "not 2nite hes out", "not yet, he isnt home", "hes away for work",
    "he's in prison now", "hes in poland now", "no shes living in leeds now", "he is away for the weekend",
    "hes on holiday for 2 weeks", "hes in prison for 3 months", "my uncle is in scotland now",
    "hes at work till morning", "he's away until next week", "not right now, he is not here",
    "yeah hes away till monday", "he's out til the morning",
    "theyre in turkey now", "my dad's abroad", "im ok. he is in france now", "not today. he is at work",
    "he's away until the christmas holidays", "HE\u2019S ABROAD!",
]
NEAR_BY = [
    "hes in bed now", "hes in the garden now", "he's in my room now", "hes in town now", "he is in the bath now",
    "hes in charge now", "he's in love now", "hes in here now", "he is in there now", "hes in a mood now",
    "hes in the kitchen now", "he is in kitchen now", "he is in his car now", "hes in our house now", "hes in hall now",
    "he's in her bed now", "hes in this room now", "hes in bath now", "hes in shower now", "hes in lounge now",
]
NO_ANSWER = [
    "hes back from spain", "he was in spain", "he's abroad but back tonight", "hes out until tonight", "not now",
    "hes out and back in a minute", "he's away for an hour", "hes on his way", "not today", "is he in spain now",
    "he is coming home on friday", "he isnt in prison any more, he is here", "hes in spain",
]
SAFE = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?")
DANGER = Context(worries=1, asked="safe_now", asked_text="Is a child in danger right now?")


@pytest.mark.parametrize("line", AWAY)
def test_who_is_abroad_at_work_or_locked_up_is_away(line: str) -> None:
    assert read.away(line)
    found = judged(line, SAFE, danger=0.5)
    assert (found.grade, found.answer) == (RiskGrade.NONE, "no")


@pytest.mark.parametrize("line", [*NEAR_BY, *NO_ANSWER])
def test_who_is_in_a_room_or_back_soon_is_not(line: str) -> None:
    assert not read.away(line)


WILL_NOT = [
    "no i won't do anything", "no, i wouldnt hurt her", "no i will never act on it", "no honest i wont do it",
    "no i promise i wont act on it", "no promise i wont kill myself",
    "no, I will not harm anyone", "nope i would never do it", "nah i would never ever hurt anyone",
]
ELSE = [
    *WILL_NOT, "no. I am not going to do anything", "no it doesn't matter", "no forget it", "no shes fine",
    "yes i'm her teacher", "yes she's 11",
]
STILL_AN_ANSWER = [
    "no", "no i might hurt her", "no he will hurt me", "no he wont stop", "no i cant stop", "no i want to do it",
    "no, he would never let me", "no she won't do as he says", "no i would if i could", "no im not", "no im not safe",
    "no i won't be here tomorrow", "no i wont be ok", "no he's not going to go", "no i dont know what i will do",
]


@pytest.mark.parametrize("line", ELSE)
def test_a_promise_or_a_brush_off_says_nothing_of_being_safe(line: str) -> None:
    assert read.of_something_else(line)


@pytest.mark.parametrize("line", [*STILL_AN_ANSWER, "i won't do it", "yes i will do it"])
def test_what_another_does_or_the_writer_cannot_help_is_no_promise(line: str) -> None:
    assert not read.of_something_else(line)


@pytest.mark.parametrize("line", WILL_NOT)
def test_who_promises_is_asked_again_and_not_sent_to_999(line: str) -> None:
    assert judged(line, SAFE, danger=0.01).grade is RiskGrade.CHECK


@pytest.mark.parametrize("line", ["no", "no i cant stop", "no im not safe", "no he wont stop"])
def test_who_is_not_safe_is(line: str) -> None:
    assert judged(line, SAFE, danger=0.01).grade is RiskGrade.IMMEDIATE


@pytest.mark.parametrize(("line", "safe", "danger"), [
    ("yes", "no", "yes"), ("no", "yes", "no"), ("im ok now", "no", None), ("im fine, hes abroad", "no", None),
    ("not of anyone", None, None), ("hes on holiday", None, None), ("no clothes on", None, None),
    ("no i wont do anything", "yes", "no"), ("kinda", "not_sure", None), ("not really", "yes", None),
])
def test_whether_somebody_is_in_danger_depends_on_which_way_it_was_asked(
    line: str, safe: str | None, danger: str | None
) -> None:
    assert (read.danger(line, asked_if_safe=True), read.danger(line, asked_if_safe=False)) == (safe, danger)
