"""Where a chance begins to count, and which words change it: each threshold met exactly, and missed by a little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.language.linear import Linear
from bot.language.ngrams import PLACES, NGrams
from bot.safety.assess import Judge
from bot.safety.classifier import Score
from bot.safety.judgement import Assessment, Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade
from tests.safety.chances import Chances

IMMEDIATE, CHECK, NONE = RiskGrade.IMMEDIATE, RiskGrade.CHECK, RiskGrade.NONE
AT = Thresholds.load()
LITTLE = 1e-6
PLAIN = "the garden gate squeaks on its hinges"  # no signal knows these words
PAST = "it happened years ago"                   # calm, and no word of danger
FEAR = "please help me im scared"                # a call that names no danger
THREE = "he has a knife and he is hitting her"   # three different dangers


class Counted(Chances):
    """The same chances for a text of so many words, however long it really is."""

    def __init__(self, counted: int | None = None, **chances: Any) -> None:
        super().__init__(**chances)
        self._counted = counted

    def score(self, text: str, asked: str | None = None) -> Score:
        score = super().score(text, asked)
        return score if self._counted is None else replace(score, words=self._counted)


def judged(text: str, context: Context = Context(), at: Thresholds = AT, **chances: Any) -> Assessment:  # noqa: B008
    stands_in: Any = Counted(**chances)
    return Judge(stands_in, at).assess(text, context)


@pytest.mark.parametrize(("said", "danger", "grade"), [
    (PLAIN, AT.alone, IMMEDIATE), (PLAIN, AT.alone - LITTLE, CHECK), (PLAIN, AT.check, CHECK),
    (PLAIN, AT.check - LITTLE, NONE),
    (PAST, AT.calm_immediate, IMMEDIATE), (PAST, AT.calm_immediate - LITTLE, CHECK), (PAST, AT.calm_check, CHECK),
    (PAST, AT.calm_check - LITTLE, NONE), (PAST, AT.check, NONE),
    ("he is hitting her", AT.backed, IMMEDIATE), ("he is hitting her", AT.backed - LITTLE, CHECK),
    ("it happened years ago, he hit her with a bat", AT.check, CHECK),
    ("it happened years ago, he hit her with a bat", AT.check - LITTLE, NONE),
    ("he hits me", AT.heard, CHECK), ("he hits me", AT.heard - LITTLE, NONE),  # a doubtful signal
    ("im suicidal, we moved last month", 0.5, IMMEDIATE),  # that they moved soothes nobody who wants to die
])
def test_a_chance_counts_from_its_threshold_on(said: str, danger: float, grade: RiskGrade) -> None:
    assert judged(said, danger=danger).grade is grade


def test_three_dangers_in_one_message_need_no_second_opinion() -> None:
    assert judged(THREE, danger=0.0).grade is IMMEDIATE
    assert judged("he is hitting her", danger=0.0).grade is CHECK


def test_a_call_for_help_names_no_danger_of_its_own() -> None:
    assert judged(FEAR, danger=0.9).dangers == ("weapon",), "the classifier's guess"
    assert Judge(None, AT).assess(FEAR, Context()).dangers == ()


def test_a_call_in_haste_that_can_wait_to_be_rung_is_asked_about() -> None:
    said = "we need help now, please could someone ring me this evening about my nephew"
    assert judged(said, danger=0.99).grade is CHECK
    assert judged("he is hitting her, please could someone ring me this evening", danger=0.99).grade is IMMEDIATE


@pytest.mark.parametrize(("said", "words", "window", "grade"), [
    (PLAIN, AT.long_words, 0.0, CHECK), (PLAIN, AT.long_words - 1, 0.0, IMMEDIATE),
    (PLAIN, AT.long_words, AT.long_window, IMMEDIATE), (PLAIN, AT.long_words, AT.long_window - LITTLE, CHECK),
    (THREE, AT.long_words, 0.0, IMMEDIATE), ("he is hitting her", AT.long_words, 0.0, CHECK),
])
def test_a_long_text_must_tell_of_danger_somewhere_in_it(
    said: str, words: float, window: float, grade: RiskGrade
) -> None:
    assert judged(said, danger=0.99, counted=int(words), window=window).grade is grade


@pytest.mark.parametrize(("words", "window", "grade"), [
    (AT.window_words, AT.window_immediate, IMMEDIATE), (AT.window_words - 1, AT.window_immediate, CHECK),
    (AT.window_words, AT.window_immediate - LITTLE, CHECK), (5, AT.window_check, CHECK),
    (5, AT.window_check - LITTLE, NONE),
])
def test_the_worst_part_counts_from_its_thresholds_on(words: float, window: float, grade: RiskGrade) -> None:
    assert judged(PLAIN, danger=0.01, counted=int(words), window=window).grade is grade


def test_amid_a_worry_words_that_no_signal_knows_have_a_threshold_of_their_own() -> None:
    apart = replace(AT, alone=0.5, unnamed=0.95, amid=0.90)
    amid = Context(worries=1)
    assert judged(PLAIN, amid, apart, danger=0.92).grade is CHECK
    assert judged(PLAIN, amid, apart, danger=0.96).grade is IMMEDIATE
    assert judged("he hits me", amid, apart, danger=0.92).grade is IMMEDIATE
    assert judged("he hits me", amid, apart, danger=0.89).grade is CHECK


SIX, FIVE = "my niece is still so quiet", "my niece is so quiet"


@pytest.mark.parametrize(("said", "danger", "grade"), [
    (SIX, AT.repeated, CHECK), (SIX, AT.repeated - LITTLE, NONE), (SIX, 0.0, NONE), (FIVE, AT.repeated, NONE),
])
def test_a_third_telling_is_asked_about_where_anything_is_heard_in_a_sentence(
    said: str, danger: float, grade: RiskGrade
) -> None:
    assert judged(said, Context(worries=2), danger=danger).grade is grade
    assert judged(said, Context(worries=1), danger=danger).grade is NONE


def test_without_a_classifier_a_third_telling_is_no_reason_to_ask() -> None:
    assert Judge(None, AT).assess(SIX, Context(worries=2)).grade is NONE


def test_what_says_nothing_of_an_end_is_over_by_no_chance() -> None:
    assert judged(PLAIN, danger=0.3, over=1.0).grade is CHECK


def test_without_an_encoder_the_models_are_left_alone(tmp_path: Path) -> None:
    zeros = np.zeros((3, 384), dtype=np.float32)
    for name, labels in (
        ("danger", ("immediate", "none", "x")), ("danger_kinds", ("weapon", "missing", "x")),
        ("ended", ("ended", "open", "other")),
    ):
        Linear(labels, zeros, zeros[:, 0]).save(tmp_path / f"{name}.npz")
    empty = np.zeros(PLACES, dtype=np.float32)
    for name in ("danger", "ended"):
        NGrams(empty + 1, empty, 0.0).save(tmp_path / f"{name}_ngrams.npz")
    found = Judge.load(None, tmp_path).assess("he is hitting her", Context())
    assert (found.grade, found.score) == (IMMEDIATE, None)
