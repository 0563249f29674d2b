"""Which article a few words that carry a question on belong to; how near each lies is set by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.actions import carried
from bot.actions.carried import KEPT, MEANT, OWN, SURE, further
from bot.actions.turn import Turn, library
from bot.clock import LONDON
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
LAST, ASKED, NEAREST = "referral_how", "fgm_law", "principles"
BEST, LITTLE = 0.7, 1e-6
WORDS = "and for boys?"
Near = Callable[..., None]


def turn(chance: float, intent: str = f"ask_{ASKED}", first: str = "ask_pants") -> Turn:
    return Turn(
        text=WORDS, intent=intent, ranking=((first, 0.99), (intent, chance)), role=Role.PARENT, area=Area.UNKNOWN,
        now=NOON, risk={"grade": "none"}, signs=(), first=False, slots={"question": "How do I refer?"}, asked=None,
        before="answer",
    )


def one(text: str) -> NDArray[Any]:
    """The words alone point along the first axis, everything else along the second."""
    return np.asarray(np.eye(2, 384, dtype=np.float32)[int(text != WORDS)])


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> Near:
    """``near(last=..., asked=...)``: how near two articles lie to both questions together; a third is nearer."""
    def lie(last: float = 0.1, asked: float = 0.1) -> None:
        rows = [(NEAREST, BEST), *sorted(((LAST, last), (ASKED, asked)), key=lambda row: -row[1])]
        index = SimpleNamespace(
            nearest_articles=lambda vector, text=None: rows if text else [(LAST, 1.0)],
            nearest_fact=lambda vector, text: (LAST, None, 0.0, OWN / 2),
        )
        monkeypatch.setattr(carried, "index", lambda: index)

    monkeypatch.setattr(carried, "shared", lambda: SimpleNamespace(one=one))
    monkeypatch.setattr(carried, "shared_gate", lambda: SimpleNamespace(outside=lambda text, at: -1.0))
    return lie


def chosen(made: Turn) -> str:
    found = further(made)
    assert found is not None
    return next(name for name, article in library().articles.items() if article is found[0])


@pytest.mark.parametrize(("chance", "article"), [(SURE, ASKED), (1.0, ASKED), (SURE - LITTLE, NEAREST), (0.0, NEAREST)])
def test_a_question_that_is_likely_enough_gains(chance: float, article: str, near: Near) -> None:
    near(asked=BEST - MEANT * SURE + LITTLE)
    assert chosen(turn(chance)) == article


@pytest.mark.parametrize("chance", [SURE, 0.8, 1.0])
def test_it_gains_the_more_the_likelier_it_is(chance: float, near: Near) -> None:
    near(asked=BEST - MEANT * chance + LITTLE)
    assert chosen(turn(chance)) == ASKED
    near(asked=BEST - MEANT * chance - LITTLE)
    assert chosen(turn(chance)) == NEAREST


def test_its_own_chance_counts_and_not_that_of_another(near: Near) -> None:
    near(asked=BEST - LITTLE)
    assert chosen(turn(SURE, first=f"ask_{LAST}")) == ASKED
    assert chosen(turn(0.01, first=f"ask_{LAST}")) == NEAREST


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_the_last_question_gains_whatever_the_words_seem_to_ask(chance: float, near: Near) -> None:
    near(last=BEST - KEPT + LITTLE)
    assert chosen(turn(chance)) == LAST
    near(last=BEST - KEPT - LITTLE)
    assert chosen(turn(chance)) == NEAREST


def test_where_the_words_ask_the_last_question_again_it_gains_no_more(near: Near) -> None:
    near(last=BEST - KEPT - LITTLE)
    assert chosen(turn(1.0, f"ask_{LAST}")) == NEAREST
    near(last=BEST - KEPT + LITTLE)
    assert chosen(turn(1.0, f"ask_{LAST}")) == LAST


def test_facts_of_another_subject_are_chosen_by_the_words_alone(near: Near) -> None:
    near(asked=BEST)
    alone = further(turn(1.0))
    near(last=BEST)
    together = further(turn(1.0))
    assert alone is not None
    assert together is not None
    assert list(alone[1]) == list(one(WORDS))
    assert np.allclose(together[1][:2], np.sqrt(0.5))


def test_what_is_no_question_of_ours_means_no_article(near: Near) -> None:
    near(asked=BEST - LITTLE)
    assert chosen(turn(1.0, "decline_local_data")) == NEAREST
