"""A young person's own questions: an age asks nothing, and who did something has answers of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.actions import declined, spoken
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.replies import young
from bot.replies.words import words
from bot.replies.young import DID, NEAR, TELLINGS, aside, young_answer
from bot.terms import Area, Role

OWNERS: list[dict[str, Any]] = words("support")["young_answers"]
NAMES = [entry["id"] for entry in OWNERS]
ENTRIES = dict(zip(NAMES, OWNERS, strict=True))
WITH_DID = ("not_now", "both_young", "my_fault", "in_trouble")
FAULT = "my_fault"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)


class Pointing:
    """Stands for the encoder: an id points at its own entry, any other text at ``other``; as near as is set."""

    near, other = 1.0, FAULT

    def one(self, text: str) -> NDArray[Any]:
        row = np.zeros(len(NAMES))
        row[NAMES.index(text if text in NAMES else self.other)] = self.near
        return row


@pytest.fixture(autouse=True)
def pointing(monkeypatch: pytest.MonkeyPatch) -> Pointing:
    reader = Pointing()
    monkeypatch.setattr(young, "_asks", lambda: (OWNERS, np.eye(len(NAMES))))
    monkeypatch.setattr(young, "shared", lambda: reader)
    return reader


def opening(text: str, told: str = "") -> str:
    found = young_answer(text, told=told)
    assert found is not None
    return str(found["opening"])


@pytest.mark.parametrize("name", NAMES)
def test_who_told_nothing_of_what_they_did_hears_what_is_said_to_every_child(name: str) -> None:
    plain = ENTRIES[name].get("say") or ENTRIES[name]["opening"]
    for told in ("", *(telling for telling in TELLINGS if telling != DID)):
        assert opening(name, told) == plain


@pytest.mark.parametrize("name", NAMES)
def test_who_did_something_hears_words_of_their_own_where_there_are_any(name: str) -> None:
    entry = ENTRIES[name]
    assert opening(name, DID) == (entry.get("did") or entry.get("say") or entry["opening"])
    assert ("did" in entry) is (name in WITH_DID)


@pytest.mark.parametrize("name", WITH_DID)
def test_those_words_blame_nobody_and_clear_nobody(name: str) -> None:
    did = ENTRIES[name]["did"]
    assert "not your fault" not in did.replace("If somebody did things to you, that was not your fault.", "")
    assert "Childline" in did


def test_the_rest_of_the_answer_stays_the_same() -> None:
    own, did = young_answer(FAULT), young_answer(FAULT, told=DID)
    assert own is not None
    assert did is not None
    assert {**own, "opening": ""} == {**did, "opening": ""}
    assert own["contacts"] == ENTRIES[FAULT]["contacts"]
    assert "did" not in did


@pytest.mark.parametrize("text", ["im 13", "i'm 9", "he's 10", "she's 7 and he's fifteen", "im 12"])
def test_an_age_alone_asks_nothing(text: str) -> None:
    assert young_answer(text) is None
    assert aside(text, first=True) is None


@pytest.mark.parametrize("text", ["im 13 is it my fault", "why", "im scared"])
def test_an_age_with_a_question_may_ask(text: str) -> None:
    assert opening(text) == ENTRIES[FAULT]["say"]


@pytest.mark.parametrize(("near", "least", "found"), [
    (NEAR, 0.0, True), (NEAR - 1e-6, 0.0, False), (NEAR, NEAR + 1e-6, False), (0.9, 0.9, True), (0.9, 0.91, False),
])
def test_it_must_be_near_enough(pointing: Pointing, near: float, least: float, found: bool) -> None:
    pointing.near = near
    assert (young_answer(FAULT, least) is not None) is found


def test_what_is_for_two_young_people_is_none_where_one_is_grown_up(pointing: Pointing) -> None:
    pointing.other = "both_young"
    assert young_answer("im 14 hes 15 is it legal") is not None
    assert young_answer("im 14 hes 24 is it legal") is None


@pytest.mark.parametrize("told", ["", DID])
def test_only_the_first_answer_asks_whether_they_are_safe(told: str) -> None:
    first, later = aside(FAULT, first=True, told=told), aside(FAULT, first=False, told=told)
    assert first is not None
    assert first == young_answer(FAULT, told=told)
    assert first["question"]["slot"] == "are_safe"
    assert later == {**first, "kind": "answer", "question": None}


def turn(intent: str, told: str) -> Turn:
    return Turn(
        text=FAULT, intent=intent, ranking=(), role=Role.YOUNG_PERSON, area=Area.UNKNOWN, now=NOON, risk={}, signs=(),
        first=False, slots={"told_decision": f"support:{told}" if told else None}, asked=None,
    )


@pytest.mark.parametrize(("told", "say"), [
    (DID, "did"), ("", "say"), ("young_person_telling", "say"), ("young_person_friend", "say"),
])
@pytest.mark.parametrize("intent", ["young_person_telling", "young_person_friend", "survivor_support"])
def test_what_they_told_before_chooses_the_words(
    intent: str, told: str, say: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "least_near", lambda text: NEAR)
    assert spoken.support_entry(turn(intent, told))["opening"] == ENTRIES[FAULT][say]


@pytest.mark.parametrize(("told", "say"), [(DID, "did"), ("young_person_telling", "say")])
def test_so_it_does_where_a_question_would_be_declined(told: str, say: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(declined, "least_near", lambda text: NEAR)
    monkeypatch.setattr(declined, "say", lambda dispatcher, reply: heard.append(reply.opening))
    nobody: Any = None
    assert declined.childs_question(nobody, turn("decline_legal_advice", told))
    assert heard == [ENTRIES[FAULT][say]]
