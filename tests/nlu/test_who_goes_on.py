"""Words in which nobody speaks of themselves go on with what was begun, and make nobody a child."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from bot.terms import Role
from tests.nlu.sounding import Heard

pytestmark = pytest.mark.model

CHILD, UNKNOWN, PARENT = Role.YOUNG_PERSON, Role.UNKNOWN, Role.PARENT


@pytest.fixture(scope="module")
def nlu() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.shared.nlu.training_data.message import Message

        from bot.nlu import voice
    return voice, Message


@pytest.fixture
def role_of(nlu: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    module, message = nlu
    monkeypatch.setattr(module, "vector_of", lambda _: None)
    reader = module.VoiceReader()
    monkeypatch.setattr(reader, "_voice", Heard.load())
    return lambda text, **metadata: reader._role(text, message(data={"text": text, "metadata": metadata}))


@pytest.mark.parametrize(("line", "told", "role"), [
    ("he is twelve", {"asked": "contact"}, UNKNOWN), ("every weekend", {"asked": "area"}, UNKNOWN),
    ("he is twelve", {"asked": "are_safe"}, CHILD),                       # no question of the form
    ("he is twelve", {}, CHILD), ("he is twelve", {"kind": "concern"}, CHILD),
    ("is it ok for boys too", {"kind": "answer"}, UNKNOWN), ("and for boys?", {"kind": "decline"}, UNKNOWN),
    ("he is twelve", {"kind": "answer"}, CHILD),                          # nothing is asked
    ("is it ok for boys too", {"kind": "smalltalk"}, CHILD), ("is it ok for boys too", {}, CHILD),
    ("he is twelve and i am scared", {"asked": "contact"}, CHILD),        # they speak of themselves
    ("he hits me", {"asked": "contact"}, CHILD), ("is it my fault", {"kind": "answer"}, CHILD),
    ("do they tell us", {"kind": "answer"}, CHILD), ("im 12", {"asked": "age_band"}, CHILD),
])
def test_who_only_goes_on_is_made_no_child_by_the_sound(
    line: str, told: dict[str, str], role: Role, role_of: Any
) -> None:
    assert role_of(line, **told) is role


def test_who_said_who_they_are_stays_that(role_of: Any) -> None:
    for told in ({"role": "young_person"}, {"known": "young_person"}):
        assert role_of("he is twelve", asked="contact", **told) is CHILD
    assert role_of("he is twelve", asked="contact", role="parent") is PARENT


def test_who_says_that_they_are_a_child_is_one_however_it_sounds(role_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Heard, "chance", 0.0)
    assert role_of("im 12", asked="age_band") is CHILD
    assert role_of("is it ok, im 12", kind="answer") is CHILD
