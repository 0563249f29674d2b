"""The whole of a decision, not its grade alone: reasons, dangers, what follows, and where a chance begins to count."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.safety.assess import Judge
from bot.safety.classifier import LONGEST_ANSWER, Score
from bot.safety.judgement import Assessment, Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
AT = Thresholds.load()
VECTOR = np.ones(384, dtype=np.float32)
PLAIN = "the garden gate squeaks on its hinges"  # no signal knows these words
OPEN = Context(emergency_open=True)
LITTLE = 1e-6


class Chances:
    """Stands for the classifier and remembers what it was asked."""

    def __init__(self, danger: float = 0.01, over: float = 0.0, other: bool = False, words: int | None = None,
                 window: float = 0.0) -> None:
        self._danger, self._over, self._words, self._window = danger, (over, other), words, window
        self.scored: list[tuple[str, str | None]] = []
        self.asked_over: list[tuple[str, Any]] = []

    def score(self, text: str, asked: str | None = None) -> Score:
        self.scored.append((text, asked))
        words = len(text.split()) if self._words is None else self._words
        return Score(self._danger, self._window, ("grooming", "weapon"), words, VECTOR)

    def over(self, text: str, score: Score) -> tuple[float, bool]:
        self.asked_over.append((text, score.vector))
        return self._over


def judged(text: str, context: Context, chances: Chances | None = None, **given: Any) -> Assessment:
    stands_in: Any = chances or Chances(**given)
    return Judge(stands_in, AT).assess(text, context)


def told(found: Assessment) -> tuple[RiskGrade, str, bool, str | None]:
    return found.grade, found.reasons[-1], found.ended, found.follow


@pytest.mark.parametrize(("said", "given", "whole"), [
    ("i cant ring he will hear me", {}, (IMMEDIATE, "still_open", False, "cannot_ring")),
    ("not sure if its an emergency", {}, (IMMEDIATE, "still_open", False, "not_sure")),
    ("yes help is coming", {}, (IMMEDIATE, "still_open", False, "rung")),
    ("thanks", {}, (IMMEDIATE, "still_open", False, "still_open")),
    ("he is hitting her", {"danger": 0.9}, (IMMEDIATE, "still_open", False, None)),
    ("she is still missing", {"danger": 0.9}, (IMMEDIATE, "goes_on", False, "still_open")),
    (PLAIN, {"over": 0.9}, (NONE, "ended", True, None)),
    (PLAIN, {"over": 0.9, "other": True}, (NONE, "other_matter", True, None)),
    ("yes help is coming", {"over": 0.9, "other": True}, (NONE, "other_matter", True, None)),
    ("i cant ring he will hear me", {"over": 0.9, "other": True}, (IMMEDIATE, "still_open", False, "cannot_ring")),
    ("start again", {}, (NONE, "other_matter", True, None)),
    ("what should i write down", {}, (NONE, "other_matter", True, None)),
    ("what should i write down", {"danger": AT.check}, (IMMEDIATE, "still_open", False, "still_open")),
    ("what should i write down", {"danger": AT.check - LITTLE}, (NONE, "other_matter", True, None)),
    ("its not an emergency sorry", {}, (NONE, "ended", True, None)),
])
def test_an_open_emergency_goes_on_or_ends_with_all_that_the_answer_needs(
    said: str, given: dict[str, Any], whole: tuple[RiskGrade, str, bool, str | None]
) -> None:
    assert told(judged(said, OPEN, **given)) == whole


@pytest.mark.parametrize(("over", "ended"), [(AT.ended, True), (AT.ended - LITTLE, False)])
def test_a_chance_that_it_is_over_counts_from_its_threshold_on(over: float, ended: bool) -> None:
    assert judged(PLAIN, OPEN, over=over).ended is ended


@pytest.mark.parametrize(("over", "ended"), [(0.8, True), (0.8 - LITTLE, False)])
def test_beside_words_that_mean_something_it_must_be_surer(over: float, ended: bool) -> None:
    assert judged("he is hitting her", OPEN, over=over).ended is ended
    assert judged("yes help is coming", OPEN, over=over, other=True).ended is ended


def test_whether_it_is_over_is_read_from_the_persons_own_words_and_their_vector() -> None:
    chances = Chances(over=0.9)
    judged(PLAIN, OPEN, chances)
    ((text, vector),) = chances.asked_over
    assert text == PLAIN
    assert vector is VECTOR
    inside = Chances(danger=0.2, over=0.9)
    assert judged("he is hitting her, it is all over now", Context(), inside).reasons[-1] == "over"
    assert [(text, v is VECTOR) for text, v in inside.asked_over] == [("he is hitting her, it is all over now", True)]


@pytest.mark.parametrize(("over", "grade"), [(0.8, NONE), (0.8 - LITTLE, CHECK)])
def test_what_is_told_to_be_over_is_believed_from_its_threshold_on(over: float, grade: RiskGrade) -> None:
    assert judged("he is hitting her, it is all over now", Context(), danger=0.2, over=over).grade is grade


def test_without_a_classifier_words_of_an_ending_end_it_and_nothing_else_does() -> None:
    judge = Judge(None, AT)
    assert told(judge.assess("its all over now she is safe", OPEN)) == (NONE, "ended", True, None)
    assert told(judge.assess("he is hitting her, it is all over now", OPEN))[2] is True
    assert told(judge.assess(PLAIN, OPEN)) == (IMMEDIATE, "still_open", False, "still_open")
    assert told(judge.assess("what should i write down", OPEN)) == (NONE, "other_matter", True, None)


def test_what_the_words_name_stands_before_what_the_classifier_guesses() -> None:
    assert judged("he has a knife", Context(), danger=0.9).dangers == ("weapon", "about_to_hurt_self")
    assert judged(PLAIN, Context(), danger=0.9).dangers == ("grooming",)
    assert judged("can you help me", Context(), danger=0.9).dangers == ("grooming",), "a call for help names nothing"
    assert Judge(None, AT).assess("can you help me", Context()).dangers == ()
    assert judged("he hits me", Context(), danger=0.9).dangers == ("grooming",), "a doubtful signal names nothing"


def test_where_no_danger_is_heard_none_is_guessed_of_any_kind() -> None:
    named = [judged(PLAIN, Context(), danger=d, window=w).dangers for d, w in (
        (AT.heard - LITTLE, AT.heard - LITTLE), (AT.heard, 0.0), (0.0, AT.heard),
    )]
    assert named == [(), ("grooming",), ("grooming",)]


def test_a_decision_keeps_the_chance_the_dangers_and_the_vector_whatever_the_conversation_adds() -> None:
    for context in (OPEN, Context(asked="safe_now", asked_text="Is anybody in danger right now?")):
        found = judged("yes", context, danger=0.3)
        assert (found.score, found.dangers) == (0.3, ("grooming",))
        assert found.vector is VECTOR
    no = judged("no", Context(asked="safe_now", asked_text="Is anybody in danger right now?"))
    assert (no.grade, no.reasons, no.ended, no.follow, no.answer) == (NONE, ("answered_no",), False, None, "no")


def test_our_question_is_read_together_with_an_answer_that_tells_when_and_with_no_other() -> None:
    when = Context(worries=1, asked="contact", asked_text="When are they next together?")
    for text, context, asked in (
        ("this evening", when, "When are they next together?"), ("in the garden", when, None),
        ("this evening", Context(asked="told", asked_text="Has the child said it?"), None),
    ):
        chances = Chances()
        judged(text, context, chances)
        assert chances.scored == [(text, asked)]


@pytest.mark.parametrize(("words", "grade"), [(LONGEST_ANSWER, NONE), (LONGEST_ANSWER + 1, IMMEDIATE)])
def test_a_day_well_off_is_an_answer_only_in_a_short_one(words: int, grade: RiskGrade) -> None:
    context = Context(worries=1, asked="contact", asked_text="When are they next together?")
    assert judged("she is due there in a fortnight", context, danger=0.99, words=words).grade is grade


def test_a_word_of_danger_is_never_a_day_well_off() -> None:
    context = Context(worries=1, asked="told", asked_text="Has the child said it?")
    assert judged("he is hitting her, not until Easter", context, danger=0.9).grade is not NONE


@pytest.mark.parametrize(("said", "danger", "grade"), [
    (PLAIN, AT.unnamed, IMMEDIATE), (PLAIN, AT.unnamed - LITTLE, CHECK),
    ("he hits me", AT.amid, IMMEDIATE), ("he hits me", AT.amid - LITTLE, CHECK),
    ("he is hitting her", AT.amid_backed, IMMEDIATE), ("he is hitting her", AT.amid_backed - LITTLE, CHECK),
])
def test_amid_a_worry_each_kind_of_line_has_its_own_threshold(said: str, danger: float, grade: RiskGrade) -> None:
    assert judged(said, Context(worries=1), danger=danger).grade is grade


@pytest.mark.parametrize(("words", "grade"), [(35, IMMEDIATE), (34, CHECK)])
def test_a_long_message_amid_a_worry_is_no_mere_line_of_it(words: int, grade: RiskGrade) -> None:
    assert judged(PLAIN, Context(worries=1), danger=0.9, words=words).grade is grade


def test_two_words_are_too_little_and_three_are_not() -> None:
    assert judged("garden gate", Context(), danger=0.99).grade is CHECK
    assert judged("garden gate squeaks", Context(), danger=0.99).grade is IMMEDIATE
    assert judged("help us", Context(), danger=0.99).grade is IMMEDIATE, "a call for help needs no third"


def test_a_choice_is_none_of_danger_and_says_so() -> None:
    found = judged("Today or tonight", Context(asked="contact", options=("Today or tonight",)), danger=0.99)
    assert (found.grade, found.reasons) == (NONE, ("chosen",))
    asked = Context(asked="safe_now", asked_text="Is anybody in danger?", options=("Yes", "No", "Not sure"))
    assert judged("Yes", asked).grade is IMMEDIATE, "there a choice says something about danger by itself"
