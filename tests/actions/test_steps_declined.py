"""Which steps stand under a refusal: those for every question, and those for one with their own words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.actions.declined import _steps
from bot.replies.words import words

LEGAL: dict[str, Any] = words("decline")["intents"]["decline_legal_advice"]
COURT = LEGAL["steps"][0]["say"]
ALWAYS = LEGAL["steps"][1:]


@pytest.mark.parametrize(("steps", "text", "left"), [
    (["a", "b"], "x", ["a", "b"]), ([], "x", []), (None, "x", []),
    ([{"say": "a", "where": "court"}, "b"], "the court", ["a", "b"]),
    ([{"say": "a", "where": "court"}, "b"], "The COURT", ["a", "b"]),
    ([{"say": "a", "where": "court"}, "b"], "the police", ["b"]),
    ([{"say": "a"}, "b"], "the police", ["a", "b"]),
    (["b", {"say": "a", "where": "court|law"}], "a lawyer", ["b", "a"]),
])
def test_a_step_with_words_of_its_own_is_said_only_to_them(
    steps: list[Any] | None, text: str, left: list[str]
) -> None:
    assert _steps({"steps": steps}, text) == left


def test_an_entry_without_steps_has_none() -> None:
    assert _steps({}, "x") == []


@pytest.mark.parametrize("line", [
    "what does the court say", "can a judge decide", "is there an order", "do i have to allow contact",
    "is the visit off", "it is his weekend", "she has custody", "do i need a solicitor", "must she see him",
    "does he have to see her", "can i see his file", "see their file", "how do i stop him", "can i stop her",
    "her dad wants her", "her father wants her", "my ex wants her",
])
def test_who_asks_of_contact_is_told_what_to_do_about_a_court(line: str) -> None:
    assert _steps(LEGAL, line) == [COURT, *ALWAYS]


@pytest.mark.parametrize("line", ["is it a crime to hit a child", "can i film him", "will they need a statement"])
def test_who_asks_of_the_law_alone_is_not(line: str) -> None:
    assert _steps(LEGAL, line) == ALWAYS
