"""Every message has its answer in time: what hangs is given up, what is too much is answered at once."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import NOON, Edge, Ticks, holds_every_number

from bot.edge.steady import Steady
from bot.errors import StoreError
from bot.replies.words import words

NOT_KEPT = words("emergency")["not_kept"]


async def test_a_step_that_hangs_is_given_up_and_the_next_message_does_not_wait_for_it(edge: Edge) -> None:
    hanging = asyncio.Event()

    class Hangs:
        def scrub(self, text: str) -> Any:
            time.sleep(1.2)
            raise ValueError

    edge.parts.scrubber = Hangs()
    began = time.monotonic()
    answer = await edge.say("a worry")
    assert time.monotonic() - began < 1.1
    assert holds_every_number(answer)
    assert NOT_KEPT in answer["text"]
    assert edge.parts.counts["failed_slow"] == 1
    assert edge.parts.turning == 0
    hanging.set()


async def test_fragments_of_one_person_behind_a_slow_engine_are_all_answered_in_time(edge: Edge) -> None:
    async def slow(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(3)
        return edge.engine.answer(edge.engine.message_for(body))

    edge.engine.behave = slow
    began = time.monotonic()
    answers = await asyncio.gather(*(edge.say(text) for text in ("DANGER", "he is here", "please")))
    assert time.monotonic() - began < 1.5
    assert all(holds_every_number(answer) for answer in answers)


async def test_more_turns_than_there_is_room_for_get_the_numbers_at_once(edge: Edge) -> None:
    edge.parts.turning = edge.parts.settings.at_once
    for text, kind in (("a worry", "error"), ("DANGER", "escalation")):
        answer = await edge.say(text)
        assert answer["custom"]["guidance"]["kind"] == kind
        assert holds_every_number(answer)
        assert NOT_KEPT in answer["text"]
    assert edge.engine.asked == []
    assert edge.store.rows == []
    assert edge.parts.tally.faults["full"] == 2
    edge.parts.turning = 0
    assert (await edge.say("a worry"))["text"].startswith("You wrote")


@pytest.mark.parametrize(("text", "kind"), [("a worry", "error"), ("DANGER", "escalation")])
async def test_a_turn_that_could_not_be_kept_says_so(edge: Edge, text: str, kind: str) -> None:
    def full(*_: Any) -> None:
        raise StoreError("disk full")

    edge.store.save = full  # type: ignore[method-assign]
    answer = await edge.say(text, message_id="m1")
    card = answer["custom"]["guidance"]
    assert card["kind"] == kind
    assert holds_every_number(answer)
    assert NOT_KEPT in answer["text"]
    assert NOT_KEPT in card["closing"]
    asked = (card.get("question") or {}).get("text") or ""
    assert answer["text"].endswith(asked), "a question stays the last thing that is read"
    del edge.store.save  # type: ignore[method-assign]
    again = await edge.say(text, message_id="m1")
    assert NOT_KEPT not in again["text"], "what was not kept is worth a new try"
    assert len(edge.store.rows) == 1


async def test_danger_that_could_not_be_kept_is_remembered_for_the_next_message(edge: Edge) -> None:
    edge.store.error = StoreError("disk full")
    await edge.say("DANGER")
    edge.store.error = None
    await edge.say("yes")
    assert edge.judge.contexts[-1].emergency_open
    await edge.say("and now")
    assert not edge.judge.contexts[-1].emergency_open, "from then on the store knows"


async def test_both_engine_and_store_failing_is_said_too(edge: Edge) -> None:
    async def wrong(body: dict[str, Any]) -> web.Response:
        return web.Response(status=500)

    def full(*_: Any) -> None:
        raise StoreError("disk full")

    edge.engine.behave, edge.store.save = wrong, full  # type: ignore[method-assign]
    answer = await edge.say("a worry")
    assert NOT_KEPT in answer["text"]
    assert holds_every_number(answer)


async def test_a_log_row_that_is_refused_costs_nobody_their_answer(edge: Edge) -> None:
    edge.engine.intent = "a sentence, which is no word of a closed list"
    assert (await edge.say("a worry"))["text"].startswith("You wrote")
    assert edge.store.rows == []
    assert len(edge.store.kept) == 1
    assert edge.parts.tally.faults["log"] == 1


async def test_the_engine_is_left_alone_after_failures_in_a_row_and_asked_again_later(edge: Edge) -> None:
    async def wrong(body: dict[str, Any]) -> web.Response:
        return web.Response(status=500)

    edge.engine.behave = wrong
    edge.parts.engine.guard._rest = 0.3
    for number in range(8):
        assert holds_every_number(await edge.say("a worry", sender=str(number)))
    assert len(edge.engine.asked) == 5
    edge.engine.behave = None
    await asyncio.sleep(0.35)
    assert (await edge.say("a worry"))["text"].startswith("You wrote")


def test_a_clock_that_jumps_is_noticed_once_and_then_believed() -> None:
    ticks, shift = Ticks(), [0.0]
    steady = Steady(lambda: NOON + timedelta(seconds=ticks.at + shift[0]), ticks)
    ticks.at = 900.0
    assert not steady.jumped()
    shift[0] = 40 * 24 * 3600.0
    assert steady.jumped()
    ticks.at = 1800.0
    assert not steady.jumped()
    shift[0] = 0.0
    assert steady.jumped(), "back again is a jump too"


async def test_a_store_that_came_while_the_turn_ran_is_not_written_over(edge: Edge) -> None:
    await edge.say("DANGER")
    before = dict(edge.store.kept)
    edge.parts.live, edge.parts.scrubber = None, None
    real = edge.parts.first_judge.assess

    def slow(text: str, context: Any) -> Any:
        edge.parts.live = edge.store  # it has loaded meanwhile
        return real(text, context)

    edge.judge.assess = slow  # type: ignore[method-assign]
    assert holds_every_number(await edge.say("a worry"))
    assert edge.store.kept == before, "the open emergency is still known"


async def test_a_save_that_is_late_is_known_to_the_same_message_when_it_comes_again(edge: Edge) -> None:
    edge.parts.store_seconds, real = 0.1, edge.store.save

    def slow(*given: Any) -> None:
        time.sleep(0.4)
        real(*given)

    edge.store.save = slow  # type: ignore[method-assign]
    assert NOT_KEPT in (await edge.say("a worry", message_id="m1"))["text"], "nobody knows yet whether it will be"
    edge.store.save = real  # type: ignore[method-assign]
    assert (await edge.say("a worry", message_id="m1"))["text"].startswith("You wrote")
    assert len(edge.store.rows) == 1
    assert edge.parts.counts["answered_again"] == 1
