"""The danger classifier over made-up weights: which part of a text counts, and when signals stand guard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.errors import ModelError
from bot.safety.assess import Judge
from bot.safety.classifier import DangerClassifier, Score
from bot.safety.judgement import Assessment, Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.made_vectors import FIRST, Reader, linear, silent, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path)


def classifier(folder: Path) -> DangerClassifier:
    reader: Any = Reader()
    return DangerClassifier.load(reader, folder)


def test_a_short_text_is_judged_whole(folder: Path) -> None:
    score = classifier(folder).score("he has a knife")
    assert score.danger > 0.9
    assert score.window == 0.0, "there is no part to look at by itself"
    assert score.kinds == ("weapon", "missing")
    assert score.words == 4
    assert score.vector.shape == (384,)


def test_the_worst_part_of_a_long_text_counts_by_itself(folder: Path) -> None:
    score = classifier(folder).score("She is quiet. He has a knife. They came home late. It rained.")
    assert score.window > 0.9
    assert score.danger > 0.9, "the text as a whole names it too"
    assert score.kinds[0] == "weapon"


def test_the_whole_text_and_its_parts_are_kept_apart(folder: Path) -> None:
    whole = "She is quiet. They came home late. It rained. He slept."

    class First(Reader):
        def encode(self, texts: list[str]) -> Any:
            return np.stack([-FIRST if text == whole else FIRST for text in texts])

    reader: Any = First()
    score = DangerClassifier.load(reader, folder).score(whole)
    assert score.danger < 0.1
    assert score.window > 0.9
    assert score.kinds == ("weapon", "missing"), "of the worst part"
    assert (score.vector == -FIRST).all(), "of the whole"


def test_a_short_answer_is_judged_with_its_question_and_a_long_one_without(folder: Path) -> None:
    judge = classifier(folder)
    assert judge.score("yes, he has", "Is there a knife?").danger > 0.9
    assert judge.score("yes", None).danger < 0.1
    eight = "yes he has it in his hand now"
    assert judge.score(eight, "Is there a knife?").danger > 0.9
    assert judge.score(f"{eight} too", "Is there a knife?").danger < 0.1
    long = "that is nothing that any of us has ever seen here"
    assert judge.score(long, "Is there a knife?").danger < 0.1


def test_how_likely_an_emergency_is_over_and_whether_for_another_matter(folder: Path) -> None:
    judge = classifier(folder)

    def over(vector: Any) -> tuple[float, bool]:
        return judge.over("any words", Score(0.0, 0.0, (), 2, vector))

    assert over(FIRST)[0] > 0.9
    assert over(-FIRST)[0] < 0.2
    assert over(FIRST)[1] is False
    assert over(-FIRST)[1] is True, "the third label is likelier than the first where the vector points away from it"


def test_what_was_never_trained_is_said_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"danger\.npz"):
        classifier(tmp_path)


def test_without_a_trained_classifier_the_signals_stand_guard_alone(tmp_path: Path) -> None:
    reader: Any = Reader()
    for judge in (Judge.load(None), Judge.load(reader, tmp_path)):
        found = judge.assess("he is hitting her right now", Context())
        assert (found.grade, found.score) == (RiskGrade.IMMEDIATE, None)
        assert judge.assess("what is on at the library", Context()).grade is RiskGrade.NONE
        assert judge.assess("thanks", Context(emergency_open=True)).reasons[-1] == "still_open"


def test_with_one_it_has_its_say(folder: Path) -> None:
    reader: Any = Reader()
    found = Judge.load(reader, folder).assess("there is the knife drawer in the old kitchen", Context())
    assert found.score is not None
    assert found.score > 0.9


class Parts:
    """Stands for the classifier with a chance for the whole text and one for its worst part."""

    def __init__(self, danger: float, window: float = 0.0, over: float = 0.0) -> None:
        self._danger, self._window, self._over = danger, window, over

    def score(self, text: str, asked: str | None = None) -> Score:
        return Score(self._danger, self._window, ("weapon",), len(text.split()), FIRST)

    def over(self, text: str, score: Score) -> tuple[float, bool]:
        return self._over, False


def judged(text: str, danger: float, context: Context = Context(), **chances: float) -> Assessment:  # noqa: B008 - frozen
    stands_in: Any = Parts(danger, **chances)
    return Judge(stands_in, Thresholds.load()).assess(text, context)


LONG = "the garden gate squeaks on its hinges and the hedge wants cutting " * 6


def test_danger_in_a_part_of_a_long_text_is_danger_and_in_a_short_text_it_is_asked_about() -> None:
    assert judged(LONG, 0.01, window=0.99).grade is RiskGrade.IMMEDIATE
    assert judged("the garden gate squeaks on its hinges", 0.01, window=0.99).grade is RiskGrade.CHECK
    assert judged(LONG, 0.01, window=0.01).grade is RiskGrade.NONE


def test_two_words_that_no_signal_knows_are_one_grade_lower() -> None:
    assert judged("garden gate", 0.99).grade is RiskGrade.CHECK
    assert judged("garden gate", 0.3).grade is RiskGrade.NONE
    assert judged("garden gate", 0.01).grade is RiskGrade.NONE
    assert judged("garden gate", 0.99, Context(asked="told", asked_text="Has the child said it?")).grade \
        is not RiskGrade.NONE


def test_what_a_choice_of_ours_says_is_left_to_triage() -> None:
    context = Context(asked="contact", options=("Today or tonight",), offers=("Start again",))
    for choice in ("Today or tonight", "start again"):
        assert judged(choice, 0.99, context).reasons == ("chosen",)
    assert judged("I'm not safe", 0.99, Context(offers=("I'm not safe",))).grade is RiskGrade.IMMEDIATE


def test_no_to_the_question_about_danger_is_calm_and_yes_is_not() -> None:
    asked = Context(asked="safe_now", asked_text="Is anybody in danger right now?")
    assert judged("no", 0.01, asked).answer == "no"
    assert judged("yes", 0.01, asked).reasons[-1] == "answered_yes"
    assert judged("not sure", 0.01, asked).grade is RiskGrade.IMMEDIATE
    assert judged("the garden gate squeaks", 0.01, asked).grade is RiskGrade.NONE


def test_signs_alone_are_no_words_for_the_classifier() -> None:
    assert judged("?!?!", 0.99).score is None


OVER = "he is hitting her, it is all over now"


def test_words_of_calm_that_the_classifier_agrees_with_are_no_reason_to_ask() -> None:
    past = "it happened years ago, he hit her with a bat"
    assert judged(past, 0.0).grade is RiskGrade.NONE
    assert judged(past, 0.3).grade is RiskGrade.CHECK


@pytest.mark.parametrize(("over", "grade"), [(0.95, RiskGrade.NONE), (0.3, RiskGrade.CHECK)])
def test_what_is_told_to_be_over_is_not_asked_about(over: float, grade: RiskGrade) -> None:
    assert judged(OVER, 0.2, over=over).grade is grade


def test_a_question_of_whom_to_tell_makes_a_danger_half_as_small() -> None:
    """Alone it says danger, and the whole with its question does not: both count."""
    whole = "he stands there with a long knife shouting, who do I tell"

    class Muffled(Reader):
        def encode(self, texts: list[str]) -> Any:
            return np.stack([-FIRST if text == whole or "knife" not in text else FIRST for text in texts])

    danger, kinds, ended = linear("immediate", "none"), linear("weapon", "missing"), linear("ended", "open")
    score = DangerClassifier(Muffled(), danger, kinds, ended, silent(), silent()).score(whole)
    low, high = (float(danger.probabilities(np.stack([sign * FIRST]))[0, 0]) for sign in (-1, 1))
    assert low < score.danger < high
