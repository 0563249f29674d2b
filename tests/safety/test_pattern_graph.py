"""What a pattern of the signals may not be, and what a folder of them must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.safety.examples import endings
from bot.safety.judgement import Assessment
from bot.safety.patterns import Graph
from bot.safety.signals import Signals
from bot.terms import RiskGrade


@pytest.mark.parametrize(("pattern", "why"), [
    ("he)", "brackets do not match"), ("(he", "brackets do not match"), (".. he", "may not begin with a gap"),
    ("he?", "or be empty"), ("{nobody} hit", "no group of words called"), ("he is (hitting|(beating) me", "brackets"),
])
def test_a_pattern_that_cannot_be_read_is_refused_with_its_reason(pattern: str, why: str) -> None:
    with pytest.raises(ContentError, match=why):
        Graph({"person": ["mum"]}).add(pattern, 0)


def test_a_pattern_of_several_rows_is_compiled_once() -> None:
    graph = Graph({})
    graph.add("he is here", 0)
    size = len(graph.symbol)
    graph.add("he is here", 1)
    assert len(graph.symbol) == size
    assert {0, 1} in graph.accepts.values()


def test_a_folder_without_signals_is_no_folder_of_signals(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no signals"):
        Signals.load(tmp_path)


def test_what_people_write_while_an_emergency_is_open_is_of_three_kinds() -> None:
    rows = endings()
    assert {name for _, name in rows} == {"ended", "open", "other"}
    assert all(text.strip() for text, _ in rows)


def test_the_engine_is_told_the_grade_and_its_reasons_and_no_vector() -> None:
    told = Assessment(RiskGrade.CHECK, ("weapon",), ("weapon",), 0.2).as_dict()
    assert told == {
        "grade": "check", "reasons": ["weapon"], "dangers": ["weapon"], "score": 0.2, "ended": False, "follow": None,
        "answer": None,
    }
