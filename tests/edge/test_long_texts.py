"""Judging a text of any length: every part of it counts, and only its beginning can answer what was asked."""

from __future__ import annotations

import pytest
from edge_stand_ins import FakeJudge

from bot.edge.steps.judge import PIECE, context_of, whole
from bot.records.live import LiveContext
from bot.safety.judgement import Context
from bot.terms import RiskGrade


@pytest.mark.parametrize("at", [0, 1_499, 1_500, 5_000, 19_990])
def test_danger_anywhere_in_a_long_text_is_found(at: int) -> None:
    text = ("x" * at + "DANGER" + "y" * 20_000)[:20_000]
    assert whole(FakeJudge(), text, Context()).grade is RiskGrade.IMMEDIATE


def test_perhaps_in_the_middle_counts_more_than_calm_at_the_end() -> None:
    text = "x" * 4_000 + " PERHAPS " + "y" * 4_000
    assert whole(FakeJudge(), text, Context()).grade is RiskGrade.CHECK


def test_only_the_beginning_answers_what_was_asked() -> None:
    judge = FakeJudge()
    whole(judge, "x" * 4_000, Context(asked="safe_now", asked_text="Are you safe?", worries=2))
    assert [c.asked for c in judge.contexts] == ["safe_now"] + [None] * (len(judge.contexts) - 1)
    assert {c.worries for c in judge.contexts} == {2}
    assert max(map(len, judge.texts)) == PIECE


def test_a_short_text_is_judged_in_one_piece() -> None:
    judge = FakeJudge()
    whole(judge, "short", Context())
    assert judge.texts == ["short"]


@pytest.mark.parametrize(("answer", "text"), [
    (None, None), ("{}", None), ('{"custom": {"guidance": {"question": null}}}', None),
    ('{"custom": {"guidance": {"question": {"text": "Is a child in danger?"}}}}', "Is a child in danger?"),
])
def test_the_words_of_the_last_question_are_taken_from_the_last_answer(answer: str | None, text: str | None) -> None:
    assert context_of(LiveContext(log_id="x", last_answer=answer)).asked_text == text
