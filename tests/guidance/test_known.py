"""What counts as outside: its neighbours among the examples, and its words."""

from __future__ import annotations

import numpy as np
import pytest

from bot.guidance.known import Gate
from bot.language import ngrams
from bot.language.linear import Linear
from bot.language.neighbours import Neighbours

ASKED = ["what is grooming", "what is consent", "what are the signs", "what is an early help assessment"]
BEYOND = ["what does it cost", "who is the chair", "how many cases in town", "what is the price of training"]
ANSWERED, DECLINED, NEITHER = np.eye(3, dtype=np.float32)


@pytest.fixture(scope="module")
def gate() -> Gate:
    neighbours = Neighbours(np.stack([ANSWERED, DECLINED]), np.array([False, True]))
    letters = ngrams.fit([*ASKED, *BEYOND], [False] * len(ASKED) + [True] * len(BEYOND), 10.0)
    kinds = Linear(("decline_local_data", "out_of_scope"), np.array([[1.0, 0, 0], [0, 1.0, 0]]), np.zeros(2))
    return Gate(neighbours, letters, kinds)


def test_the_words_tell_a_price_from_a_definition(gate: Gate) -> None:
    cost, meaning = (gate.outside(text, NEITHER) for text in ("what does training cost", "what is grooming"))
    assert cost > meaning


def test_beside_a_question_that_is_answered_even_words_of_the_other_kind_are_taken_up(gate: Gate) -> None:
    assert gate.outside("who is the chair", ANSWERED) < 0


def test_beside_a_question_that_is_declined_even_words_of_the_strategy_are_declined(gate: Gate) -> None:
    assert gate.outside("what is consent", DECLINED) > 0


def test_how_it_is_declined_is_the_likeliest_kind(gate: Gate) -> None:
    assert gate.kind(DECLINED) == "out_of_scope"


@pytest.mark.parametrize(("pull", "kind"), [(0.5, "out_of_scope"), (3.0, "decline_vigilante")])
def test_a_harsh_decline_is_given_only_where_it_is_likely(gate: Gate, pull: float, kind: str) -> None:
    weights = np.array([[pull, 0, 0], [0.4, 0, 0], [0.3, 0, 0]])
    harsh = Linear(("decline_vigilante", "out_of_scope", "decline_press"), weights, np.zeros(3))
    assert Gate(gate.neighbours, gate.letters, harsh).kind(ANSWERED) == kind
