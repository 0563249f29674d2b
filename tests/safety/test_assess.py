"""The grade in its conversation, with chances set by hand: what a worry begun, and an open emergency, change."""

from __future__ import annotations

import pytest

from bot.safety.judgement import Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import judged

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
WHEN = "When is the child next due to be with this person?"
PLAIN = "the garden gate squeaks on its hinges"  # no signal knows these words


@pytest.mark.parametrize(("context", "danger", "grade"), [
    (Context(), 0.90, IMMEDIATE),
    (Context(worries=1), 0.90, CHECK),
    (Context(asked="told", asked_text="Has the child said something?"), 0.90, CHECK),
    (Context(worries=1), 0.97, IMMEDIATE),
    (Context(worries=1, asked="contact", asked_text=WHEN), 0.90, CHECK),  # the words answer no question about time
])
def test_in_the_middle_of_a_worry_danger_that_no_signal_names_must_be_surer(
    context: Context, danger: float, grade: RiskGrade
) -> None:
    assert judged(PLAIN, context, danger=danger).grade is grade


@pytest.mark.parametrize("said", [
    "she is with me, he is at his own house", "hes gone now, grey car", "shes at her nans tonight", "no hes at work",
    "they've all gone home now, my sister doesn't know yet",
    "He's meant to do the run in the morning but I've stood him down",
    "she's left the surgery", "he moved out in the summer", "he's being recalled this afternoon",
    "in tomorrow but in the office", "tomorrow, but away from the children",
])
def test_who_is_said_to_be_apart_or_gone_is_asked_about_amid_a_worry_and_no_more(said: str) -> None:
    assert judged(said, Context(worries=1, asked="contact", asked_text=WHEN), danger=0.99).grade is CHECK
    assert judged(said, Context(), danger=0.99).grade is IMMEDIATE  # where nothing was told before, it may be anything


def test_no_to_being_safe_beside_words_of_calm_is_asked_again_and_never_taken_for_safe() -> None:
    asked = Context(worries=1, asked="are_safe", asked_text="Are you safe right now?")
    assert judged("no im at home with my mum", asked, danger=0.01).grade is CHECK
    assert judged("no", asked, danger=0.01).grade is IMMEDIATE
    assert judged("no im at home with my mum and he is here", asked, danger=0.9).grade is IMMEDIATE


def test_a_yes_to_another_question_is_asked_again_and_a_plain_one_is_danger() -> None:
    asked = Context(worries=1, asked="safe_now", asked_text="Is a child in danger right now?", check_open=True)
    assert judged("yes she told me herself", asked, danger=0.01).grade is CHECK
    assert judged("yes she told me herself, he is in with her now", asked, danger=0.9).grade is IMMEDIATE
    assert judged("yes", asked, danger=0.01).grade is IMMEDIATE


@pytest.mark.parametrize("said", [
    "she's gone off with him", "he's gone but he is coming back tonight",
    "they have all gone out and she is alone with him", "the man has driven off with her in the car",
    "she is asleep in his bed", "he's at work with her in the van", "she's at her dad's with him now",
    "I've told him he can't come and he says he'll burn the house down",
    "she left two hours ago and hasn't come home", "he's left the house and nobody knows where he is",
    "he's gone upstairs to her room", "he's at work but finishes at 5 and she's there", "he's away with her",
    "she left for school and never got there", "she's left with no coat", "he's left bruises on her neck",
])
def test_who_is_gone_with_the_child_or_comes_back_is_not_apart(said: str) -> None:
    assert judged(said, Context(worries=1, asked="contact", asked_text=WHEN), danger=0.99).grade is IMMEDIATE


@pytest.mark.parametrize(("said", "grade"), [
    ("she is due there in a fortnight", NONE), ("i dont know when she sees him", NONE), ("this evening", CHECK),
])
def test_a_day_well_off_is_for_triage_and_not_danger(said: str, grade: RiskGrade) -> None:
    context = Context(worries=1, asked="contact", asked_text=WHEN)
    assert judged(said, context, danger=0.96).grade is grade


def test_a_plain_call_counts_only_where_something_else_hears_it_too() -> None:
    assert judged("can you help with benefits", Context(), danger=0.0).grade is not IMMEDIATE
    assert judged("can you help me", Context(), danger=0.3).grade is IMMEDIATE


@pytest.mark.parametrize("context", [Context(), Context(worries=2, asked="area", asked_text="Where?")])
def test_two_signals_of_a_life_in_danger_are_believed_without_the_classifier(context: Context) -> None:
    assert judged("I can't go on any more", context, danger=0.0).grade is IMMEDIATE
    assert judged("we can't go on with this form", context, danger=0.0).grade is not IMMEDIATE


OPEN = Context(emergency_open=True)


@pytest.mark.parametrize(("said", "over", "other", "grade", "reason"), [
    (PLAIN, 0.9, False, NONE, "ended"), (PLAIN, 0.9, True, NONE, "other_matter"),
    (PLAIN, 0.3, True, IMMEDIATE, "still_open"), ("she is still missing", 0.99, False, IMMEDIATE, "goes_on"),
    ("help is coming, she is with me", 0.99, False, NONE, "ended"),
    ("what do i tell them", 0.99, True, IMMEDIATE, "goes_on"),
    ("start again", 0.0, False, NONE, "other_matter"), ("its not an emergency sorry", 0.0, False, NONE, "ended"),
    ("what if im wrong about this", 0.99, True, IMMEDIATE, "still_open"),
    ("Yes, help is coming", 0.7, False, IMMEDIATE, "still_open"), ("thanks", 0.0, False, IMMEDIATE, "still_open"),
])
def test_an_open_emergency_ends_by_the_persons_words_or_another_matter(
    said: str, over: float, other: bool, grade: RiskGrade, reason: str
) -> None:
    found = judged(said, OPEN, danger=0.01, over=over, other=other)
    assert (found.grade, found.reasons[-1]) == (grade, reason)


CALLED = Context(emergency_open=True, called=True)
EXPLAINED = "it is about my nephew and what the school said of him"


@pytest.mark.parametrize(("said", "context", "danger", "grade"), [
    (EXPLAINED, CALLED, 0.06, NONE), (EXPLAINED, OPEN, 0.06, IMMEDIATE), (EXPLAINED, CALLED, 0.3, IMMEDIATE),
    ("my nephew", CALLED, 0.01, IMMEDIATE), (EXPLAINED + ", he is hurting her", CALLED, 0.06, IMMEDIATE),
])
def test_a_bare_call_for_help_is_over_when_the_next_message_tells_a_calm_worry(
    said: str, context: Context, danger: float, grade: RiskGrade
) -> None:
    assert judged(said, context, danger=danger).grade is grade


TOGETHER = Context(emergency_open=True, together=True)


@pytest.mark.parametrize(("said", "context", "danger", "grade"), [
    ("no one in it. kids are at school", TOGETHER, 0.01, CHECK),
    ("no one in it. kids are at school", OPEN, 0.01, IMMEDIATE),
    ("nah hes at college til fri", TOGETHER, 0.01, CHECK), ("nah hes at college til fri", TOGETHER, 0.2, IMMEDIATE),
    ("in bed upstairs, perfectly safe, no contact till the 19th", TOGETHER, 0.01, CHECK),
    ("the kids are at school and he is on his way there", TOGETHER, 0.01, IMMEDIATE),
    ("she is at school but he is outside", TOGETHER, 0.01, IMMEDIATE),
    ("he is 11 and his mum drinks", TOGETHER, 0.01, IMMEDIATE),
    ("i cant ring, hes at work", TOGETHER, 0.01, IMMEDIATE),
])
def test_danger_from_being_together_is_asked_about_where_they_are_told_to_be_apart(
    said: str, context: Context, danger: float, grade: RiskGrade
) -> None:
    found = judged(said, context, danger=danger, over=0.1)
    assert found.grade is grade
    assert found.ended is (grade is CHECK)


@pytest.mark.parametrize(("said", "context", "danger", "grade"), [
    ("moja córka boi się wujka", Context(), 0.96, CHECK), ("moja córka boi się wujka", Context(), 0.98, IMMEDIATE),
    ("are you there?", Context(), 0.97, NONE), ("are you there?", Context(worries=1, asked="told"), 0.97, NONE),
    ("are you there? he is coming up the stairs", Context(), 0.97, IMMEDIATE),
    ("my ex is saying ive done something to our son", Context(), 0.9, CHECK),
])
def test_what_sounds_like_danger_and_is_a_worry_a_knock_or_an_accusation(
    said: str, context: Context, danger: float, grade: RiskGrade
) -> None:
    assert judged(said, context, danger=danger).grade is grade


def test_a_worry_is_told_again_in_a_sentence_and_not_in_a_short_answer() -> None:
    third, at = Context(worries=2), Thresholds.load()
    between = (at.repeated + at.check) / 2
    assert judged("my niece is still so very quiet and sad", third, danger=between).reasons == ("repeated_worry",)
    assert judged("she is nine", third, danger=between).grade is NONE


@pytest.mark.parametrize(("said", "context", "grade"), [
    ("he's 10", Context(worries=1, asked="contact", asked_text=WHEN), NONE),  # no time of day
    ("hes 9", Context(worries=1), NONE),
    ("hes 9", Context(), CHECK),  # where nothing was told, the classifier is heard
    ("about 6", Context(worries=1, asked="age_band", asked_text="How old?"), NONE),
    ("about 6", Context(worries=1, asked="contact", asked_text=WHEN), CHECK),  # there it may be a time of day
    ("he's 9 and there is a knife", Context(worries=1), IMMEDIATE),
    ("im 14", Context(worries=1, asked="are_safe"), CHECK),  # of a young person nothing more is asked: once more
    ("hes not here now", Context(worries=1, asked="are_safe"), NONE),  # missing is nobody: the person is away
    ("hes not here now", Context(worries=1, asked="safe_now"), IMMEDIATE),  # it may be the child who is gone
    ("not really", Context(worries=1, asked="are_safe"), IMMEDIATE),
    ("he is 11", Context(worries=1, asked="safe_now"), NONE),  # the form asks when the child is next with the person
])
def test_an_age_amid_a_worry_is_no_danger(said: str, context: Context, grade: RiskGrade) -> None:
    assert judged(said, context, danger=0.9).grade is grade


@pytest.mark.parametrize(("said", "context", "grade"), [
    ("I'll leave it there for tonight. Night night", Context(worries=1), NONE),
    ("good night, I am off to bed", Context(worries=1, check_open=True), CHECK),  # it may be a last one
    ("I'll leave it there for tonight. Night night", OPEN, IMMEDIATE),  # small talk never ends an emergency
    ("please could someone ring me this evening about my nephew", Context(), CHECK),
    ("please could someone ring me this evening about my nephew, he has a knife", Context(), IMMEDIATE),
    ("he won't let me near him since the visits to his dad's friend", Context(), CHECK),
    ("he won't let me near her, he is holding a knife", Context(), IMMEDIATE),
    ("and round here?", Context(), NONE),
    ("wujek dotyka moją córkę", Context(), CHECK), ("wujek dotyka moją córkę teraz", Context(), IMMEDIATE),
])
def test_what_sounds_like_haste_and_names_no_danger_is_asked_about(
    said: str, context: Context, grade: RiskGrade
) -> None:
    assert judged(said, context, danger=0.9).grade is grade
