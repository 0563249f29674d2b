"""Answers over real HTTP have the contract's shape, whatever they answer."""

from __future__ import annotations

import pytest

from bot.contacts.directory import Directory
from tests.server.guidance_schema import faults
from tests.server.service import NUMBERS, WORRY, Shared, card

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]
CONTACTS = {contact.id: contact for contact in Directory.load().all()}

ANSWERED = [
    ("parent", "my sister lives with a new man and her girl, 7, cries and hides when he comes in", "concern"),
    ("professional", "A pupil in my tutor group says that her step-brother touches her at night.", None),
    ("professional", "do we need a parent's agreement before we make a referral", "answer"),
    ("young_person", "my coach keeps sending me messages late and says its our secret", "concern"),
    ("adult_survivor", "it happened to me when i was nine and i never told a soul", None),
    ("worried_about_self", "i keep having thoughts about children that frighten me, i have not acted on them", None),
    ("unknown", "hello", "smalltalk"),
    ("unknown", "what is the weather in Ely going to be tomorrow", "decline"),
    ("unknown", "pls come he is breaking the door down he said he will kill the kids", "escalation"),
]


@pytest.mark.parametrize(("role", "text", "kind"), ANSWERED, ids=[row[1][:30] for row in ANSWERED])
def test_an_answer_has_the_contracts_shape(running: Shared, role: str, text: str, kind: str | None) -> None:
    answer = running.say(text, f"contract {text[:20]}", role=role)
    assert faults(answer) == []
    found = card(answer)
    assert kind in (None, found["kind"])
    if found["kind"] in ("concern", "question"):
        assert found["route"]
    if found["kind"] == "smalltalk":
        assert found["route"] is None
    if found["kind"] == "decline":
        assert found["citations"] == []
    if found["kind"] == "escalation":
        assert (found["route"], found["urgency"]) == ("emergency", "immediate")
        assert [number for number in NUMBERS if number not in answer["text"][:1500]] == []
    options = (found["question"] or {}).get("options") or []
    assert [one for one in options if one not in answer["buttons"]] == [], "a client of buttons alone can answer"


@pytest.mark.parametrize(("role", "text"), [row[:2] for row in ANSWERED[:5]], ids=[row[1][:30] for row in ANSWERED[:5]])
def test_contacts_are_those_of_the_directory(running: Shared, role: str, text: str) -> None:
    answer = running.say(text, f"contacts {text[:20]}", role=role)
    for contact in card(answer)["contacts"]:
        known = CONTACTS[contact["id"]]
        assert (contact["name"], contact["phone"], contact["url"]) == (known.name, known.phone, known.url)
        assert (known.phone or known.sms or known.url or known.name) in answer["text"]


def test_metadata_may_be_left_out(running: Shared) -> None:
    status, messages = running.post({"sender": "bare", "message": WORRY})
    assert status == 200
    assert [faults(message) for message in messages] == [[]]
