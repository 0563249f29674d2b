"""What counts as outside: two readers and the nearness of a fact."""

from __future__ import annotations

import numpy as np
import pytest

from bot.guidance.known import KNOWN, OUTSIDE, Gate
from bot.language import ngrams
from bot.language.linear import Linear

ASKED = ["what is grooming", "what is consent", "what are the signs", "what is an early help assessment"]
BEYOND = ["what does it cost", "who is the chair", "how many cases in town", "what is the price of training"]


@pytest.fixture(scope="module")
def gate() -> Gate:
    even = Linear((KNOWN, OUTSIDE), np.zeros((2, 3), np.float32), np.zeros(2, np.float32))
    letters = ngrams.fit([*ASKED, *BEYOND], [False] * len(ASKED) + [True] * len(BEYOND), 10.0)
    kinds = Linear(("decline_local_data", "out_of_scope"), np.array([[1.0, 0, 0], [0, 1.0, 0]]), np.zeros(2))
    return Gate(even, letters, kinds)


def test_the_words_tell_a_price_from_a_definition(gate: Gate) -> None:
    vector = np.ones(3)
    cost, meaning = (gate.outside(text, vector, 0.65) for text in ("what does training cost", "what is grooming"))
    assert cost > meaning


def test_a_fact_that_is_very_near_speaks_against_declining(gate: Gate) -> None:
    vector = np.ones(3)
    assert gate.outside("who is the chair", vector, 0.9) < gate.outside("who is the chair", vector, 0.5)


def test_how_it_is_declined_is_the_likeliest_kind(gate: Gate) -> None:
    assert gate.kind(np.array([0.0, 1.0, 0.0])) == "out_of_scope"


def test_a_vector_that_points_outside_raises_the_odds(gate: Gate) -> None:
    row = np.array([[0.0, 0, 0], [2.0, 0, 0]], np.float32)
    leaning = Gate(Linear((KNOWN, OUTSIDE), row, np.zeros(2, np.float32)), gate.letters, gate.kinds)
    text, vector = "what is consent", np.array([1.0, 0.0, 0.0])
    assert leaning.outside(text, vector, 0.65) > gate.outside(text, vector, 0.65)
