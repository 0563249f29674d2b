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
