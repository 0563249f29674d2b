"""The second look: each rule has its hit and its near miss, and what is planted in a made-up log comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.records.reading import LogReader
from bot.records.review_store import ReviewStore
from bot.review.suspects import FILE, LIKE, Detector
from bot.review.suspects.rules import Rules
from bot.review.sweep import Sweep
from tests.review.log import TODAY
from tests.review.made_up import bench

pytestmark = pytest.mark.thorough

RULES = Rules.load(FILE)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.code)
def test_each_rule_finds_its_hit_and_not_its_near_miss(rule):
    assert rule.code in {one.code for one in RULES.find(rule.hit)}
    assert rule.code not in {one.code for one in RULES.find(rule.miss)}


def test_a_question_about_training_is_no_suspicion():
    assert RULES.find("what is the policy when he has touched her again tonight") == []


def test_words_far_apart_in_a_long_message_do_not_meet():
    assert RULES.find("He has a knife block. It is blue. We cook a lot. She is in the kitchen.") == []


def test_a_rule_of_no_group_is_refused(tmp_path: Path):
    file = tmp_path / "suspects.yml"
    file.write_text(
        "groups: {a: [x]}\nalike: {some: 0.1, strong: 0.2}\n"
        "rules: [{code: z, weight: 1, all: [zebra], hit: x, miss: y}]\n", encoding="utf-8",
    )
    with pytest.raises(ContentError, match="zebra"):
        Rules.load(file)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load()


def test_what_is_like_known_danger_is_suspected_and_small_talk_is_not(detector):
    danger, calm = detector.look(["he has a knife and he is outside my bedroom door", "thank you, that is all for now"])
    assert danger.strength >= 2
    assert LIKE in danger.why
    assert calm.strength == 0


def test_all_planted_dangers_of_2000_conversations_are_among_the_first_40(detector, tmp_path):
    url = f"sqlite:///{tmp_path / 'safeguard.db'}"
    planted = bench().seed(url, 2000, TODAY)
    reader, store = LogReader(url), ReviewStore(url)
    assert Sweep(reader, store, detector, frozenset()).run(TODAY) == 2000
    places = bench().places(url, planted)
    reader.close()
    store.close()
    assert len(places) == len(planted) == 20
    assert max(places.values()) <= 40
