"""Articles about one thing alone, and the few words amid a worry that only sound like them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.actions.off_topic import off_topic
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)


def turn(text: str, nature: str | None = "disclosure", before: str = "concern") -> Turn:
    return Turn(
        text=text, intent="ask_fgm_what", ranking=(), role=Role.PROFESSIONAL, area=Area.UNKNOWN, now=NOON, risk={},
        signs=(), first=False, slots={"nature": nature}, asked=None, before=before,
    )


@pytest.mark.parametrize(("text", "article"), [
    ("is it illegal", "fgm_what"), ("do i have to tell my sister", "fgm_duty"), ("do i send him", "nude_images"),
    ("can i stop them going", "online_abuse"), ("who leads it", "governance"),
])
def test_a_few_words_about_the_worry_ask_for_nothing_else(text: str, article: str) -> None:
    assert off_topic(turn(text), article)


@pytest.mark.parametrize(("text", "article"), [
    ("is fgm illegal", "fgm_what"), ("who chairs the board", "governance"), ("should i take his phone", "online_abuse"),
    ("what do i write down", "disclosure_record"), ("how do we get the picture down", "report_images_online"),
])
def test_what_names_its_subject_is_asked_for(text: str, article: str) -> None:
    assert not off_topic(turn(text), article)


def test_the_worry_itself_may_be_about_it() -> None:
    assert not off_topic(turn("is it illegal", nature="fgm_risk"), "fgm_what")


def test_where_no_worry_was_told_every_article_may_be_meant() -> None:
    assert not off_topic(turn("is it illegal", nature=None), "fgm_what")


@pytest.mark.parametrize("before", ["answer", "smalltalk"])
def test_what_was_asked_last_may_have_been_about_it(before: str) -> None:
    asked = turn("is it illegal", before=before)
    assert off_topic(asked, "fgm_what")
    about_it = replace(asked, slots={**asked.slots, "question": "What is FGM?"})
    assert not off_topic(about_it, "fgm_what")


@pytest.mark.parametrize(("text", "article"), [
    ("is it illegal", "fgm_what"), ("what is he like", "self_concern_info"), ("who leads it", "governance"),
])
@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.ADULT_SURVIVOR])
def test_who_told_of_themselves_is_in_the_middle_of_it_too(role: Role, text: str, article: str) -> None:
    own = replace(turn(text), role=role, slots={"told_decision": "support:told"})
    assert off_topic(own, article)
    assert not off_topic(replace(own, slots={"told_decision": None}), article)
    assert not off_topic(replace(own, text=f"{text} fgm board thoughts"), article)
    assert not off_topic(replace(own, role=Role.PARENT), article), "a family has no decision that could be said again"


def test_no_article_is_of_their_own_story() -> None:
    told = replace(turn("so it is"), role=Role.ADULT_SURVIVOR, slots={"told_decision": "support:survivor_support"})
    for article in ("fgm_what", "nude_images", "hsb_what", "parents_what_to_expect_x", "early_help_what"):
        assert off_topic(told, article)


def test_who_worries_about_themselves_asks_of_their_own_help_in_any_words() -> None:
    told = {"told_decision": "support:self_concern"}
    assert not off_topic(replace(turn("will they tell"), role=Role.WORRIED_ABOUT_SELF, slots=told), "self_concern_info")
    assert off_topic(replace(turn("will they tell"), role=Role.ADULT_SURVIVOR, slots=told), "self_concern_info")
    assert off_topic(turn("will they tell"), "self_concern_info")


@pytest.mark.parametrize(("words", "short"), [(12, True), (13, False)])
def test_twelve_words_are_few(words: int, short: bool) -> None:
    line = " ".join(["is", "it", *["so"] * (words - 2)])
    assert off_topic(turn(line), "fgm_what") is short


@pytest.mark.parametrize(("text", "article", "nature", "off"), [
    ("do i say so", "early_help_what", "disclosure", True), ("is early help on", "early_help_what",
    "disclosure", False),
    ("what of the eha", "early_help_what", "disclosure", False), ("who signed", "early_help_what", "disclosure", False),
    ("does she consent", "early_help_what", "disclosure", False), ("is there a plan", "early_help_what",
    "signs", False),
    ("do i say so", "early_help_what", "early_help", False), ("do i say so", "early_help_what", "declined_help", False),
    ("who agrees", "early_help_what", "signs", False), ("is an assessment made", "early_help_what", "signs", False),
    ("do i keep him off", "parents_what_to_expect", "disclosure", False),
    ("do i keep him off", "parents_what_to_expect", "child_on_child", True),
    ("what happens next", "parents_what_to_expect", "child_on_child", False),
    ("do police come", "parents_what_to_expect", "child_on_child", False),
    ("is she interviewed", "parents_what_to_expect", "child_on_child", False),
    ("an examination", "parents_what_to_expect", "child_on_child", False),
    ("the statement", "parents_what_to_expect", "child_on_child", False),
    ("what do i expect of a court", "parents_what_to_expect", "child_on_child", False),
    ("what is he like", "self_concern_info", "disclosure", True), ("his thoughts", "self_concern_info", "signs", False),
    ("is he attracted", "self_concern_info", "signs", False), ("has he urges", "self_concern_info", "signs", False),
    ("he hates himself", "self_concern_info", "signs", False), ("she hates herself", "self_concern_info",
    "signs", False),
    ("ask myself", "self_concern_info", "signs", False), ("who is stop it now", "self_concern_info", "signs", False),
    ("is he an offender", "self_concern_info", "signs", False), ("he watches it", "self_concern_info", "signs", False),
])
def test_each_article_has_its_words_and_its_worries(text: str, article: str, nature: str, off: bool) -> None:
    assert off_topic(turn(text, nature=nature), article) is off
