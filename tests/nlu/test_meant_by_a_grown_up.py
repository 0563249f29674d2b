"""What a question means from somebody at work, and that a sound makes no child of who was answered as a grown-up."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from bot.safety.voice import Voice
from bot.terms import Role
from tests.nlu.sounding import Heard

pytestmark = pytest.mark.model

CHILD, PARENT, PRO, UNKNOWN = Role.YOUNG_PERSON, Role.PARENT, Role.PROFESSIONAL, Role.UNKNOWN
SELF, SURVIVOR = Role.WORRIED_ABOUT_SELF, Role.ADULT_SURVIVOR
TELLING = "young_person_telling"
Asked = Callable[[str, str, Role], "str | None"]


@pytest.fixture(scope="module")
def nlu() -> Any:
    """The modules under test, and Rasa's messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.shared.nlu.training_data.message import Message

        from bot.nlu import meaning, voice
    return meaning, voice, Message


@pytest.fixture
def asked(nlu: Any) -> Asked:
    found: Asked = nlu[0]._asked_by
    return found


@pytest.mark.parametrize("line", [
    "can i be sacked for it", "will they put me up to be sacked",
    "we might be fired", "will i lose my job", "do we lose our jobs",
    "will they discipline me, me being disciplined", "can i be struck off", "i could be dismissed", "I FEAR DISMISSAL",
])
def test_who_fears_for_their_job_hears_of_disagreement(line: str, asked: Asked) -> None:
    for name in ("decline_legal_advice", "out_of_scope", "decline_prediction"):
        assert asked(name, line, PRO) == "ask_disagreement"
        assert asked(name, line, PARENT) is None
    assert asked("ask_pants", line, PRO) is None


@pytest.mark.parametrize("line", [
    "will he be sacked", "can she lose her job", "i like my job", "they sacked him", "sack them, said the man to us",
    "i wonder what comes of somebody who is sacked",
])
def test_somebody_elses_job_is_another_matter(line: str, asked: Asked) -> None:
    assert asked("decline_legal_advice", line, PRO) is None


TELL = [
    "do i tell the parents", "should we inform mum", "speak to dad", "talk to his mam", "do i ring home",
    "call her mother", "warn the family", "ask his father", "contact families", "say anything to mum",
    "say something to the parent", "TELL MUM",
]


@pytest.mark.parametrize("name", ["ask_parents_what_to_expect", "ask_parents_films"])
@pytest.mark.parametrize("line", TELL)
def test_whether_to_tell_them_at_home_is_a_question_of_consent(line: str, name: str, asked: Asked) -> None:
    assert asked(name, line, PRO) == "ask_parental_consent"
    assert asked(name, line, PARENT) is None
    assert asked("ask_pants", line, PRO) is None


@pytest.mark.parametrize("line", [
    "what can parents expect", "films for mum", "tell the police", "say it to mum", "mum will tell",
    "tell everybody who is at the school of this boy, not mum",
])
def test_what_families_may_expect_stays_one_about_them(line: str, asked: Asked) -> None:
    assert asked("ask_parents_films", line, PRO) is None


def test_what_stop_it_now_passes_on_is_told_to_who_fears_their_own_thoughts(asked: Asked) -> None:
    assert asked("ask_police_or_999", "do they ring the police", SELF) == "ask_self_concern_info"
    for role in (CHILD, PARENT, PRO, UNKNOWN, SURVIVOR):
        assert asked("ask_police_or_999", "do they ring the police", role) is None


@pytest.fixture
def least(nlu: Any) -> Callable[..., float]:
    module, _, message = nlu

    def of(role: Role, text: str = "he does stuff", **told: Any) -> float:
        found: float = module.Meaning(Voice.load())._least(message(data={"text": text, "metadata": told}), role)
        return found

    return of


@pytest.mark.parametrize(("role", "told", "chance"), [
    (PARENT, {}, 0.5), (PARENT, {"kind": "answer"}, 0.9), (PARENT, {"kind": "smalltalk"}, 0.9),
    (PRO, {}, 0.6), (PRO, {"kind": "smalltalk"}, 0.9), (PRO, {"kind": "answer"}, 1.1),
    (UNKNOWN, {}, 0.15), (UNKNOWN, {"kind": "answer"}, 0.15), (UNKNOWN, {"kind": "smalltalk"}, 0.15),
    (PARENT, {"kind": "concern"}, 1.1),
])
def test_who_was_answered_as_a_grown_up_must_sound_surely_like_a_child(
    role: Role, told: dict[str, str], chance: float, least: Callable[..., float]
) -> None:
    assert least(role, **told) == chance


@pytest.fixture
def role_of(nlu: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Role]:
    _, module, message = nlu
    monkeypatch.setattr(module, "vector_of", lambda _: None)
    reader = module.VoiceReader()

    def of(text: str, chance: float = 1.0, **told: Any) -> Role:
        monkeypatch.setattr(reader, "_voice", Heard.load())
        monkeypatch.setattr(Heard, "chance", chance)
        found: Role = reader._role(text, message(data={"text": text, "metadata": told}))
        return found

    return of


@pytest.mark.parametrize(("line", "told", "chance", "role"), [
    ("its happening now", {"kind": "escalation"}, 1.0, UNKNOWN),            # nobody speaks of themselves
    ("i dont want a scene", {"kind": "escalation"}, 0.98, UNKNOWN),
    ("i dont want a scene", {"kind": "escalation"}, 0.99, CHILD),           # surely a child
    ("i dont want a scene", {"asked": "safe_now"}, 0.98, UNKNOWN), ("he hit me", {"asked": "contact"}, 0.98, UNKNOWN),
    ("he hit me", {"asked": "contact"}, 0.99, CHILD), ("i dont want a scene", {"asked": "are_safe"}, 0.5, CHILD),
    ("i dont want a scene", {}, 0.5, CHILD), ("i dont want a scene", {"kind": "concern"}, 0.5, CHILD),
    ("is it my fault", {"kind": "answer"}, 0.5, CHILD),                     # an answer that is asked on from is no form
    ("im 12 and i dont want a scene", {"kind": "escalation"}, 0.0, CHILD),  # they say so
])
def test_who_goes_on_in_an_emergency_is_a_child_only_surely(
    line: str, told: dict[str, str], chance: float, role: Role, role_of: Callable[..., Role]
) -> None:
    assert role_of(line, chance, **told) is role


def test_surely_is_nearly_certain(nlu: Any) -> None:
    assert nlu[1].SURELY == 0.99
