"""Marks as the review keeps them, a row for each person's word, become one correction with everybody who signed it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.changes.mark import LEAD, Mark, finished, from_dict, of_review, together
from bot.clock import LONDON
from bot.records import marks
from bot.records.log import TurnLog, TurnRecord
from bot.records.tables import turn_log
from bot.scrubbed import Scrubbed

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=LONDON)


def said(row: int, turn: str, kind: str, value: str, who: str, role: str) -> marks.Mark:
    return marks.Mark(row, turn, kind, value, who, role, "agreed", 0.0, text="words", intent="ask_x")


TWO = [said(1, "t1", "risk_down", "-", "ann", "editor"), said(2, "t2", "relabel", "ask_x", "ann", "editor"),
       said(3, "t1", "risk_down", "-", "ben", LEAD), said(4, "t1", "risk_down", "-", "ben", LEAD)]


def test_the_same_word_of_two_people_is_one_mark_signed_by_both() -> None:
    first, second = together(TWO)
    assert (first.kind, first.signers, first.rows) == ("risk_down", (("ann", "editor"), ("ben", LEAD)), (1, 3, 4))
    assert first.two_with_a_lead
    assert (second.kind, second.value, second.intent, second.two_with_a_lead) == ("relabel", "ask_x", "ask_x", False)


def test_the_voice_is_the_one_that_a_safety_lead_heard_else_the_last_one_named() -> None:
    ann, ben = replace(TWO[0], voice="parent"), replace(TWO[2], voice="young_person")
    assert together([ann, ben])[0].voice == together([ben, replace(ann, row=9)])[0].voice == "young_person"
    assert together([ann, replace(TWO[2], role="editor", voice="other")])[0].voice == "other"
    assert together(TWO[:1])[0].voice == "other"


def test_a_story_of_the_review_begins_with_what_was_said_before(url: str) -> None:
    kept, turns = marks.Marks(url), []
    log = TurnLog(url)
    for position, intent in ((2, "greet"), (3, "survivor_support")):
        log.write(TurnRecord("a1", position, NOON.date(), "web", Scrubbed(f"turn {position}"), intent, 0.9))
    with log._engine.connect() as connection:
        turns = connection.execute(select(turn_log.c.row).order_by(turn_log.c.position)).scalars().all()
    log._engine.dispose()
    kept.say(NOON, turns[2], "story", "survivor_support", "ann", "editor", lowers=False)
    kept.close()
    assert [mark.before for mark in of_review(url) if mark.kind == "story"] == [("ask_x", "greet")]


def test_a_turn_whose_text_is_gone_and_an_unknown_kind_are_left_out() -> None:
    assert together([replace(TWO[1], text=None), replace(TWO[1], kind="applaud")]) == []


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with one turn, marked as less dangerous by an editor and a safety lead."""
    url = f"sqlite:///{tmp_path / 'marks.db'}"
    log = TurnLog(url)
    log.write(TurnRecord(
        log_id="a1", position=1, day=NOON.date(), channel="web", text=Scrubbed("my son [PERSON_1]"), intent="ask_x",
        confidence=0.8, signals=(), status="answered", topic="other", route="police", grade="none",
        content_version="1",
    ))
    with log._engine.connect() as connection:
        turn = connection.execute(select(turn_log.c.row)).scalar_one()
    log._engine.dispose()
    kept = marks.Marks(url)
    for who, role in (("ann", "editor"), ("ben", LEAD)):
        kept.say(NOON, turn, "risk_down", "-", who, role, lowers=True)
    kept.close()
    return url


def test_the_marks_come_from_the_review_and_it_is_told_when_they_are_done(url: str) -> None:
    (mark,) = of_review(url)
    assert (mark.kind, mark.text, mark.intent) == ("risk_down", "my son [PERSON_1]", "ask_x")
    assert mark.two_with_a_lead
    finished(url, [])
    assert len(of_review(url)) == 1
    finished(url, mark.rows)
    assert of_review(url) == []


def test_a_mark_is_read_back_as_it_was_and_shows_no_words() -> None:
    point = {"say": "a", "asks": []}
    mark = Mark("hush", "story", "ask_x", (("ann", "editor"),), before=("greet",), rows=(1,), point=point)
    assert from_dict(mark.as_dict()) == mark
    assert from_dict(asdict(mark)) == mark
    assert "hush" not in repr(mark)
