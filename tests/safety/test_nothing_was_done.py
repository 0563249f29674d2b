"""That nothing was done answers neither question; who asks whom the police will take is still in danger."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read
from bot.safety.judgement import Context
from bot.terms import RiskGrade
from tests.safety.chances import judged

NOTHING = [
    "nobody did anything", "no one does anything", "noone did anything bad", "no body has done anything to me",
    "nobody's touched me", "nobodys hurt me", "nobody hurts us", "nobody had hit me", "nobody have done nothing",
    "no, nobody did anything", "nah nobody touches me", "nope no one ever hit me", "but nobody really did anything",
    "well, nobody even touched me", "nobody actually did anything wrong", "nothing happened", "nothing bad happened",
    "nothing happens", "nothing's happened to me", "nothing ever happened like that", "nothing happened at all tho",
    "no nothing happened or anything", "nobody did anything though", "nothing did happen",
    "he hasnt done anything", "he hasn't done anything to me", "she has not hurt me", "they have never touched us",
    "no he hasnt done anything", "nah hes never hit me", "shes not done anything", "theyve not done anything bad",
    "he's not touched me", "she's never hurt me", "they've never done nothing", "he didnt do anything wrong",
    "but he did not hit me", "well, she hadn't ever done anything like that", "he hasnt really done anything at all",
    "nope he hasnt actually even touched me", "he never did anything tho", "they havent done anything or anything",
]
SOMETHING = [
    "nobody", "no one", "no", "noone", "nobody did anything to stop him", "nobody did anything yet",
    "nobody will be here",
]


@pytest.mark.parametrize("asked_if_safe", [True, False])
@pytest.mark.parametrize("line", NOTHING)
def test_that_nothing_was_done_is_neither_yes_nor_no(line: str, asked_if_safe: bool) -> None:
    assert read.danger(line, asked_if_safe) is None


@pytest.mark.parametrize("line", SOMETHING)
def test_who_says_more_or_less_answers(line: str) -> None:
    assert read.danger(line, asked_if_safe=True) == "yes"
    assert read.danger(line, asked_if_safe=False) == "no"


@pytest.mark.parametrize("line", ["nobody did anything", "nothing happened", "nobody's hurt me", "no one touched us"])
def test_a_child_to_whom_nothing_was_done_is_in_no_emergency_by_saying_so(line: str) -> None:
    asked = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?")
    assert judged(line, asked, danger=0.01).grade is RiskGrade.NONE
    assert judged("nobody", asked, danger=0.01).grade is RiskGrade.IMMEDIATE


@pytest.mark.parametrize("line", [
    "will police take my daughter", "will the police arrest him", "and will they take our children",
    "but would social services take us", "so can social care remove her", "do social workers split them",
    "will social workers just lock him up", "can you send him away", "do u arrest him", "and so will they take me",
    "will they take the kids", "will they take any of the children", "would they take my son", "WILL THEY TAKE HIM",
])
def test_who_asks_whom_they_will_take_is_still_in_it(line: str) -> None:
    assert read.not_over(line)


@pytest.mark.parametrize("line", [
    "will police come", "will police take a statement", "will they take fingerprints", "will she take her",
    "did police take my daughter", "will the school send him home", "they will take my daughter",
    "will they take a very long time to get to us", "will they take notes on everything my daughter says",
    "will they sendoff my letter", "can they take the human",
])
def test_who_asks_what_else_they_do_may_be_out_of_it(line: str) -> None:
    assert not read.not_over(line)


def test_an_open_emergency_goes_on_where_that_is_asked() -> None:
    found = judged("will police take my daughter", Context(emergency_open=True), danger=0.01, over=0.99, other=True)
    assert (found.grade, found.reasons[-1]) == (RiskGrade.IMMEDIATE, "goes_on")
