"""Reading age of what the public reads: eleven at most by a library's measure, thirteen for professionals.

The measure is textstat's automated readability index: it needs no word list from elsewhere, so it works offline.
Grade plus five is the age. Under eight words there is no grade worth the name. Every sentence is measured by itself.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from our_words import Line, lines, sentences

from bot import yamlfile
from bot.paths import DATA

pytestmark = pytest.mark.thorough

PUBLIC, PROFESSIONAL = 11, 13
SHORT = 8       # words
PLAIN: dict[str, Any] = yamlfile.read(Path(__file__).with_name("reading_age.yml"))
# Kept under these keys, it is read by staff alone.
STAFF = {"professional", "record", "app"}


def for_staff(line: Line) -> bool:
    """Whether only people who work with children read a line; a rule of triage may be theirs alone."""
    theirs = line.file == "words/review.yml" or line.file == "triage_words.yml" and line.keys[1] in theirs_alone()
    return theirs or bool(STAFF & set(line.keys))


@cache
def theirs_alone() -> frozenset[str]:
    """The rules of triage that ask for a professional, wherever they stand."""
    rules = yamlfile.read(DATA / "triage.yml")["rules"]
    others = {rule["id"] for rule in rules if rule["when"].get("role") != ["professional"]}
    return frozenset(rule["id"] for rule in rules) - others


def age(text: str) -> float:
    """Reading age in years; names that cannot be said otherwise count as the short words that stand for them."""
    for name, plain in PLAIN["names"].items():
        text = re.sub(rf"\b{re.escape(name)}\b", plain, text)
    import textstat  # a second of work, which every run that only collects this file would wait for

    return float(textstat.automated_readability_index(text)) + 5


@cache
def too_hard() -> tuple[tuple[Line, str, float], ...]:
    """Every sentence that is harder than its readers may expect, with its age."""
    found = []
    for line in lines():
        most = PROFESSIONAL if for_staff(line) else PUBLIC
        for sentence in sentences(line.text):
            if len(sentence.split()) >= SHORT and age(sentence) > most:
                found.append((line, sentence.strip(), age(sentence)))
    return tuple(found)


def test_every_sentence_the_public_reads_is_plain() -> None:
    allowed = {one["sentence"] for one in PLAIN["exceptions"]}
    assert [f"{line.where} | {sentence} | {round(years, 1)}" for line, sentence, years in too_hard()
            if sentence not in allowed] == []


def test_each_exception_has_a_reason_and_is_still_needed() -> None:
    hard = {sentence for _, sentence, _ in too_hard()}
    assert [one["sentence"] for one in PLAIN["exceptions"]
            if one["sentence"] not in hard or len(one["reason"].split()) < 4] == []


@pytest.mark.parametrize(("text", "hard"), [
    ("Ring 999 now. You will not be in trouble, and it is not your fault.", False),
    ("Agencies necessitate proportionate consideration of contemporaneous safeguarding documentation.", True),
])
def test_the_measure_tells_plain_from_hard(text: str, hard: bool) -> None:
    assert (age(text) > PROFESSIONAL) is hard
