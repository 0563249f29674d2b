"""What a question wants that the facts do not hold: a number, a figure of another year, another paper's contents."""

from __future__ import annotations

import pytest

from bot.guidance.articles import Article, Point
from bot.guidance.beyond import not_held, of_another_paper
from bot.terms import Route

PAPER = [
    "what does the neglect strategy say", "which indicators does the CSE toolkit list",
    "quote the online safety policy",
    "what are the priorities of the child exploitation strategy", "what is on page 4 of the domestic abuse strategy",
    "list the objectives of the HSB policy", "who are the authors of the neglect policy",
    "what does Effective Support say about level 3", "level two in effective support",
    "what does the child sexual exploitation strategy state", "harmful sexual behavior strategy chapters?",
    "which section of the online safeguarding strategy covers games", "is there an appendix in the neglect document",
    "word for word, what is in the harmful sexual behaviour policy",
]
NO_PAPER = [
    "what does the strategy say about neglect", "is there a neglect strategy", "where do i find the CSE toolkit",
    "what does this strategy say", "what is child exploitation", "who do i ring about online safety",
    "what are the indicators of neglect", "how does early help work", "does effective support matter",
    "what does the csa strategy say on page 4", "say what neglect is", "the domestic abuse worker said no",
    "which policy says so",
]


@pytest.mark.parametrize("line", PAPER)
def test_what_stands_in_another_paper_is_beyond(line: str) -> None:
    assert of_another_paper(line)


@pytest.mark.parametrize("line", NO_PAPER)
def test_the_paper_itself_and_what_stands_in_ours_are_not(line: str) -> None:
    assert not of_another_paper(line)


def article(*says: str) -> Article:
    points = tuple(Point(say, (), (), f"fact-{n}") for n, say in enumerate(says))
    return Article(
        "made_up", "other", "Made up", None, Route.INFORMATION, {"parent": "In brief."}, points, (), (), (), (), (), (),
        "2026-11-01", "2027-11-01",
    )


def beyond(text: str, *says: str) -> bool:
    whole = article(*says)
    return not_held(text, whole.points, whole)


PLAIN = "Social care looks into it."
NUMBERED = [
    "how long does it take", "how many workers are there", "what percentage are boys", "by how much did it rise",
    "how long is a strategy meeting", "which proportion are girls", "how far did reports fall",
    "what number of children",
    "what is the maximum sentence", "how long before someone calls", "wot percentage is it", "the longest sentence",
    "how much has it gone up",
]
NO_NUMBER = [
    "who looks into it", "how do i report it", "what happens next", "how is it done", "what is a sentence",
    "how much does it cost", "how far away is the hospital", "how can it be long",
]


@pytest.mark.parametrize("line", NUMBERED)
def test_a_number_that_no_fact_has_is_beyond(line: str) -> None:
    assert beyond(line, PLAIN, "Ring them.")
    assert not beyond(line, PLAIN, "Ring within 3 working days.")


@pytest.mark.parametrize("line", NO_NUMBER)
def test_what_asks_for_no_number_needs_none(line: str) -> None:
    assert not beyond(line, PLAIN)


@pytest.mark.parametrize("say", [
    "Reply the same day.", "Most are boys.", "It can last for their whole lives.", "Nobody knows: none is kept.",
    "One in six.", "They ring immediately.", "Half of them.", "Ring straight away.", "The plan is looked at monthly.",
])
def test_a_number_may_be_told_in_words(say: str) -> None:
    assert not beyond("how long does it take, and how many", PLAIN, say)


HELD = "In 2019 there were 40 referrals."


@pytest.mark.parametrize(("line", "held"), [
    ("how many referrals in 2019", True), ("figures for 2019 and 2020", True), ("how many referrals in 2021", False),
    ("statistics for 2024", False), ("reports in 1999?", False), ("what were the totals of 2020", False),
    ("the law of 2021", True), ("he was born in 2012", True), ("what changed", True), ("how many referrals", True),
])
def test_figures_of_a_year_that_the_article_does_not_have_are_beyond(line: str, held: bool) -> None:
    assert beyond(line, HELD, PLAIN) is not held


def test_the_year_may_stand_in_any_fact_and_the_number_in_those_that_are_shown() -> None:
    whole = article(PLAIN, HELD)
    assert not not_held("figures for 2019", whole.points[:1], whole)
    assert not_held("how many in 2019", whole.points[:1], whole)
