"""How much each text weighs where some count several times and every label counts alike."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.linear import evenly, fit


def test_labels_weigh_alike_however_many_texts_they_have_and_a_text_weighs_as_often_as_it_counts() -> None:
    weights = evenly(["worry", "worry", "worry", "danger"], [1, 1, 4, 3])
    assert weights[:3].sum() == pytest.approx(weights[3]) == pytest.approx(4.5)
    assert weights[2] == pytest.approx(4 * weights[0])
    assert weights.sum() == pytest.approx(9), "all together weigh what they count"


def test_a_text_that_counts_several_times_is_believed_against_one_that_says_otherwise() -> None:
    same = np.ones((4, 1), dtype=np.float32)
    labels = ["danger", "worry", "worry", "worry"]
    vectors = np.vstack([same, -same])
    said = [*labels, "danger", "danger", "danger", "worry"]
    once = fit(vectors, said).probabilities(same[:1])[0]
    often = fit(vectors, said, times=[9, 1, 1, 1, 1, 1, 1, 9]).probabilities(same[:1])[0]
    assert once[0] < 0.5 < often[0]
