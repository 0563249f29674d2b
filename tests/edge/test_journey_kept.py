"""That somebody is feared to be taken away, and that a question was answered, is known when the next line is judged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from edge_stand_ins import NOON, Edge, said

from bot.channels import Incoming
from bot.edge.state import Turn
from bot.edge.steps import recall
from bot.edge.steps.judge import context_of
from bot.edge.steps.keep import FGM, after
from bot.edge.steps.recall import BESIDE, JOURNEY
from bot.records.live import LiveContext
from bot.safety.judgement import TAKEN, Assessment, Context
from bot.terms import Area, Kind, RiskGrade


def turn(risk: Assessment | None = None, **card: Any) -> Turn:
    made = Turn(Incoming("x", "rest", "c", "p", "rest"), "key", None, "x", NOON, Area.UNKNOWN, risk=risk)
    made.message = {"text": "y", "custom": {"guidance": card}} if card else None
    return made


def known(**answer: Any) -> LiveContext:
    return LiveContext(log_id="x", last_answer=json.dumps(answer))


def next_context(made: Turn, before: LiveContext | None = None) -> Context:
    return context_of(after(made, before or LiveContext("x")))


def heard(*reasons: str, grade: RiskGrade = RiskGrade.CHECK) -> Assessment:
    return Assessment(grade, reasons)


@pytest.mark.parametrize("reason", sorted(TAKEN))
@pytest.mark.parametrize("grade", list(RiskGrade))
def test_a_word_of_being_taken_is_known_however_it_was_graded(reason: str, grade: RiskGrade) -> None:
    assert next_context(turn(heard("negated", reason, grade=grade))).journey is True


@pytest.mark.parametrize("made", [
    turn(), turn(heard()), turn(heard("missing", "abuse_now")), turn(heard("with_exploiter"), kind="concern"),
    turn(heard("missing"), topic="referral"), turn(topic="cse"),
])
def test_other_words_and_subjects_are_no_fear_of_a_journey(made: Turn) -> None:
    assert next_context(made).journey is False


@pytest.mark.parametrize("risk", [None, heard(), heard("missing")])
def test_an_answer_about_cutting_is_one(risk: Assessment | None) -> None:
    assert FGM == "fgm"
    assert next_context(turn(risk, topic=FGM)).journey is True


@pytest.mark.parametrize(("before", "journey"), [
    (known(), False), (known(journey=True), True), (known(journey=False), False), (LiveContext("x"), False),
    (known(together=True, guessed=True, called=True), False),
])
def test_what_was_said_in_this_conversation_stays_known(before: LiveContext, journey: bool) -> None:
    assert context_of(before).journey is journey
    assert next_context(turn(heard("missing")), before).journey is journey
    assert next_context(turn(), before).journey is journey


def test_what_is_known_beside_the_answer_is_never_sent() -> None:
    assert JOURNEY in BESIDE
    made = turn()
    assert recall._repeat(made, {"text": "y", **dict.fromkeys(BESIDE, True)})
    assert made.message == {"text": "y"}


@pytest.mark.parametrize(("kind", "answered"), [(kind, kind in ("answer", "decline")) for kind in map(str, Kind)])
def test_only_an_answer_or_a_refusal_answered_a_question(kind: str, answered: bool) -> None:
    assert next_context(turn(kind=kind)).answered is answered


@pytest.mark.parametrize("live", [
    None, LiveContext("x"), known(), known(custom=None), known(custom={}), known(custom={"guidance": None}),
    known(custom={"guidance": {"topic": "fgm"}}), known(kind="answer"),
])
def test_where_nothing_was_said_before_nothing_was_answered(live: LiveContext | None) -> None:
    context = context_of(live)
    assert (context.answered, context.journey) == (False, False)


async def test_through_a_whole_conversation(edge: Edge) -> None:
    edge.judge.named = ("fgm_imminent",)
    sent = [await edge.say(line) for line in ("hello", "DANGER", "hello")]
    assert all(JOURNEY not in answer for answer in sent)
    assert [context.journey for context in edge.judge.contexts] == [False, False, True]

    async def answers(body: dict[str, object]) -> Any:
        return edge.engine.answer(said("It is so.", kind=Kind.ANSWER))

    edge.engine.behave = answers
    for line in ("what is it", "and then"):
        await edge.say(line)
    assert [context.answered for context in edge.judge.contexts] == [False, False, False, False, True]
    assert edge.judge.contexts[-1].journey is True
