"""A question amid a worry: handed on to those who can weigh it, or the fact that it asks for stands first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import amid
from bot.actions.amid import NOT_HELD, handed_on, weighed
from bot.actions.asked_too import cited_too
from bot.actions.detail import take
from bot.actions.turn import Turn, library
from bot.clock import LONDON
from bot.replies.concern import noted
from bot.replies.reply import Reply
from bot.replies.words import words
from bot.terms import WORRY_KINDS, Area, Kind, Role, Route

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
PARENT, PRO, UNKNOWN = Role.PARENT, Role.PROFESSIONAL, Role.UNKNOWN
AMID: dict[str, Any] = words("decline")["amid"]
BACK = "can he come back on Sunday"


def turn(text: str = BACK, intent: str = "out_of_scope", role: Role = PARENT, **more: Any) -> Turn:
    made = Turn(
        text=text, intent=intent, ranking=(), role=role, area=Area.UNKNOWN, now=NOON, risk={}, signs=(), first=False,
        slots={"nature": "disclosure", "told": "yes"}, asked=None, before="concern",
    )
    return replace(made, **more)


def said(made: Turn) -> dict[str, Any] | None:
    """The message that hands the question on; None where it is not handed on, and then nothing is said."""
    dispatcher = CollectingDispatcher()
    handed = handed_on(dispatcher, made)
    assert len(dispatcher.messages) == int(handed)
    found: dict[str, Any] | None = dispatcher.messages[0] if handed else None
    return found


@pytest.mark.parametrize("intent", NOT_HELD)
@pytest.mark.parametrize("line", [
    BACK, "can she see him", "should they stay", "is it ok with him", "do i let her go", "is that hers", "is that his",
    "may i ring them", "is it their fault", "CAN HE COME", "can my nephew stay", "is it ok for mum to visit",
])
def test_a_question_about_the_people_of_a_worry_is_handed_on(line: str, intent: str) -> None:
    message = said(turn(line, intent))
    assert message is not None
    card = message["custom"]["guidance"]
    assert (card["kind"], card["route"]) == (Kind.DECLINE, Route.CHILDRENS_SOCIAL_CARE)
    assert message["text"].startswith(AMID["opening"]["parent"])
    assert all(step in message["text"] for step in AMID["steps"])
    assert "0345 045 5203" in message["text"]
    assert card["citations"] == []


@pytest.mark.parametrize(("made", "route"), [
    (turn(slots={"nature": "professional"}), Route.LADO),
    (turn(slots={"nature": "signs"}, role=PRO), Route.SAFEGUARDING_LEAD),
    (turn(role=UNKNOWN), Route.CHILDRENS_SOCIAL_CARE),
])
def test_it_goes_to_whom_the_worry_goes(made: Turn, route: Route) -> None:
    message = said(made)
    assert message is not None
    assert message["custom"]["guidance"]["route"] == route


def test_somebody_at_work_is_told_that_the_strategy_does_not_say_it() -> None:
    message = said(turn(role=PRO))
    assert message is not None
    assert message["text"].startswith(AMID["opening"]["professional"])


@pytest.mark.parametrize("before", [*sorted(WORRY_KINDS), "answer", "decline", "smalltalk", None])
def test_it_is_amid_a_worry_as_long_as_one_stands(before: str | None) -> None:
    assert said(turn(before=before)) is not None


@pytest.mark.parametrize("made", [
    turn(slots={}), turn(slots={"nature": None}),
    turn(role=Role.YOUNG_PERSON), turn(role=Role.WORRIED_ABOUT_SELF), turn(role=Role.ADULT_SURVIVOR),
    turn("he comes back on Sunday"), turn("what is the weather like"), turn(intent="ask_pants"),
    turn(intent="decline_medical"), turn(intent="concern_signs"), turn(intent="thanks"),
])
def test_what_is_no_such_question_is_answered_as_ever(made: Turn) -> None:
    assert said(made) is None


@pytest.mark.parametrize(("intent", "line", "handed"), [
    ("decline_legal_advice", "can we drive her there", True), ("decline_legal_advice", "does the COURT let him", False),
    ("decline_legal_advice", "has she any right", False), ("decline_legal_advice", "is he bright", True),
    ("decline_local_data", "can he see her", True), ("decline_local_data", "how many of them are there", False),
    ("decline_prediction", "can he see her", True), ("decline_prediction", "will he do it again", False),
    ("decline_diagnosis", "can he see her", True), ("decline_diagnosis", "is it normal for her", False),
    ("decline_press", "can he see her", True), ("decline_press", "should i tell the newspaper about him", False),
    ("decline_recommendation", "can he see her", True), ("decline_recommendation", "who is best for her", False),
])
def test_a_refusal_does_only_where_one_of_its_own_words_stands(intent: str, line: str, handed: bool) -> None:
    assert (said(turn(line, intent)) is not None) is handed


def test_every_refusal_with_words_of_its_own_is_one() -> None:
    assert set(AMID["own_words"]) <= set(words("decline")["intents"])
    assert all(re.compile(pattern) for pattern in AMID["own_words"].values())


WHOLE = Reply(kind=Kind.QUESTION, opening="Thank you.", citations=({"section": "One"}, {"section": "Two"}))
ARTICLE = library().articles["parental_consent"]
POINT = ARTICLE.points[0]


@pytest.fixture
def fact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amid, "fact_for", lambda text, made: (POINT, ARTICLE))


@pytest.fixture
def no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amid, "fact_for", lambda text, made: None)


@pytest.mark.usefixtures("fact")
def test_the_fact_that_is_asked_for_stands_first_and_is_cited() -> None:
    given = weighed(WHOLE, turn())
    assert given.opening == POINT.say
    assert [c["section"] for c in given.citations][:2] == ["One", "Two"]
    assert len(given.citations) == 3
    assert given == cited_too(replace(WHOLE, opening=POINT.say), POINT, ARTICLE)


@pytest.mark.usefixtures("no_fact")
@pytest.mark.parametrize("role", [PARENT, PRO, UNKNOWN])
def test_else_who_can_weigh_it_is_said_in_place_of_thanks(role: Role) -> None:
    reader = "professional" if role is PRO else "parent"
    assert weighed(WHOLE, turn(role=role)) == replace(WHOLE, opening=AMID["opening"][reader])


@pytest.mark.usefixtures("fact")
@pytest.mark.parametrize("made", [
    turn("he comes back on Sunday"), turn("who do i ring about him"), turn(role=Role.YOUNG_PERSON),
    turn(role=Role.WORRIED_ABOUT_SELF), turn(role=Role.ADULT_SURVIVOR),
])
def test_what_asks_nothing_or_whom_to_ring_is_answered_as_it_was(made: Turn) -> None:
    assert weighed(WHOLE, made) is WHOLE


@pytest.mark.usefixtures("no_fact")
@pytest.mark.parametrize(("text", "intent", "first"), [
    ("he comes every Sunday", "about_family", "noted"), ("can he come on Sunday", "about_family", "weighed"),
    ("is she still 9", "give_age", "noted"),  # something was learnt from it
])
def test_a_detail_from_which_nothing_is_learnt_is_noted_unless_it_asks(text: str, intent: str, first: str) -> None:
    dispatcher = CollectingDispatcher()
    take(dispatcher, turn(text, intent))
    opening = AMID["opening"]["parent"] if first == "weighed" else noted(changed=False)
    assert dispatcher.messages[0]["text"].startswith(opening)


def test_a_section_that_is_cited_already_is_not_cited_twice() -> None:
    cited = (POINT.cited or ARTICLE.citations)[0]
    three = ({"section": "One"}, {"section": "Two"}, {"section": "Three"})
    again = replace(WHOLE, citations=(cited, *three))
    assert cited_too(again, POINT, ARTICLE) == again
    fresh = cited_too(replace(WHOLE, citations=three), POINT, ARTICLE)
    assert fresh.citations == (three[0], three[1], cited, three[2])
