"""How our words read: plain, calm, short, and in the field's own terms."""

from __future__ import annotations

import re
import statistics

import pytest
from our_words import grade, lines, sentences, syllables

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


def test_no_exclamation_mark_and_no_emoji() -> None:
    assert [line.where for line in lines() if "!" in line.text or EMOJI.search(line.text)] == []


def test_non_recent_is_the_word_not_historical() -> None:
    # quoted it may stand: the strategy's own word, for whoever looks it up
    assert [line.where for line in lines() if re.search(r"(?<!\")\bhistoric(al)?\b", line.text, re.IGNORECASE)] == []


WORN = ["child porn", "kiddie", "paedo", "sex with a child", "victim of their own", "promise not to tell"]


@pytest.mark.parametrize("worn", WORN)
def test_words_that_hurt_or_blame_are_not_used(worn: str) -> None:
    assert [line.where for line in lines() if worn in line.text.lower()] == []


def test_no_sentence_of_the_short_answers_is_over_35_words() -> None:
    spoken = [line for line in lines() if line.file.startswith("words/")]
    assert [line.where for line in spoken if any(len(s.split()) > 35 for s in sentences(line.text))] == []


@pytest.mark.parametrize(("reader", "median", "hardest"), [("parent", 5, 12), ("young_person", 4, 8)])
def test_what_families_read_is_plain(reader: str, median: float, hardest: float) -> None:
    # a reading age of nine is grade 4; short lines say nothing about grade: "Thank you." has none
    grades = {line.where: grade(line.text) for line in lines() if reader in line.keys and len(line.text.split()) > 7}
    assert len(grades) > 50
    assert statistics.median(grades.values()) <= median
    assert {where: round(found, 1) for where, found in grades.items() if found > hardest} == {}


@pytest.mark.parametrize(("word", "count"), [
    ("child", 1), ("safeguarding", 4), ("abuse", 2), ("police", 2), ("worried", 2), ("made", 1), ("people", 2),
    ("emergency", 4),
])
def test_syllables_are_counted_well_enough(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Ring 999 now. You will not be in trouble. It is not your fault.", -3, 4),
    ("Agencies necessitate proportionate consideration of contemporaneous safeguarding documentation.", 18, 60),
])
def test_the_grade_tells_plain_from_hard(text: str, low: float, high: float) -> None:
    assert low < grade(text) < high
