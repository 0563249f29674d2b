"""One word, however it is written: slips, short forms, numbers, signs; tried with made-up patterns."""

from __future__ import annotations

import pytest

from bot.safety.patterns import Graph
from bot.safety.words import Reader
from tests.safety.made_signals import hears

LONG = "abcdefghijklmnopqrstuvwx"  # 24 letters


@pytest.mark.parametrize(("pattern", "text", "heard"), [
    ("knife", "a knife", True), ("knife", "a fork", False),
    ("knife", "kinfe", True), ("knife", "knfie", True), ("knife", "kniffe", True),
    ("knife", "fnike", False), ("knife", "knief", False),  # the first and the last letter stand where they are
    ("stop", "stoop", False), ("stop", "sotp", False),  # a slip in so short a word makes another word
    (LONG, f"{LONG[:3]}ed{LONG[5:]}", True), (f"{LONG}y", f"{LONG[:3]}ed{LONG[5:]}y", False),
    ("soon", "soooon", True), ("son", "soooon", True), ("help", "heeelp", True),
    ("he is here", "he's here", True), ("he is here", "he’s here", True), ("oclock", "5 o'clock", True),
    ("sos", "S.O.S. now", True),
])
def test_a_word_is_known_by_its_slips_where_they_can_mean_no_other(pattern: str, text: str, heard: bool) -> None:
    assert hears(pattern, text) is heard


@pytest.mark.parametrize(("text", "heard"), [
    ("20 pills", True), ("£20 pills", True), ("£3.50 pills", True), ("two pills", True),
    ("999 pills", True), ("10mins pills", True),
    ("he pills", False), ("some pills", False),
])
def test_a_number_is_one_in_figures_in_words_in_money_and_where_a_pattern_names_it(text: str, heard: bool) -> None:
    assert hears("{num} pills", text, "999", "he", groups={"num": ["two", "three"]}) is heard


@pytest.mark.parametrize(("pattern", "text", "heard"), [
    ("stab*", "stab", True), ("stab*", "stabbed", True), ("stab*", "stabbing", True), ("stab*", "staying", False),
    ("st*", "stabbed", False),  # with fewer than three letters too many words begin
])
def test_a_word_is_known_by_how_it_begins(pattern: str, text: str, heard: bool) -> None:
    assert hears(pattern, text, "stabbing") is heard


def test_where_no_pattern_names_a_beginning_other_words_are_just_other_words() -> None:
    assert hears("he _ me", "he zzzzs me")


def test_short_forms_are_read_as_what_they_stand_for() -> None:
    folds = {"gonna": "going to", "u": "you"}
    assert hears("going to hurt you", "gonna hurt u", folds=folds)
    assert not hears("going to hurt you", "gonna hurt u")


@pytest.mark.parametrize(("pattern", "text", "heard"), [
    ("{person} hits", "mum hits", True), ("{person} hits", "mums hits", False), ("{person} hits", "cat hits", False),
    ("{person} hits", "my big dad hits", True), ("{person} hits", "big hits", False),
    ("{person's} out", "mums out", True), ("{person's} out", "mum out", False),
    ("{person's} out", "my big dad out", False),  # of several words none is made from them
])
def test_a_group_holds_words_and_phrases_and_its_other_form_the_words_with_s(
    pattern: str, text: str, heard: bool
) -> None:
    groups = {"person": ["mum", "my big dad", "uncle"], "beast": ["cat"]}
    assert hears(pattern, text, "{beast} sleeps", groups=groups) is heard


@pytest.mark.parametrize(("pattern", "text", "heard"), [
    ("took .. pills", "took pills", True), ("took .. pills", "took all her pills", True),
    ("took .. pills", "took all of her pills", False), ("took ... pills", "took all of her pills", True),
    ("took .. pills", "took not her pills", False), ("took .. pills", "took them. pills", False),
    ("took .. pills", "took it? pills", False), ("took .. pills", "took them, pills", True),
    ("he hits hard?", "he hits", True), ("he hits hard?", "he hits hard", True),
])
def test_a_gap_is_of_few_words_and_passes_no_end_of_a_sentence_and_no_denial(
    pattern: str, text: str, heard: bool
) -> None:
    assert hears(pattern, text, "not now", "all mine") is heard


@pytest.mark.parametrize(("pattern", "text", "heard"), [
    ("he /", "he. hits", True), ("he /", "he hits", False), ("he $", "he", True), ("he $", "he.", True),
    ("he $", "is he?!", True), ("he $", "he hits", False), ("^ he", "he hits", True), ("^ he", "so he hits", False),
    ("^ he", "... he hits", True),
    ("he /", "he / hits", False), ("he $", "he $ hits", False), ("^ hits", "he ^ hits", False),
    ("he hits", "he _ hits", True), ("he hits", "he ^ hits", True), ("he hits", "he, hits", True),
])
def test_signs_that_mean_something_in_a_pattern_mean_nothing_when_they_are_typed(
    pattern: str, text: str, heard: bool
) -> None:
    assert hears(pattern, text, "^ x", "x $", "x /", "x _ y") is heard


@pytest.mark.parametrize(("text", "spans"), [
    ("he  hits", [(0, 0), (0, 2), (4, 8), (8, 8)]), ("", [(0, 0), (0, 0)]), ("...", [(0, 0), (3, 3)]),
    ("he. I", [(0, 0), (0, 2), (2, 3), (4, 5), (5, 5)]), ("he!!", [(0, 0), (0, 2), (4, 4)]),
    ("it's", [(0, 0), (0, 4), (0, 4), (4, 4)]),
])
def test_each_word_keeps_its_place_and_start_and_end_take_none(text: str, spans: list[tuple[int, int]]) -> None:
    reading = Reader(Graph({}), {}).read(text)
    assert reading.spans == spans
    assert len(reading.signatures) == len(spans)
