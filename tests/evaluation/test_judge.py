"""The judges, each with an answer that passes and near ones that must not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.answer import READ, Answer
from bot.evaluation.cases import Case, load
from bot.evaluation.judge import JUDGES

NUMBERS = "Ring 999. Childline 0800 1111. Social care 01733 864180."


def answer(text: str = "", **card: Any) -> Answer:
    return Answer([{"text": text, "custom": {"guidance": card}}])


def marks(name: str, row: dict[str, Any], *answers: Answer) -> dict[str, Any]:
    waiting = iter(answers)
    return JUDGES[name](Case(name, "ev-x-001", "parent", row), lambda text: next(waiting))


DANGER = {"text": "now", "label": "immediate", "kind": "abuse_now"}
CALM = {"text": "later", "label": "not_immediate", "kind": "who"}
ROUTE = {"text": "x", "accept": ["lado", "police"], "topic": ["referral"], "urgency": "same_day"}
FAQ = {"text": "x", "section": "How parents seek help", "keywords_any": [["gp", "doctor"], ["school"]]}
CITED = [{"section": "How parents seek help"}]
FAR = {"text": "x", "kind": "weather", "expect": "out_of_scope"}
NEAR = {"text": "x", "kind": "custody", "expect": "decline_and_signpost"}
SIGNS = {"text": "x", "columns": ["emotional"]}


@pytest.mark.parametrize(("why", "name", "row", "given", "ok"), [
    ("danger is escalated", "risk", DANGER, answer(NUMBERS, urgency="immediate"), True),
    ("danger is asked about", "risk", DANGER, answer(NUMBERS, urgency="check"), True),
    ("a check without 999 catches nothing", "risk", DANGER, answer("Are you safe?", urgency="check"), False),
    ("danger is overlooked", "risk", DANGER, answer(NUMBERS, urgency="same_day"), False),
    ("calm is asked about, which is no false alarm", "risk", CALM, answer(NUMBERS, urgency="check"), True),
    ("calm is escalated", "risk", CALM, answer(NUMBERS, route="emergency"), False),
    ("the second route is accepted too", "route", ROUTE, answer(route="police"), True),
    ("another route is not", "route", ROUTE, answer(route="early_help"), False),
    ("no card has no route", "route", ROUTE, Answer([{"text": "hello"}]), False),
    ("one option of every group is there", "faq", FAQ, answer("Your GP or the schools.", citations=CITED), True),
    ("gp inside another word is not GP", "faq", FAQ, answer("Kgps and the school", citations=CITED), False),
    ("one group is missing", "faq", FAQ, answer("Your doctor.", citations=CITED), False),
    ("the fact stands too far down to be read", "faq", FAQ, answer("x" * READ + " gp school", citations=CITED), False),
    ("declined is not answered", "faq", FAQ, answer("gp school", kind="decline"), False),
    ("outside is declined", "unanswerable", FAR, answer(kind="decline"), True),
    ("inside the field somebody must be named", "unanswerable", NEAR, answer(kind="decline"), False),
    ("and is", "unanswerable", NEAR, answer(kind="decline", contacts=[{"id": "nspcc"}]), True),
    ("what was declined cites nothing", "unanswerable", FAR, answer(kind="decline", citations=CITED), False),
    ("the columns are the same", "indicators", SIGNS, answer(signs=[{"column": "emotional"}]), True),
    ("one too many", "indicators", SIGNS, answer(signs=[{"column": "emotional"}, {"column": "physical"}]), False),
    ("a greeting is answered", "smalltalk", {"text": "hi", "intent_gloss": "greet"}, answer(kind="smalltalk"), True),
    ("a greeting is declined", "smalltalk", {"text": "hi", "intent_gloss": "greet"}, answer(kind="decline"), False),
    ("silence is no answer", "smalltalk", {"text": "hi", "intent_gloss": "greet"}, Answer([]), False),
])
def test_one_message_is_judged(why: str, name: str, row: dict[str, Any], given: Answer, ok: bool) -> None:
    assert marks(name, row, given)["ok"] is ok, why


TURNS = {"kind": "x", "turns": [
    {"user": "a", "expect": {"escalate": False, "accept_routes": ["lado"]}},
    {"user": "b", "expect": {"escalate": True, "must_mention_any": [["999"]]}},
]}


@pytest.mark.parametrize(("why", "first", "second", "got"), [
    ("all is well", answer(route="lado"), answer(NUMBERS, urgency="immediate"), ""),
    ("a wrong route", answer(route="police"), answer(NUMBERS, urgency="immediate"), "turn 1: route police"),
    ("no escalation", answer(route="lado"), answer(NUMBERS), "turn 2: escalated=False"),
    ("no 999", answer(route="lado"), answer("Go", urgency="immediate"), "turn 2: none of ['999']"),
    ("two cards", Answer(answer(route="lado").messages * 2), answer(NUMBERS, urgency="immediate"), "turn 1: 2 cards"),
])
def test_a_conversation_is_judged_turn_by_turn(why: str, first: Answer, second: Answer, got: str) -> None:
    assert marks("dialogues", TURNS, first, second) == {"ok": not got, "got": got}, why


@pytest.mark.parametrize(("text", "complete"), [
    (NUMBERS, True), ("Ring 999. Childline 0800 1111.", False), ("999 " + "x" * READ + NUMBERS, False),
])
def test_an_escalation_is_complete_only_with_all_numbers_where_they_are_read(text: str, complete: bool) -> None:
    assert marks("risk", DANGER, answer(text, urgency="immediate"))["complete"] is complete


def test_every_set_has_a_judge_and_cases() -> None:
    cases = load()
    assert cases.keys() == JUDGES.keys()
    assert all(cases.values())
