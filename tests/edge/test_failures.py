"""The failure rule: whatever is broken, the next message gets an answer with every number, and soon."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import Edge, FakeScrubber, holds_every_number, said, soon

from bot.edge.parts import STORE_SECONDS
from bot.errors import StoreError
from bot.replies.words import words


def unfit(edge: Edge, name: str) -> Any:
    """A way for the engine to be wrong."""

    async def behave(body: dict[str, Any]) -> web.Response:
        if name == "slow":
            await asyncio.sleep(2)
        bodies = {
            "status 500": web.Response(status=500), "not JSON": web.Response(text="oh"),
            "a list": web.json_response([]),
            "no messages": edge.engine.answer(), "a message that is none": web.json_response({"messages": ["hello"]}),
            "empty text": edge.engine.answer({**said("x"), "text": " "}),
            "no card": edge.engine.answer({**said("x"), "custom": {}}),
            "unknown number": edge.engine.answer(said("Ring 01223 000111 for help.")),
            "promise": edge.engine.answer(said("This stays a secret between us.")),
            "slow": edge.engine.answer(said("late")),
        }
        return bodies[name]

    return behave


WRONG = (
    "status 500", "not JSON", "a list", "no messages", "a message that is none", "empty text", "no card",
    "unknown number", "promise", "slow",
)


@pytest.mark.parametrize("name", WRONG)
async def test_an_engine_that_is_wrong_is_answered_for(edge: Edge, name: str) -> None:
    edge.engine.behave = unfit(edge, name)
    answer = await edge.say("a worry")
    assert holds_every_number(answer)
    assert answer["custom"]["guidance"]["kind"] == "error"
    assert answer["custom"]["guidance"]["schema"] == "guidance/1"
    assert edge.store.rows[0].status in ("failed_engine", "replaced_unfit")
    assert edge.parts.counts[edge.store.rows[0].status] == 1


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("text", ["DANGER", "PERHAPS"])
async def test_danger_is_answered_with_an_escalation_by_the_edge_itself(edge: Edge, name: str, text: str) -> None:
    edge.engine.behave = unfit(edge, name)
    answer = await edge.say(text)
    assert holds_every_number(answer)
    assert answer["custom"]["guidance"]["kind"] == "escalation"
    assert answer["text"].index("999") < 100
    await edge.say("and now")
    assert edge.judge.contexts[-1].emergency_open


async def test_danger_that_the_engine_answers_with_something_else_is_escalated(edge: Edge) -> None:
    async def calmly(body: dict[str, Any]) -> web.Response:
        return edge.engine.answer(said("How old is the child?"))

    edge.engine.behave = calmly
    answer = await edge.say("DANGER")
    assert answer["custom"]["guidance"]["kind"] == "escalation"
    assert edge.store.rows[0].status == "replaced_no_escalation"


@pytest.mark.usefixtures("looked_at_often")
async def test_an_engine_that_is_gone_costs_no_waiting_and_is_used_again_when_it_is_back(edge: Edge) -> None:
    await edge.say("a worry")
    edge.engine.ready = 503
    await soon(lambda: not edge.parts.engine.up)
    began = time.monotonic()
    assert holds_every_number(await edge.say("a worry"))
    assert time.monotonic() - began < 1
    assert len(edge.engine.asked) == 1
    edge.engine.ready = 200
    await soon(lambda: edge.parts.engine.up)
    assert (await edge.say("again"))["text"].startswith("You wrote")


async def test_an_engine_that_was_killed_is_answered_for(edge: Edge) -> None:
    await edge.engine_server.close()
    for text, kind in (("DANGER", "escalation"), ("a worry", "error")):
        began = time.monotonic()
        answer = await edge.say(text)
        assert time.monotonic() - began < 1
        assert holds_every_number(answer)
        assert answer["custom"]["guidance"]["kind"] == kind


@pytest.mark.parametrize("error", [StoreError("disk full"), OSError("gone"), ValueError("odd")])
async def test_a_store_that_fails_fails_the_turn_but_not_the_judgement(edge: Edge, error: Exception) -> None:
    edge.store.error = error
    assert holds_every_number(await edge.say("a worry"))
    assert edge.engine.asked == []
    answer = await edge.say("DANGER")
    assert answer["custom"]["guidance"]["kind"] == "escalation"
    assert holds_every_number(answer)


async def test_a_store_that_hangs_is_not_waited_for(edge: Edge) -> None:
    assert STORE_SECONDS < 1, "a person has the numbers within a second"
    edge.parts.store_seconds = 0.1
    edge.store.context = lambda key, now=None: time.sleep(1.5)  # type: ignore[method-assign,assignment,return-value]
    began = time.monotonic()
    assert holds_every_number(await edge.say("a worry"))
    assert time.monotonic() - began < 1


async def test_a_store_that_fails_only_at_the_end_keeps_a_good_escalation(edge: Edge) -> None:
    def full(*_: Any) -> None:
        raise StoreError("disk full")

    edge.store.save = full  # type: ignore[method-assign]
    assert (await edge.say("DANGER"))["custom"]["guidance"]["kind"] == "escalation"
    assert (await edge.say("a worry", sender="b"))["custom"]["guidance"]["kind"] == "error"


async def test_a_judge_that_fails_counts_as_perhaps(edge: Edge) -> None:
    edge.judge.error = ValueError("broken model")
    await edge.say("a worry")
    assert edge.engine.asked[0]["metadata"]["risk"]["grade"] == "check"


@pytest.mark.parametrize("text", ["a worry", "DANGER"])
async def test_what_nothing_could_judge_is_answered_with_every_number_beside_the_answer(edge: Edge, text: str) -> None:
    edge.judge.error = ValueError("broken model")
    answer = await edge.say(text)
    assert holds_every_number(answer)
    assert f"You wrote: {text}" in answer["text"]
    assert {"emergency_999", "childline"} <= {contact["id"] for contact in answer["custom"]["guidance"]["contacts"]}


async def test_a_conversation_that_cannot_be_deleted_is_not_called_deleted(edge: Edge) -> None:
    await edge.say("a worry")
    edge.engine.intent = "delete_conversation"

    def full(key: str) -> None:
        raise StoreError("disk full")

    edge.store.delete = full  # type: ignore[method-assign]
    answer = await edge.say("delete my conversation")
    assert answer["custom"]["guidance"]["kind"] == "error"


async def test_in_the_first_seconds_text_is_kept_nowhere_and_danger_is_answered(edge: Edge) -> None:
    edge.parts.scrubber = None
    edge.parts.live = edge.parts.log = None
    answer = await edge.say("a worry", message_id="m1")
    assert holds_every_number(answer)
    assert "starting" in answer["text"]
    assert (await edge.say("DANGER"))["custom"]["guidance"]["kind"] == "escalation"
    assert edge.engine.asked == []
    edge.parts.scrubber, edge.parts.live, edge.parts.log = FakeScrubber(), edge.store, edge.store
    assert (await edge.say("a worry", message_id="m1"))["text"].startswith("You wrote"), "sending again is worth a try"


async def test_a_scrubber_that_cannot_be_loaded_withholds_and_answers(edge: Edge) -> None:
    edge.parts.scrubber, edge.parts.broken = None, {"scrubber"}
    assert holds_every_number(await edge.say("a worry"))
    assert edge.store.rows[0].status == "withheld_unscrubbed"


async def test_a_fault_of_our_own_never_becomes_a_500(edge: Edge) -> None:
    edge.parts.secret = None  # type: ignore[assignment]
    status, messages = await edge.post({"sender": "a", "message": "a worry"})
    assert status == 200
    assert holds_every_number(messages[0])


async def test_the_same_message_is_tried_anew_once_what_was_still_loading_is_there(edge: Edge) -> None:
    scrubber, edge.parts.scrubber = edge.parts.scrubber, None
    loading = words("edge")["starting"]["opening"]
    assert (await edge.say("a worry", message_id="m1"))["text"].startswith(loading)
    edge.parts.scrubber = scrubber
    assert loading not in (await edge.say("a worry", message_id="m1"))["text"]
