"""What the bot learns from does not contradict itself, and what it is measured on was not learnt."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from bot import overlap, training_texts
from bot.overlap import NEAR, SHORT, Near, plain
from bot.safety import examples

pytestmark = pytest.mark.thorough


@cache
def learnt() -> dict[str, set[str]]:
    return overlap.learnt()


@cache
def heard() -> tuple[str, ...]:
    return overlap.heard()


def test_no_example_stands_under_two_intents() -> None:
    intents: dict[str, set[str]] = defaultdict(set)
    for text, intent in training_texts.intents():
        intents[plain(text)].add(intent)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}


def test_no_text_is_called_both_danger_and_harmless() -> None:
    labels: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for e in examples.load():
        labels[plain(e.asked or ""), plain(e.text)].add(e.danger)
    assert [text for text, verdicts in labels.items() if len(verdicts) > 1] == []


def test_what_is_measured_was_not_learnt_word_for_word() -> None:
    assert [t for t in heard() if len(plain(t).split()) >= SHORT and plain(t) in learnt()] == []


def test_what_is_measured_is_not_nearly_what_was_learnt() -> None:
    near = Near(learnt())
    assert {t: round(s, 2) for t in heard() if (s := near.nearest(t)[0]) >= NEAR} == {}
