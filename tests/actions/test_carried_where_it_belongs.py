"""Where a line is answered by what went before: a first worry that only goes on, and what is not meant for a child."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import concern, guidance
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
TRACKER: Any = SimpleNamespace(active_loop={}, slots={}, latest_message={})
CARRIED = [SlotSet("article", "referral_how")]
LISTEN = "action_listen"


def turn(text: str, intent: str, role: Role, **slots: Any) -> Turn:
    return Turn(
        text=text, intent=intent, ranking=((intent, 0.9),), role=role, area=Area.UNKNOWN, now=NOON,
        risk={"grade": "none"}, signs=(), first=False, slots=slots, asked=None, before="answer",
    )


def events_of(monkeypatch: pytest.MonkeyPatch, text: str, found: Any) -> list[Any]:
    monkeypatch.setattr(concern, "read", lambda tracker: turn(text, "concern_signs", Role.PROFESSIONAL))
    monkeypatch.setattr(concern, "carried", lambda dispatcher, made: found)
    return concern.ActionReadConcern().run(CollectingDispatcher(), TRACKER, {})


def names(events: list[Any]) -> list[str]:
    return [str(event.get("name")) for event in events]


@pytest.mark.parametrize("found", [CARRIED, []])
def test_a_worry_that_only_goes_on_with_a_question_begins_no_form(
    found: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    events = events_of(monkeypatch, "and if only suspected", found)
    assert events[:-1] == found
    assert (events[-1]["event"], events[-1]["name"]) == ("followup", LISTEN)


def test_a_worry_that_goes_on_with_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    events = events_of(monkeypatch, "she is withdrawn and he scares her", None)
    assert "nature" in names(events)
    assert LISTEN not in names(events)


def test_what_is_answered_alone_is_carried_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    events = events_of(monkeypatch, "only joking lol", CARRIED)
    assert names(events) == [LISTEN]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was answered instead of an article."""
    heard: list[str] = []
    monkeypatch.setattr(guidance, "supported", lambda dispatcher, made: heard.append(made.intent) or [])
    monkeypatch.setattr(
        guidance.again, "tell", lambda dispatcher, made, asked=False: heard.append(f"again:{asked}") or []
    )
    monkeypatch.setattr(guidance, "aside", lambda *_: None)
    return heard


@pytest.mark.parametrize(("role", "slots", "answer"), [
    (Role.YOUNG_PERSON, {"told_decision": "support:young_person_telling"}, "young_person_telling"),
    (Role.YOUNG_PERSON, {"told_decision": "support:young_person_friend"}, "young_person_friend"),
    (Role.ADULT_SURVIVOR, {"told_decision": "support:survivor_support"}, "survivor_support"),
    (Role.WORRIED_ABOUT_SELF, {"told_decision": "support:self_concern"}, "self_concern"),
    (Role.PARENT, {"nature": "disclosure"}, "again:True"), (Role.UNKNOWN, {"nature": "disclosure"}, "again:True"),
])
def test_who_told_of_themselves_is_told_no_decision_and_no_other_subject(
    role: Role, slots: dict[str, str], answer: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = turn("is it illegal though", "ask_fgm_what_it_is", role, **slots)
    article = next(name for name in guidance.library().articles if name.startswith("fgm"))
    monkeypatch.setattr(guidance, "read", lambda tracker: made)
    monkeypatch.setattr(guidance, "_names", lambda _: [f"ask_{article}"])
    guidance.ActionGuidance().run(CollectingDispatcher(), TRACKER, {})
    assert said == [answer]
