"""Marks as the review keeps them, a row for each person's word, become one correction with everybody who signed it."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from types import ModuleType

import pytest

from bot.changes.mark import LEAD, Mark, finished, from_dict, of_review, together
from bot.errors import SettingsError


@dataclass
class Row:
    row: int
    turn: str
    kind: str
    value: str
    who: str
    role: str
    text: str | None = "words"
    intent: str | None = "ask_x"


TWO = [Row(1, "t1", "risk_down", "-", "ann", "editor"), Row(2, "t2", "relabel", "ask_x", "ann", "editor"),
       Row(3, "t1", "risk_down", "-", "ben", LEAD), Row(4, "t1", "risk_down", "-", "ben", LEAD)]


def test_the_same_word_of_two_people_is_one_mark_signed_by_both() -> None:
    first, second = together(TWO)
    assert (first.kind, first.signers, first.rows) == ("risk_down", (("ann", "editor"), ("ben", LEAD)), (1, 3, 4))
    assert first.two_with_a_lead
    assert (second.kind, second.value, second.intent, second.two_with_a_lead) == ("relabel", "ask_x", "ask_x", False)


def test_a_turn_whose_text_is_gone_and_an_unknown_kind_are_left_out() -> None:
    assert together([Row(1, "t1", "relabel", "ask_x", "ann", "editor", text=None),
                     Row(2, "t2", "applaud", "-", "ann", "editor")]) == []


def test_the_marks_come_from_the_review_and_it_is_told_when_they_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, list[int]]] = []
    review = ModuleType("bot.records.marks")
    review.agreed = lambda url: TWO  # type: ignore[attr-defined]
    review.done = lambda url, rows: told.append((url, rows))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bot.records.marks", review)
    assert [mark.kind for mark in of_review("sqlite://")] == ["risk_down", "relabel"]
    finished("sqlite://", [])
    finished("sqlite://", [1, 3])
    assert told == [("sqlite://", [1, 3])]


def test_without_a_review_a_file_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bot.records.marks", None)
    with pytest.raises(SettingsError, match="--marks"):
        of_review("sqlite://")


def test_a_mark_is_read_back_as_it_was_and_shows_no_words() -> None:
    point = {"say": "a", "asks": []}
    mark = Mark("hush", "story", "ask_x", (("ann", "editor"),), before=("greet",), rows=(1,), point=point)
    assert from_dict(mark.as_dict()) == mark
    assert from_dict(asdict(mark)) == mark
    assert "hush" not in repr(mark)
