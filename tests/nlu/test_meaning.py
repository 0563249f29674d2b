"""What an intent means from this person, with the sound of a child's voice set by hand."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from bot.terms import Role
from tests.nlu.sounding import Sound

pytestmark = pytest.mark.model

CHILD, PARENT, PRO, UNKNOWN = Role.YOUNG_PERSON, Role.PARENT, Role.PROFESSIONAL, Role.UNKNOWN
SURVIVOR = Role.ADULT_SURVIVOR
TELLING = "young_person_telling"
Meant = Callable[..., str | None]
OF_THEMSELVES = (
    "what happens when i tell", "im scared, what now", "i'm scared", "will they believe me", "what of my mum",
    "what will he do", "does she have to know", "what do they do", "do you tell him", "do you tell her", "I AM",
)


@pytest.fixture(scope="module")
def nlu() -> Any:
    """The module under test, and Rasa's messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.shared.nlu.training_data.message import Message

        from bot.nlu import meaning
    return meaning, Message


@pytest.fixture
def meant(nlu: Any, monkeypatch: pytest.MonkeyPatch) -> Meant:
    """``meant(name, text, role, child=..., **metadata)``: the other intent that is meant, None where it stays."""
    module, message = nlu
    monkeypatch.setattr(module, "vector_of", lambda _: None)

    def of(name: str, text: str, role: Role, child: float = 1.0, **metadata: Any) -> str | None:
        voice = Sound.load()
        monkeypatch.setattr(voice, "chance", child)
        ranking = [{"name": name, "confidence": 0.9}, {"name": "concern_disclosure", "confidence": 0.05}]
        heard = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "metadata": metadata}
        found: str | None = module.Meaning(voice).of(message(data=heard), role)
        return found

    return of


@pytest.mark.parametrize("name", [
    "ask_disclosure_response", "ask_parents_what_to_expect", "ask_agency_education", "ask_parents_films",
])
def test_a_child_who_asks_for_themselves_is_not_told_what_adults_do(meant: Meant, name: str) -> None:
    for line in OF_THEMSELVES:
        assert meant(name, line, CHILD) == "ask_how_children_seek_help"
    assert meant(name, "what happens at school", CHILD) is None
    for role in (PARENT, PRO, UNKNOWN):
        assert meant(name, "what happens when i tell", role) is None


def test_other_questions_of_a_child_are_theirs(meant: Meant) -> None:
    assert meant("ask_pants", "what do i do", CHILD) is None
    assert meant("ask_parental_consent", "who is told", CHILD) == "ask_how_children_seek_help"


@pytest.mark.parametrize("line", [
    "i am a teacher and a boy in my class told me", "im a teaching assistant", "as a gp i saw her",
    "my daughter told me", "i'm a social worker and he touched me",
])
@pytest.mark.parametrize("role", [PARENT, PRO, UNKNOWN])
def test_who_names_their_job_or_their_child_is_grown_up_however_it_sounds(meant: Meant, role: Role, line: str) -> None:
    assert meant(TELLING, line, role, child=1.0) == "concern_disclosure"


@pytest.mark.parametrize("line", ["im 13 and i am a teacher at play school", "im 12 and my daughter is a doll", "help"])
def test_who_says_that_they_are_a_child_or_names_nothing_is_none(meant: Meant, line: str) -> None:
    assert meant(TELLING, line, UNKNOWN, child=1.0) is None
    assert meant(TELLING, line, PARENT, child=1.0) is None


@pytest.mark.parametrize(("role", "least"), [(PARENT, 0.5), (PRO, 0.6), (UNKNOWN, 0.15)])
def test_below_a_chance_of_its_own_no_child_writes(meant: Meant, role: Role, least: float) -> None:
    assert meant(TELLING, "he does stuff", role, child=least) is None
    assert meant(TELLING, "he does stuff", role, child=least - 1e-6) == "concern_disclosure"


@pytest.mark.parametrize("kind", ["answer", "decline"])
@pytest.mark.parametrize(("line", "supposed"), [
    ("and if it was his nephew?", True), ("what if he lives there", True),
    ("if it was his nephew", False),          # nothing is asked
    ("what if he hurts me", False), ("and if i tell?", False), ("what if im wrong", False), ("is it my fault", False),
    ("what if it was i'm not sure", False), ("what if we tell", False), ("do they tell us", False),
    ("is it mine", False), ("is he our dad", False), ("what if i've lied", False),
])
def test_what_is_supposed_after_an_answer_is_no_childs_telling(
    meant: Meant, line: str, supposed: bool, kind: str
) -> None:
    after = meant(TELLING, line, UNKNOWN, child=1.0, kind=kind)
    assert after == ("concern_disclosure" if supposed else None)


def test_before_any_answer_a_child_may_suppose(meant: Meant) -> None:
    for kind in (None, "smalltalk", "safety_check"):
        assert meant(TELLING, "what if he lives there", UNKNOWN, child=1.0, kind=kind) is None


@pytest.mark.parametrize(("role", "told", "grown_up"), [
    (PARENT, {"asked": "contact"}, True), (PRO, {"kind": "question"}, True), (PRO, {"kind": "answer"}, True),
    (PARENT, {"kind": "answer"}, False), (UNKNOWN, {"asked": "contact"}, False), (UNKNOWN, {"kind": "concern"}, False),
])
def test_where_a_grown_up_has_begun_a_sound_alone_is_no_child(
    meant: Meant, role: Role, told: dict[str, str], grown_up: bool
) -> None:
    after = meant(TELLING, "he does stuff", role, child=1.0, **told)
    assert after == ("concern_disclosure" if grown_up else None)


@pytest.mark.parametrize("name", ["decline_medical", "decline_adult_violence"])
def test_what_a_survivor_lives_with_is_no_matter_for_a_doctor_alone(meant: Meant, name: str) -> None:
    for line in ("my nightmares are back", "i get flashbacks, what can i take"):
        assert meant(name, line, SURVIVOR) == "survivor_support"
        assert meant(name, line, PARENT) is None
    assert meant(name, "she has a rash", SURVIVOR) is None


def test_other_refusals_of_a_survivor_stay(meant: Meant) -> None:
    assert meant("decline_press", "my nightmares are back", SURVIVOR) is None
