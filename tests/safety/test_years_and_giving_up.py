"""A year that is past makes danger of two people calmer, one that is near does not; giving up is asked about."""

from __future__ import annotations

import pytest

from bot.safety import signals
from bot.safety.assess import DESPAIR
from bot.safety.judgement import Context
from bot.safety.voice import LONG_AGO
from bot.terms import RiskGrade
from tests.safety.chances import judged

PAST = "past_no_access"


def codes(line: str, weight: str) -> set[str]:
    return {signal.code for signal in signals.find(line) if signal.weight == weight}


@pytest.mark.parametrize("year", [*range(1950, 2023)])
def test_every_year_that_is_well_past_is_calm(year: int) -> None:
    assert codes(f"abused her in {year}", "calm") == {PAST}


@pytest.mark.parametrize("decade", ["1950s", "1960s", "1970s", "1980s", "1990s", "2000s", "2010s", "70s", "nineties"])
def test_so_is_every_decade(decade: str) -> None:
    assert codes(f"he abused us in the {decade}", "calm") == {PAST}


@pytest.mark.parametrize("start", ["in", "during", "back in", "since", "in the", "since my"])
def test_it_stands_behind_a_word_of_time(start: str) -> None:
    year = "childhood" if start == "since my" else "1998"
    assert codes(f"abused her {start} {year}", "calm") == {PAST}


@pytest.mark.parametrize("line", [
    "abused her in 2023", "abused her in 2026", "abused her in 1949", "room 1998", "1998", "in 19 days", "in 190",
    "in the 19th week",
])
def test_a_year_that_is_near_or_no_year_is_not(line: str) -> None:
    assert PAST not in codes(line, "calm")


def test_a_year_in_the_past_needs_more_to_be_danger() -> None:
    for year, grade in (("1998", RiskGrade.NONE), ("2024", RiskGrade.CHECK)):
        assert judged(f"abused her in {year}", Context(), danger=0.5).grade is grade


GIVES_UP = [
    "cant do this anymore", "i cant do this anymore", "i cannot do this any more", "I can't do this any longer",
    "we can not do life any longer", "i really cant do it anymore",
]


@pytest.mark.parametrize("line", GIVES_UP)
def test_who_cannot_do_this_any_more_may_despair(line: str) -> None:
    assert DESPAIR in codes(line, "check")
    assert judged(line, Context(), danger=0.0).grade is RiskGrade.CHECK


@pytest.mark.parametrize("line", [
    "cant do this", "i cant do maths anymore", "can i do this any more", "you cant do this to children anymore",
    "cant do this any time", "the whole of the staff team of ours cannot do this anymore",
])
def test_who_cannot_do_something_else_does_not(line: str) -> None:
    assert DESPAIR not in codes(line, "check")


@pytest.mark.parametrize("line", ["i feel like im six again", "like i'm 5", "as if i was ten", "as if i am small"])
def test_who_feels_as_if_they_were_small_tells_of_long_ago(line: str) -> None:
    assert LONG_AGO.search(line)


@pytest.mark.parametrize("line", ["i like him", "as if he was ten", "im six", "unlikely im six"])
def test_who_is_small_does_not(line: str) -> None:
    assert not LONG_AGO.search(line)
