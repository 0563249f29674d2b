"""How the readings' patterns are made: folding, named lists of words, and what takes a reading back."""

from __future__ import annotations

import pytest

from bot.triage import patterns
from bot.triage.ages import band, from_answer, from_text


@pytest.mark.parametrize(("said", "folded"), [
    ("  It\u2019s  \n LATE ", "it's late"), ("\u2018he\u2019", "'he'"), ("a\tb", "a b"), ("", ""),
])
def test_text_is_folded_before_it_is_read(said: str, folded: str) -> None:
    assert patterns.fold(said) == folded


def test_a_named_list_may_use_another_list(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"kin": "mum|<man>", "man": "dad|uncle"}
    monkeypatch.setattr(patterns, "content", lambda: {"words": words})
    assert patterns.expand("my <kin> and <man>") == "my (?:mum|(?:dad|uncle)) and (?:dad|uncle)"
    assert patterns.expand("nothing") == "nothing"
    assert patterns.compiled(["^a|b$", "<man>x"]).pattern == "(?:^a|b$)|(?:(?:dad|uncle)x)"


def test_a_reading_fits_where_its_words_stand_and_nothing_takes_them_back() -> None:
    row = {"patterns": ["late", "too <num>"], "unless": ["not late"]}
    found = patterns.reading("evening", row)
    assert found.value == "evening"
    assert found.fits("it is late")
    assert found.fits("too seven")
    assert not found.fits("it is not late")
    assert not found.fits("early")
    assert patterns.reading("evening", {"patterns": ["late"]}).unless is None


def test_the_lone_patterns_are_of_the_file() -> None:
    for name in ("question", "skip", "unsure", "yes", "no"):
        assert patterns.single.__wrapped__(name).pattern == patterns.content()[name]


@pytest.mark.parametrize(("age", "name"), [
    (0, "under_5"), (4, "under_5"), (5, "5_to_9"), (9, "5_to_9"), (10, "10_to_12"), (12, "10_to_12"),
    (13, "13_to_15"), (15, "13_to_15"), (16, "16_to_17"), (17, "16_to_17"),
])
def test_every_age_has_its_band(age: int, name: str) -> None:
    assert band(age) == name


@pytest.mark.parametrize(("said", "name"), [
    ("17", "16_to_17"), ("18", "adult_now"), ("9 and 12", "5_to_9"), ("seven", "5_to_9"), ("99", "adult_now"),
    ("nine, nearly ten", "5_to_9"), ("year 4", "5_to_9"),
])
def test_the_youngest_of_several_ages_is_most_likely_the_child(said: str, name: str) -> None:
    assert from_answer(said) == name


@pytest.mark.parametrize(("said", "adults", "name"), [
    ("my 17 year old", False, "16_to_17"), ("my 18 year old", False, None), ("my 18 year old", True, "adult_now"),
    ("he is in year 4", False, "5_to_9"), ("he is in year 1", False, "5_to_9"), ("nothing of it", True, None),
])
def test_a_grown_ups_age_counts_only_where_the_matter_may_be_theirs(said: str, adults: bool, name: str | None) -> None:
    assert from_text(said, adults=adults) == name
