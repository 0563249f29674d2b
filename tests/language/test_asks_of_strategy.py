"""What the strategy says is a question about it; where a child is spoken of, it may be a worry."""

from __future__ import annotations

import pytest

from bot.language.asking import asks_of_strategy


@pytest.mark.parametrize("line", [
    "what does the strategy say about early help", "what the strategy says", "What did your document mean?",
    "what does this guidance tell us", "what the 2024 strategy says about parents", "what do your guidance say",
    "ok, and WHAT DOES THE STRATEGY SAY about schools", "what the document means", "what the guidance tells staff",
])
def test_what_it_says_is_asked_of_it(line: str) -> None:
    assert asks_of_strategy(line)


@pytest.mark.parametrize("child", [
    "he", "she", "they", "him", "her", "them", "his", "girl", "boy", "child", "pupil", "daughter", "son", "niece",
    "nephew", "grandson", "granddaughter", "HER",
])
def test_where_a_child_is_spoken_of_it_may_be_a_worry(child: str) -> None:
    assert asks_of_strategy("what does the strategy say about schools")
    assert not asks_of_strategy(f"what does the strategy say about {child}")


@pytest.mark.parametrize("line", [
    "what does the law say", "the strategy says so", "what is the strategy", "what does a strategy say",
    "what does she say",
    "somewhat the strategy says", "what does the strategy saying", "what does the very long strategy say",
])
def test_what_asks_of_something_else_is_none(line: str) -> None:
    assert not asks_of_strategy(line)
