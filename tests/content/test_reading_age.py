"""Reading age of what the public reads: eleven at most by a library's measure, thirteen for professionals.

The measure is textstat's automated readability index: it needs no word list from elsewhere, so it works offline.
Grade plus five is the age. Under eight words there is no grade worth the name.
The page is measured sentence by sentence, the answers line by line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import textstat
from our_words import Line, lines, sentences

from bot import yamlfile

PUBLIC, PROFESSIONAL = 11, 13
SHORT = 8       # words
PLAIN: dict[str, Any] = yamlfile.read(Path(__file__).with_name("reading_age.yml"))
BY_SENTENCE = ("words/page.yml", "words/page_texts.yml")      # the page's own
BY_LINE = ("words/common.yml", "words/concern.yml", "words/emergency.yml", "questions.yml")


def age(text: str) -> float:
    """Reading age in years; names that cannot be said otherwise count as the short words that stand for them."""
    for name, plain in PLAIN["names"].items():
        text = re.sub(rf"\b{re.escape(name)}\b", plain, text)
    return float(textstat.automated_readability_index(text)) + 5


def too_hard() -> list[tuple[Line, str, float]]:
    found = []
    for line in lines():
        if line.file not in BY_SENTENCE + BY_LINE:
            continue
        most = PROFESSIONAL if "professional" in line.keys or "record" in line.keys else PUBLIC
        for sentence in sentences(line.text) if line.file in BY_SENTENCE else [line.text]:
            if len(sentence.split()) >= SHORT and age(sentence) > most:
                found.append((line, sentence.strip(), age(sentence)))
    return found


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
