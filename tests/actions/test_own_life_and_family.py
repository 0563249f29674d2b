"""What an emergency is about where the writer is not safe, and which words of support somebody's family is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.actions.escalation import NOT_SAFE, WRITER, _asked_amid, _dangers, _floor
from bot.actions.guidance import _in_despair
from bot.actions.spoken import SUPPORT, not_for_them, support_entry
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.replies.words import words
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
SURVIVOR, SELF = Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF


def turn(text: str, role: Role, intent: str = "immediate_risk", **risk: Any) -> Turn:
    return Turn(
        text=text, intent=intent, ranking=(), role=role, area=Area.UNKNOWN, now=NOON, risk=risk, signs=(), first=False,
        slots={}, asked=None,
    )


def known(before: Turn, **slots: Any) -> Turn:
    return replace(before, slots=slots)


@pytest.mark.parametrize("role", [SURVIVOR, SELF])
@pytest.mark.parametrize("reason", ["answered_yes", "answered_not_sure"])
def test_who_is_grown_up_and_says_only_that_they_are_not_safe_means_themselves(role: Role, reason: str) -> None:
    assert _dangers(turn("no", role, reasons=[reason], dangers=["missing"]), None) == (NOT_SAFE,)


@pytest.mark.parametrize("role", [Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON, Role.UNKNOWN])
def test_nobody_else_does(role: Role) -> None:
    assert NOT_SAFE not in _dangers(turn("no", role, reasons=["answered_yes"], dangers=["missing"]), None)


def test_a_danger_in_the_words_or_one_named_before_stands_instead() -> None:
    knife = turn("no he has a knife", SURVIVOR, reasons=["weapon", "answered_yes"], dangers=["weapon"])
    assert _dangers(knife, None) == ("weapon",)
    again = known(turn("no", SURVIVOR, reasons=["answered_yes"], dangers=[]), dangers=["suicidal_writer"])
    assert _dangers(again, None) == ("suicidal_writer",)
    other = turn("someone help me here please", SURVIVOR, reasons=["call_for_help"], dangers=["bare_call"])
    assert NOT_SAFE not in _dangers(other, None)


def test_a_child_who_may_be_hurt_comes_before_the_life_of_who_may_hurt() -> None:
    named = ["suicidal_writer", "alone_with_abuser", WRITER]
    told = turn("im alone with her and dont trust myself", SELF, reasons=named, dangers=named)
    assert _dangers(told, None) == (WRITER, "suicidal_writer", "alone_with_abuser")
    assert _dangers(replace(told, role=Role.PARENT), None)[0] == "suicidal_writer"
    guessed = replace(told, risk={"reasons": ["suicidal_writer"], "dangers": named})
    assert _dangers(guessed, None)[0] == "suicidal_writer", "a guess alone puts nobody first"


@pytest.mark.parametrize(("role", "dangers", "despair"), [
    (SURVIVOR, ["suicidal_writer"], True), (SURVIVOR, ["weapon"], False), (SURVIVOR, [], False), (SELF, [], True),
    (Role.YOUNG_PERSON, ["suicidal_child"], True), (Role.PARENT, ["suicidal_child"], False),
    (Role.PROFESSIONAL, ["about_to_hurt_self"], False), (Role.UNKNOWN, ["suicidal_writer"], False),
])
def test_despair_is_of_who_writes_of_themselves(role: Role, dangers: list[str], despair: bool) -> None:
    assert _in_despair(turn("what is the point", role, dangers=dangers)) is despair


def test_below_a_danger_that_words_named_nothing_falls() -> None:
    told = turn("he has a knife", Role.PARENT, reasons=["weapon"], dangers=["weapon"])
    floor = _floor(told, ("weapon",))
    assert floor == {"role": "parent", "area": "unknown", "nature": "disclosure", "told": "yes"}


def test_a_guess_ones_own_life_or_a_floor_that_stands_makes_none() -> None:
    told = turn("he has a knife", Role.PARENT, reasons=["weapon"], dangers=["weapon"])
    assert _floor(told, ("missing",)) is None
    assert _floor(replace(told, risk={"reasons": ["suicidal_writer"]}), ("suicidal_writer",)) is None
    assert _floor(replace(told, role=SURVIVOR), ("weapon",)) is None
    assert _floor(known(told, floor={"nature": "signs"}), ("weapon",)) is None
    assert _floor(replace(told, risk={}), ("weapon",)) is None


@pytest.mark.parametrize(("text", "role"), [
    ("what do i write down", Role.YOUNG_PERSON), ("they are coming", Role.PROFESSIONAL), ("ok", Role.PARENT),
])
def test_a_child_and_who_asks_nothing_get_no_fact_amid_danger(text: str, role: Role) -> None:
    assert _asked_amid(turn(text, role)) is None


FAMILY = [
    ("my husband was arrested this morning, they took his laptop", "family_of_accused"),
    ("my son is on bail and I do not know what to tell his sisters", "family_of_accused"),
    ("my wife told me what her father did to her when she was little", "family_of_survivor"),
    ("my best friend is a survivor, how can i be there for her", "family_of_survivor"),
    ("my husband was abused as a boy and has been arrested", "family_of_accused"),  # the children come first
    ("my daughter was hurt last year, how do we cope", "family_support"), ("how do I cope", "family_support"),
]


@pytest.mark.parametrize(("text", "entry"), FAMILY)
def test_each_family_hears_what_is_meant_for_it(text: str, entry: str) -> None:
    assert support_entry(turn(text, Role.PARENT, "family_support")) == words("support")["entries"][entry]


@pytest.mark.parametrize(("text", "angry"), [
    ("the trial collapsed, he walked out", True), ("i told the police and they did nothing", True),
    ("the church covered it up", True), ("i want to talk to somebody", False), ("he was found guilty", False),
])
def test_a_survivor_who_was_let_down_hears_that_first(text: str, angry: bool) -> None:
    entry, own = support_entry(turn(text, SURVIVOR, "survivor_support")), words("support")
    plain = own["entries"]["survivor_support"]
    assert entry["opening"] == (own["let_down"] if angry else plain["opening"])
    assert {**entry, "opening": plain["opening"]} == plain, "nothing else of it changes"


def test_who_only_worries_about_themselves_hears_nothing_of_it() -> None:
    entry = support_entry(turn("the police did nothing", SELF, "self_concern"))
    assert entry["opening"] != words("support")["let_down"]


@pytest.mark.parametrize(("intent", "meant"), [
    ("ask_pants", True), ("ask_talking_to_children", True), ("ask_parents_seeking_help", True),
    ("ask_signs_list", True), ("ask_hsb_what", True), ("ask_self_concern_info", False), ("ask_police_or_999", False),
])
def test_what_is_for_other_families_is_not_for_who_fears_themselves(intent: str, meant: bool) -> None:
    begun = known(turn("can i still bath her", SELF, intent), told_decision=f"{SUPPORT}self_concern")
    assert not_for_them(begun) is meant
    assert not not_for_them(replace(begun, slots={})), "a first question is answered"
    assert not not_for_them(replace(begun, role=Role.PARENT))
