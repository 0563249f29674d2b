"""Which facts of an article stand first; vectors here are nothing but the words of a text."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.guidance.articles import load
from bot.guidance.search import Found, Index
from bot.language.encoder import Encoder
from bot.terms import Role

LIBRARY = load()
RECORD = "what do i write down if i dont tell parents"
NOTICE = "what is the eha privacy notice"
BOTH = f"{NOTICE} and {RECORD}"


class Words:
    """An encoder that sees which words a text has."""

    version = "words"

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        rows = np.zeros((len(texts), 384), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % 384] += 1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows

    def one(self, text: str) -> NDArray[Any]:
        return np.asarray(self.encode([text])[0])


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(LIBRARY, cast(Encoder, Words()))


def ranked(index: Index, text: str, *parts: str) -> Found:
    article = LIBRARY.articles["parental_consent"]
    several = [(Words().one(part), part) for part in parts]
    return index.rank(article, Words().one(text), Role.PROFESSIONAL, text, several)


def test_the_fact_that_is_asked_for_stands_first(index: Index) -> None:
    assert RECORD in ranked(index, RECORD).points[0].asks


def test_each_of_two_questions_has_its_fact_before_all_others_in_the_order_asked(index: Index) -> None:
    first, second = ranked(index, BOTH, NOTICE, RECORD).points[:2]
    assert NOTICE in first.asks
    assert RECORD in second.asks


def test_a_part_that_no_fact_answers_moves_nothing(index: Index) -> None:
    assert ranked(index, RECORD, "zebra quilt umbrella").points == ranked(index, RECORD).points


def test_no_fact_is_lost_or_shown_twice(index: Index) -> None:
    points = ranked(index, BOTH, NOTICE, RECORD, NOTICE).points
    assert sorted(p.say for p in points) == sorted(p.say for p in ranked(index, BOTH).points)
