"""The share of a question's words that a fact has."""

from __future__ import annotations

import pytest

from bot.guidance.shared_words import SharedWords, stems

FACTS = SharedWords([
    "Gorin (2004) named four fears that keep children from asking for help.",
    "Children may be afraid of the consequences of asking for help.",
    "A referral should be made to children's social care.",
])


@pytest.mark.parametrize(("question", "best"), [
    ("what did gorin write in 2004", 0),             # a name and a year stand in one fact alone
    ("are children afraid of consequences", 1),
    ("how do i make referrals to social care", 2),   # endings do not matter
])
def test_the_fact_with_the_rare_words_has_the_largest_share(question: str, best: int) -> None:
    assert FACTS.share(question).argmax() == best


def test_a_word_that_no_fact_has_lowers_every_share() -> None:
    assert FACTS.share("gorin fears in Suffolk")[0] < FACTS.share("gorin fears")[0]


@pytest.mark.parametrize("empty", ["", "?", "what is it"])
def test_a_question_without_words_of_meaning_shares_nothing(empty: str) -> None:
    assert FACTS.share(empty).tolist() == [0.0, 0.0, 0.0]


def test_small_words_and_endings_are_left_out() -> None:
    assert stems("What does the strategy say about referrals?") == {"referral"}
