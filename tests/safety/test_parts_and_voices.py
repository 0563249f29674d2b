"""The classifier's parts set apart, and voices by exact chances: what each adds, and where it begins to count."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.language.linear import Linear
from bot.language.ngrams import PLACES, NGrams
from bot.safety.classifier import DangerClassifier, Score
from bot.safety.examples import Example, load
from bot.safety.voice import CERTAIN, LIKELY, Voice
from bot.terms import Role

FIRST = np.eye(1, 384, dtype=np.float32)[0]
WHOLE = "he stands there with a long knife shouting, who do I tell"
TOLD = "he stands there with a long knife shouting"


class Pointing:
    """Stands for the encoder: how far along the first axis each text points is set by hand; any other points back."""

    def __init__(self, far: dict[str, float]) -> None:
        self._far = far

    def encode(self, texts: list[str]) -> Any:
        return np.stack([FIRST * self._far.get(text, -1.0) for text in texts])


def linear(*labels: str) -> Linear:
    weights = np.zeros((len(labels), 384), dtype=np.float32)
    weights[0, 0], weights[1, 0] = 2.0, -2.0
    return Linear(labels, weights, np.zeros(len(labels), dtype=np.float32))


def classifier(far: dict[str, float]) -> DangerClassifier:
    stands_in: Any = Pointing(far)
    nothing = NGrams(np.ones(PLACES, dtype=np.float32), np.zeros(PLACES, dtype=np.float32), 0.0)
    parts = (linear("immediate", "none"), linear("weapon", "missing", "online"), linear("ended", "open", "other"))
    return DangerClassifier(stands_in, *parts, nothing, nothing)


def chance(text: str, far: float) -> float:
    """How dangerous a text is that is judged by itself and points so far along the axis."""
    return classifier({text: far}).score(text).danger


def test_what_is_told_before_a_question_counts_half_beside_the_whole() -> None:
    low, high = chance("a shed", -1.0), chance("a shed", 1.0)
    assert low < high
    assert classifier({TOLD: 1.0}).score(WHOLE).danger == pytest.approx((low + high) / 2)
    assert classifier({WHOLE: 1.0}).score(WHOLE).danger == pytest.approx(high), "the whole keeps its own"


def test_the_two_likeliest_kinds_are_named_and_no_third() -> None:
    assert classifier({"a shed": 1.0}).score("a shed").kinds == ("weapon", "online")
    assert classifier({}).score("a shed").kinds == ("missing", "online")


def test_an_emergency_is_left_for_another_matter_only_where_that_is_likelier() -> None:
    score = Score(0.0, 0.0, (), 2, np.zeros(384, dtype=np.float32))
    assert classifier({}).over("two words", score)[1] is False, "as likely is not likelier"


GROWN_UP = {"young_person": [re.compile(r"\bim 13\b")], "grown_up": [re.compile(r"\bmy tenant\b")]}
PLAIN = "he shouts a lot"


def voice(chances: dict[str, float], patterns: dict[str, list[re.Pattern[str]]] = GROWN_UP) -> Voice:
    class Ranked:
        """Stands for the classifier: these chances, to the last digit."""

        def ranking(self, vector: Any) -> list[tuple[str, float]]:
            return sorted(chances.items(), key=lambda c: -c[1])

    stands_in: Any = Ranked()
    return Voice(stands_in, patterns)


def test_who_says_how_old_they_are_is_a_child_where_two_in_five_hear_one() -> None:
    assert voice({"young_person": 0.4, "parent": 0.6}).read("im 13", FIRST, Role.PARENT) is Role.YOUNG_PERSON
    assert voice({"young_person": 0.39, "parent": 0.61}).read("im 13", FIRST, Role.PARENT) is Role.PARENT


@pytest.mark.parametrize(("chances", "said", "role"), [
    ({"parent": LIKELY}, PLAIN, Role.PARENT), ({"parent": LIKELY - 1e-6}, PLAIN, Role.UNKNOWN),
    ({"young_person": CERTAIN}, "my tenant shouts", Role.YOUNG_PERSON),
    ({"young_person": CERTAIN - 1e-6}, "my tenant shouts", Role.UNKNOWN),
    ({"parent": 0.9}, "years ago he shouted", Role.PARENT),  # long ago is no role
])
def test_a_voice_counts_from_its_chance_on(chances: dict[str, float], said: str, role: Role) -> None:
    assert voice(chances).read(said, FIRST, Role.UNKNOWN) is role


def test_where_no_words_of_grown_ups_are_known_a_likely_child_is_one() -> None:
    assert voice({"young_person": 0.8}, {}).read("my tenant shouts", FIRST, Role.UNKNOWN) is Role.YOUNG_PERSON


@pytest.mark.parametrize("stated", [Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF])
def test_who_was_a_child_long_ago_is_answered_as_what_they_said_they_are(stated: Role) -> None:
    heard = voice({"young_person": 0.9})
    assert heard.read("im 13 years ago in that house", FIRST, stated) is stated
    assert heard.read("im 13 in that house", FIRST, stated) is Role.YOUNG_PERSON
    assert heard.read("im 13 years ago in that house", FIRST, Role.PARENT) is Role.YOUNG_PERSON


def test_examples_picked_for_being_hard_are_marked_whatever_their_voice(tmp_path: Path) -> None:
    texts = {"parent": ["p"], "other_languages": ["l"], "replies": [["Is there danger?", "yes"]]}
    for name, more in (("a", {"picked": True}), ("b", {})):
        content = {"kind": "weapon", "label": "none", **texts, **more}
        (tmp_path / f"{name}.yml").write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
    hard, usual = load(tmp_path)[:3], load(tmp_path)[3:]
    assert [e.picked for e in (*hard, *usual)] == [True] * 3 + [False] * 3
    assert hard[2] == Example("yes", False, "weapon", "reply", "Is there danger?", picked=True)


def test_who_says_that_they_are_thirty_four_is_no_child_whatever_was_done_to_them() -> None:
    patterns = {
        "young_person": [re.compile(r"\bmy stepdad\b.*\bme\b")], "grown_up": [re.compile(r"\bim 34\b")],
    }
    heard = voice({"young_person": 0.5, "other": 0.5}, patterns)
    vector = FIRST
    assert heard.read("my stepdad used to do stuff to me", vector, Role.UNKNOWN) is Role.YOUNG_PERSON
    assert heard.read("my stepdad used to do stuff to me. im 34", vector, Role.UNKNOWN) is Role.UNKNOWN


def test_a_child_who_says_when_i_was_little_is_still_a_child() -> None:
    young = Voice.load().read("im 13, my stepdad has done it to me since when i was little", None, Role.UNKNOWN)
    assert young is Role.YOUNG_PERSON
    assert not Voice.load().says_grown_up("when i was little my uncle touched me")
