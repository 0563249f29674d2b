"""The first answer says what is kept, how long, and that names are not needed; each platform gets its own truth."""

from __future__ import annotations

from typing import Any

import pytest

from bot.clock import LONDON
from bot.replies.compose import compose
from bot.replies.emergency import escalation
from bot.replies.reply import Reply, message
from bot.replies.words import words
from bot.terms import Area, Kind, Role, Route

KEPT = "I keep this chat for 24 hours, and a copy with names hidden for up to 12 months."


def answered(**metadata: Any) -> tuple[str, list[str]]:
    """Text and closing lines of a worry's answer."""
    closing = ("Not a report.",)
    reply = Reply(kind=Kind.CONCERN, route=Route.CHILDRENS_SOCIAL_CARE, opening="Please ring.", closing=closing)
    whole = compose([message(reply)], metadata, {})
    assert whole is not None
    return whole["text"], whole["custom"]["guidance"]["closing"]


@pytest.mark.parametrize("channel", ["rest", "web", None])
def test_the_first_answer_ends_with_what_is_kept(channel: str | None) -> None:
    text, closing = answered(first=True, channel=channel)
    assert text.endswith(f"You do not need to give names. {KEPT}")
    assert closing == ["Not a report.", f"You do not need to give names. {KEPT}"]


def test_later_answers_do_not_say_it_again() -> None:
    assert KEPT not in answered(first=False)[0]
    assert KEPT not in answered()[0]


def test_that_names_are_not_needed_is_said_once() -> None:
    text, _ = answered(first=True, found=["PERSON"])
    assert text.count("You do not need to give names") == 1
    assert text.endswith(KEPT)


@pytest.mark.parametrize(("channel", "truth"), [("teams", "your employer or school may"), ("telegram", "its own copy")])
def test_a_platform_that_keeps_copies_says_so(channel: str, truth: str) -> None:
    assert truth in answered(first=True, channel=channel)[0]
    assert truth not in answered(first=False, channel=channel)[0]


def test_an_emergency_is_not_held_up_by_it() -> None:
    from datetime import datetime

    noon = datetime(2026, 11, 25, 12, tzinfo=LONDON)
    whole = compose([message(escalation((), Role.UNKNOWN, Area.UNKNOWN, noon))], {"first": True}, {})
    assert whole is not None
    assert "24 hours" not in whole["text"]


@pytest.mark.parametrize("role", ["parent", "young_person", "professional"])
def test_who_sees_this_tells_of_platforms_and_of_nobody_reading(role: str) -> None:
    said = words("smalltalk")["intents"]["who_sees_this"]["opening"][role]
    for part in ("reading this live", "names hidden", "Teams", "Telegram", "may see Teams"):
        assert part in said
