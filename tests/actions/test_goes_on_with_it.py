"""Which few words carry the last question on, and how near they must lie to what the guidance knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot.actions import carried
from bot.actions.carried import _SAID_TO_US, _TAKEN_FOR, CLOSE, DOUBT, FEW, LONGEST, OWN, SOME, _may_go_on, further
from bot.actions.turn import Turn, library
from bot.clock import LONDON
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
LAST, OTHER = "referral_how", "principles"
LITTLE = 1e-6
ELSE = "concern_signs"  # no question, nothing that is said to us, and no answer to a form


def turn(text: str, intent: str = ELSE) -> Turn:
    return Turn(
        text=text, intent=intent, ranking=((intent, 0.4),), role=Role.PROFESSIONAL, area=Area.UNKNOWN, now=NOON,
        risk={"grade": "none"}, signs=(), first=False, slots={"question": "How do I refer?"}, asked=None,
        before="answer",
    )


GOES_ON = [
    "to who", "to whom", "ok nationally then", "nationally, then?", "under which law", "since when", "from where",
    "at school", "compared with 2019", "and for boys", "with parents", "ok, from home", "but at night", "in primary",
    "what about teams", "how about boys", "same for boys", "by post", "or by phone", "so, to the lado",
    "which is the worst", "who decides", "AT SCHOOL",
]
STOPS = ["schools", "the police", "then we went", "atlas", "toward", "fromage", "sincerely", "underwear rules"]


@pytest.mark.parametrize("intent", [ELSE, "family_support", "young_person_telling", "survivor_support", "self_concern"])
@pytest.mark.parametrize("line", GOES_ON)
def test_a_few_words_that_were_taken_for_something_else_may_go_on(line: str, intent: str) -> None:
    assert _may_go_on(turn(line, intent))


@pytest.mark.parametrize("line", STOPS)
def test_a_word_alone_that_joins_nothing_does_not(line: str) -> None:
    for intent in (ELSE, "out_of_scope", "nlu_fallback", "ask_pants"):
        assert not _may_go_on(turn(line, intent))


@pytest.mark.parametrize("intent", _SAID_TO_US)
def test_what_is_said_to_us_never_goes_on(intent: str) -> None:
    assert not intent.startswith(_TAKEN_FOR)
    assert not _may_go_on(turn("to who", intent))


def test_what_is_meant_for_us_is_known() -> None:
    assert {
        "thanks", "goodbye", "stop", "delete_conversation", "start_again", "human", "feedback_good", "feedback_bad",
        "repeat", "interpreter", "language_other", "hide_this", "cannot_ring", "not_sure_emergency", "affirm", "deny",
        "unsure", "skip", "all_safe_now", "remove_fact", "misuse_request",
    } == set(_SAID_TO_US)


@pytest.mark.parametrize("line", [
    "and you", "for u", "in your view", "and ur view", "in this chat", "is it here", "with this", "at my school",
    "and i tell", "from me",
])
def test_what_speaks_of_us_or_of_the_writer_does_not(line: str) -> None:
    assert not _may_go_on(turn(line))


@pytest.mark.parametrize(("intent", "most"), [(ELSE, FEW), ("out_of_scope", LONGEST), ("ask_pants", LONGEST)])
def test_what_is_longer_says_what_it_is_about(intent: str, most: int) -> None:
    line = " ".join(["and", *["boys"] * (most - 1)])
    assert _may_go_on(turn(line, intent))
    assert not _may_go_on(turn(f"{line} boys", intent))
    assert (FEW, LONGEST) == (6, 8)


def test_what_nothing_was_made_of_may_speak_of_us() -> None:
    assert _may_go_on(turn("and for your school", "out_of_scope"))
    assert not _may_go_on(turn("and for your school", ELSE))


def one(text: str) -> np.ndarray[Any, Any]:
    return np.asarray(np.eye(2, 384, dtype=np.float32)[int(text != "to who")])


Near = Callable[..., Turn]


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> Near:
    """``near(best=..., last=..., outside=..., alone=...)``: how near the words lie, and how far from all of ours."""
    def lie(best: float, last: float = 0.0, outside: float = -1.0, alone: float = 0.0) -> Turn:
        rows = sorted([(OTHER, best), (LAST, last)], key=lambda row: -row[1])
        index = SimpleNamespace(
            nearest_articles=lambda vector, text=None: rows if text else [(LAST, 1.0)],
            nearest_fact=lambda vector, text: (OTHER, None, 0.0, alone),
        )
        gate = SimpleNamespace(outside=lambda text, at: outside)
        monkeypatch.setattr(carried, "index", lambda: index)
        monkeypatch.setattr(carried, "shared", lambda: SimpleNamespace(one=one))
        monkeypatch.setattr(carried, "shared_gate", lambda: gate)
        return turn("to who")

    return lie


def test_words_taken_for_something_else_must_lie_near_enough(near: Near) -> None:
    assert further(near(SOME)) is not None
    assert further(near(SOME - LITTLE)) is None
    assert further(near(0.1, last=SOME)) is not None
    assert (SOME, CLOSE, DOUBT) == (0.55, 0.9, 3.0)


def test_a_question_of_ours_need_not(near: Near) -> None:
    asked = replace(near(0.1), intent="ask_pants")
    assert further(asked) is not None


@pytest.mark.parametrize(("last", "outside", "found"), [
    (CLOSE, DOUBT, True), (CLOSE, DOUBT + LITTLE, False), (CLOSE - LITTLE, LITTLE, False), (CLOSE - LITTLE, 0.0, True),
    (CLOSE, LITTLE, True),
])
def test_near_to_what_was_answered_more_may_speak_against_them(
    last: float, outside: float, found: bool, near: Near
) -> None:
    for best in (0.6, 0.95):
        assert (further(near(best, last, outside)) is not None) is found


def test_words_that_ask_for_a_fact_by_themselves_get_it_where_taken_for_something_else(near: Near) -> None:
    found = further(near(0.1, alone=OWN))  # too far for both together
    assert found is not None
    assert found[0] is library().articles[OTHER]
    assert list(found[1]) == list(one("to who"))
    assert further(near(0.1, alone=OWN - LITTLE)) is None


def test_a_question_that_asks_for_one_by_itself_is_answered_elsewhere(near: Near) -> None:
    assert further(replace(near(0.9, alone=OWN), text="to who is it", intent="ask_pants")) is None
