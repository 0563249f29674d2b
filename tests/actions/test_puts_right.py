"""Who says who did it not, and who did, makes the worry another one, whatever it weighs, and answers nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.actions.detail import amid, corrects
from bot.actions.nature import kept, put_right_by
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
PUT_RIGHT = "No, he\u2019s a lad from another school, not a teacher"
ROWS = [
    ("professional", PUT_RIGHT, "child_on_child"), ("child_on_child", "not a boy, a member of staff", "professional"),
    ("child_sexual_behaviour", "not the child, the teacher", "professional"),
    ("child_on_child", "he is a grown up, not a child", "adult_behaviour"),
    ("online", "not a stranger, a boy from her class", "images"),
]
NOTHING = [
    ("professional", "he helps at the club"), ("signs", PUT_RIGHT), (None, PUT_RIGHT),
    ("child_on_child", "he is in year 9"), ("images", "not a stranger, a boy from her class"),
]


def turn(nature: str | None, text: str, intent: str = "concern_signs") -> Turn:
    return Turn(
        text=text, intent=intent, ranking=(), role=Role.PROFESSIONAL, area=Area.UNKNOWN, now=NOON, risk={}, signs=(),
        first=False, slots={"nature": nature}, asked=None, before="concern",
    )


@pytest.mark.parametrize(("before", "line", "after"), ROWS)
def test_it_is_read_as_the_worry_that_is_meant(before: str, line: str, after: str) -> None:
    made = turn(before, line)
    assert put_right_by(made) == after
    assert kept(made) == replace(made, intent=f"concern_{after}")


@pytest.mark.parametrize("intent", ["thanks", "deny", "ask_pants", "concern_professional", "concern_child_on_child"])
def test_it_does_whatever_it_sounds_like(intent: str) -> None:
    assert kept(turn("professional", PUT_RIGHT, intent)).intent == "concern_child_on_child"


@pytest.mark.parametrize(("before", "line"), NOTHING)
def test_what_puts_nothing_right_makes_no_other_worry(before: str | None, line: str) -> None:
    made = turn(before, line, f"concern_{before}" if before else "thanks")
    assert put_right_by(made) is None
    assert kept(made) == made


@pytest.mark.parametrize(("before", "line", "after"), ROWS)
def test_its_no_answers_no_question(before: str, line: str, after: str) -> None:
    assert corrects(turn(before, line, "deny"))


@pytest.mark.parametrize(("before", "line"), NOTHING)
def test_any_other_no_may(before: str | None, line: str) -> None:
    assert not corrects(turn(before, line, "deny"))
    assert corrects(turn(before, f"no wait, {line}", "deny"))


@pytest.mark.parametrize(("before", "line", "after"), ROWS)
@pytest.mark.parametrize("intent", ["thanks", "human", "misuse_request"])
def test_it_is_a_detail_of_the_worry_however_it_sounds(before: str, line: str, after: str, intent: str) -> None:
    assert amid(turn(before, line, intent))
    assert amid(turn(before, f"{line}?", intent)), "even where it seems to ask"


@pytest.mark.parametrize(("before", "line"), NOTHING)
def test_without_it_such_a_line_is_none(before: str | None, line: str) -> None:
    assert not amid(turn(before, line, "thanks"))
