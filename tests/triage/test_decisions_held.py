"""Decisions beside each other, rules of one fact, and situations laid over them for each reader."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.terms import Role, Route, Urgency
from bot.triage import situations
from bot.triage.concern import Concern, Nature
from bot.triage.days import is_today
from bot.triage.decide import Decision, NotForChildren, decide, hold, level
from bot.triage.rules import Addition, holds
from bot.triage.situations import Situation, alone, apply

MADE = Decision(
    route=Route.EARLY_HELP, urgency=Urgency.PLANNED, topic="t", rule="r", opening="Before.", reason="Why.",
    steps=("one", "two", "three"), avoid=("not this",), record=("write",), contacts=("first", "second"),
)
SOONER = (Urgency.PLANNED, Urgency.SAME_DAY, Urgency.IMMEDIATE)
EVERY = [replace(MADE, rule=f"{r}/{u}", route=r, urgency=u) for r in Route for u in SOONER]


def test_an_answer_of_the_same_strength_is_the_newer_one() -> None:
    newer = replace(MADE, opening="After.")
    assert hold(MADE, newer) is newer


def test_a_weaker_answer_changes_no_word_of_the_one_that_stands() -> None:
    sooner = replace(MADE, urgency=Urgency.SAME_DAY, opening="Sooner.")
    assert hold(sooner, MADE) is sooner
    higher = replace(MADE, route=Route.POLICE, opening="Higher.")
    assert hold(higher, MADE) is higher


@pytest.mark.parametrize("previous", EVERY, ids=lambda d: str(d.rule))
def test_what_is_held_is_the_higher_route_with_the_higher_urgency(previous: Decision) -> None:
    for new in EVERY:
        had, has, held = level(previous), level(new), hold(previous, new)
        assert level(held) == (max(had[0], has[0]), max(had[1], has[1])), new.rule
        assert held.rule == (previous.rule if had[1] > has[1] or (had[1] == has[1] and had[0] > has[0]) else new.rule)


def test_why_a_child_gets_no_decision_is_said() -> None:
    with pytest.raises(NotForChildren) as refused:
        decide(Concern(role=Role.YOUNG_PERSON, nature=Nature.SIGNS))
    assert str(refused.value) == "a child is never given an adult's answer"


def test_only_who_is_there_for_their_work_is_told_what_to_write_down() -> None:
    assert decide(Concern(role=Role.PROFESSIONAL, nature=Nature.SIGNS)).record
    assert decide(Concern(role=Role.PARENT, nature=Nature.SIGNS)).record == ()


def test_what_a_rule_leaves_out_may_be_that_nothing_was_said() -> None:
    unsaid = (("contact", frozenset({"none", "days"})),)
    assert not holds((), unsaid, {})
    assert not holds((), unsaid, {"contact": "days"})
    assert holds((), unsaid, {"contact": "today"})
    assert holds(unsaid, (), {})


def test_an_addition_holds_unless_its_exception_does() -> None:
    row = Addition("a", (("told", frozenset({"yes"})),), (("area", frozenset({"elsewhere"})),), {})
    assert row.holds({"told": "yes"})
    assert not row.holds({"told": "yes", "area": "elsewhere"})
    assert not row.holds({"told": "no"})


@pytest.mark.parametrize(("text", "today"), [("on Sunday", True), ("on Saturday", False)])
def test_today_is_the_day_it_is_in_london(text: str, today: bool) -> None:
    """Half past eleven in the evening by the clock of the world is past midnight there in summer."""
    assert is_today(text, datetime(2026, 7, 4, 23, 30, tzinfo=timezone.utc)) is today


BOTH = {"parent": ["for a parent"], "professional": ["for a professional"]}
SAYS: dict[str, Any] = {
    "steps": BOTH, "avoid": BOTH, "contacts": BOTH,
    "opening": {"parent": "To a parent.", "professional": "To a professional."},
}
ROLES = [(Role.PARENT, "parent"), (Role.PROFESSIONAL, "professional"), (Role.UNKNOWN, "parent")]


def known(monkeypatch: pytest.MonkeyPatch, **say: Any) -> None:
    row = Situation("made_up", re.compile("zebra"), None, say.pop("roles", frozenset()), "kind" in say, (), say)
    monkeypatch.setattr(situations, "situations", lambda: (row,))


@pytest.mark.parametrize(("role", "reader"), ROLES)
def test_each_reader_gets_the_words_of_a_situation_that_are_meant_for_them(
    monkeypatch: pytest.MonkeyPatch, role: Role, reader: str
) -> None:
    known(monkeypatch, **SAYS)
    found = apply(MADE, ("made_up",), role)
    mine = f"for a {reader}"
    assert (found.opening, found.steps[0], found.avoid[0], found.contacts[0]) == (f"To a {reader}.", mine, mine, mine)


@pytest.mark.parametrize(("role", "reader"), ROLES)
def test_a_short_situation_speaks_to_its_reader_and_leaves_nothing_to_write_down(
    monkeypatch: pytest.MonkeyPatch, role: Role, reader: str
) -> None:
    known(monkeypatch, short=True, **SAYS)
    assert apply(MADE, ("made_up",), role) == replace(
        MADE, opening=f"To a {reader}.", reason="", steps=(f"for a {reader}",), avoid=(), record=(), contacts=("first",)
    )


def test_what_stands_alone_is_for_its_own_readers_and_may_have_no_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    known(
        monkeypatch, roles=frozenset({"professional"}), kind="decline", route="early_help", urgency="planned",
        steps=["one"], avoid=[], contacts=["first"],
    )
    whole = alone("a zebra at work", Role.PROFESSIONAL)
    assert whole is not None
    assert (whole.opening, whole.steps) == ("", ("one",))
    assert alone("a zebra at work", Role.PARENT) is None
