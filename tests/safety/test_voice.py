"""Whose voice a message is written in: by plain words, by its sound, and by what was stated."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from bot.language.linear import Linear
from bot.safety.voice import Voice
from bot.terms import Role

LABELS = ("young_person", "parent", "professional", "other")
PATTERNS = {
    "young_person": [re.compile(r"\bim 13\b")],
    "professional": [re.compile(r"\bhv here\b")],
    "grown_up": [re.compile(r"\bmy tenant\b")],
}
VECTOR = np.ones(384, dtype=np.float32)
PLAIN = "he shouts a lot"


def voice(**chances: float) -> Voice:
    """A voice whose classifier has these chances, whatever the vector."""
    bias = np.log(np.array([chances.get(label, 1e-6) for label in LABELS], dtype=np.float32))
    return Voice(Linear(LABELS, np.zeros((len(LABELS), 384), dtype=np.float32), bias), PATTERNS)


def test_a_childs_own_words_overrule_a_stated_role_only_where_it_sounds_like_one_too() -> None:
    assert voice(young_person=0.5, parent=0.5).read("im 13", VECTOR, Role.PARENT) is Role.YOUNG_PERSON
    assert voice(young_person=0.1, parent=0.9).read("im 13", VECTOR, Role.PARENT) is Role.PARENT
    assert voice(parent=1.0).read("im 13", VECTOR, Role.UNKNOWN) is Role.YOUNG_PERSON
    assert voice(parent=1.0).read("im 13", VECTOR, Role.YOUNG_PERSON) is Role.YOUNG_PERSON


def test_what_was_stated_stands_before_what_the_words_name() -> None:
    assert voice(parent=1.0).read("hv here", VECTOR, Role.PARENT) is Role.PARENT
    assert voice(parent=1.0).read("hv here", VECTOR, Role.UNKNOWN) is Role.PROFESSIONAL


def test_of_what_was_done_to_themselves_nobody_writes_for_their_work() -> None:
    own = Voice(None, {"adult_survivor": [re.compile(r"\bi was abused myself\b")]})
    assert own.read("i was abused myself", None, Role.PROFESSIONAL) is Role.ADULT_SURVIVOR
    assert own.read("i was abused myself", None, Role.PARENT) is Role.PARENT


@pytest.mark.parametrize(("chances", "role"), [
    ({"young_person": 0.95, "parent": 0.05}, Role.YOUNG_PERSON), ({"parent": 0.7, "other": 0.3}, Role.PARENT),
    ({"parent": 0.5, "other": 0.5}, Role.UNKNOWN), ({"other": 0.9, "parent": 0.1}, Role.UNKNOWN),
])
def test_without_plain_words_a_likely_voice_is_taken(chances: dict[str, float], role: Role) -> None:
    assert voice(**chances).read(PLAIN, VECTOR, Role.UNKNOWN) is role


def test_words_of_a_grown_up_keep_a_likely_voice_from_being_a_childs_unless_it_is_certain() -> None:
    assert voice(young_person=0.8, other=0.2).read("my tenant shouts", VECTOR, Role.UNKNOWN) is Role.UNKNOWN
    assert voice(young_person=0.8, other=0.2).read(PLAIN, VECTOR, Role.UNKNOWN) is Role.YOUNG_PERSON
    assert voice(young_person=0.95, other=0.05).read("my tenant shouts", VECTOR, Role.UNKNOWN) is Role.YOUNG_PERSON


def test_how_likely_a_child_wrote_it() -> None:
    assert voice(young_person=0.25, parent=0.75).child(VECTOR) == pytest.approx(0.25, abs=0.01)
    assert Voice(None, PATTERNS).child(VECTOR) == 1.0, "where nothing is trained, nobody is told that they are no child"


def test_the_words_themselves_may_say_that_a_child_is_writing() -> None:
    assert voice().says_child("im 13 and scared")
    assert not voice().says_child(PLAIN)


def test_without_a_classifier_or_a_vector_the_words_alone_tell() -> None:
    assert Voice(None, PATTERNS).read("hv here", None, Role.UNKNOWN) is Role.PROFESSIONAL
    assert Voice(None, PATTERNS).read(PLAIN, None, Role.UNKNOWN) is Role.UNKNOWN
    assert voice(parent=1.0).read(PLAIN, None, Role.UNKNOWN) is Role.UNKNOWN


def test_the_classifier_is_read_where_it_was_trained(tmp_path: Path) -> None:
    assert Voice.load(tmp_path).child(VECTOR) == 1.0
    Linear(LABELS, np.zeros((4, 384), dtype=np.float32), np.zeros(4, dtype=np.float32)).save(tmp_path / "voice.npz")
    assert Voice.load(tmp_path).child(VECTOR) == pytest.approx(0.25)


def test_a_classifier_that_knows_no_childs_voice_hears_none() -> None:
    adults = Linear(("parent", "other"), np.zeros((2, 384), dtype=np.float32), np.zeros(2, dtype=np.float32))
    assert Voice(adults, {}).child(VECTOR) == 0.0
    assert Voice(adults, PATTERNS).read("im 13", VECTOR, Role.PARENT) is Role.PARENT
    assert not Voice(adults, {}).says_child("im 13")
    assert Voice(adults, {}).read(PLAIN, VECTOR, Role.UNKNOWN) is Role.UNKNOWN
