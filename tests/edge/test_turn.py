"""One turn: what reaches the engine, what is kept for the next turn, and that one message is one turn."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import NOON, Edge, holds_every_number, said

from bot.edge.steps.keep import TOOK, step
from bot.edge.steps.recall import clean
from bot.edge.turn import STEPS
from bot.terms import Kind, Route


def test_the_turn_is_one_list_of_steps_with_danger_before_everything_but_memory() -> None:
    assert [step.__name__ for step in STEPS] == [
        "recall", "begin_scrub", "judge", "limit", "pause", "need_store", "withhold_long", "scrub",
        "pause", "ask_engine", "pause", "check_answer", "forget_if_asked", "keep",
    ]


async def test_an_answer_of_the_engine_goes_out_to_the_one_who_asked(edge: Edge) -> None:
    answer = await edge.say("a worry")
    assert answer["text"].startswith("You wrote: a worry")


async def test_the_engine_reads_scrubbed_text_under_a_key_that_names_nobody(edge: Edge) -> None:
    await edge.say("Marigold is sad", sender="sarah@example.org", role="parent", area="peterborough")
    asked = edge.engine.asked[0]
    assert asked["text"] == "[PERSON_1] is sad"
    assert "sarah" not in asked["sender"]
    metadata = asked["metadata"]
    assert (metadata["role"], metadata["area"], metadata["channel"]) == ("parent", "peterborough", "rest")
    assert metadata["scrubbed"] is True
    assert metadata["risk"]["grade"] == "none"


async def test_what_was_hidden_is_told_to_the_engine_once_in_a_conversation(edge: Edge) -> None:
    for _ in range(2):
        await edge.say("Marigold again")
    assert [asked["metadata"]["found"] for asked in edge.engine.asked] == [["PERSON"], []]


@pytest.mark.parametrize(("text", "read", "empty"), [
    ("", ".", True), ("   \n ", ".", True), ("\x00\x07", ".", True), ("/", ".", True), ("///  ", ".", True),
    ("/restart", "restart", False), (" / restart", "restart", False), ("a\x00b\u202ec", "abc", False),
    ("cafe\u0301", "caf\u00e9", False),
    ("\U0001f622", "\U0001f622", False), ("?!?!", "?!?!", False), ("half \ud83d of one", "half  of one", False),
])
async def test_odd_messages_reach_the_engine_as_plain_text(edge: Edge, text: str, read: str, empty: bool) -> None:
    await edge.say(text)
    asked = edge.engine.asked[0]
    assert (asked["text"], asked["metadata"]["empty"]) == (read, empty)


def test_line_ends_and_joined_emoji_survive_the_cleaning() -> None:
    assert clean("one\r\ntwo\tthree \U0001f468\u200d\U0001f467") == "one\ntwo\tthree \U0001f468\u200d\U0001f467"


async def test_the_next_turn_is_judged_with_what_was_asked_and_is_open(edge: Edge) -> None:
    await edge.say("one")
    await edge.say("two DANGER")
    await edge.say("three")
    first, second, third = edge.judge.contexts
    assert (first.asked, first.worries, first.emergency_open) == (None, 0, False)
    assert (second.asked, second.asked_text, second.worries) == ("age_band", "How old is the child?", 1)
    assert (third.asked, third.emergency_open, third.worries) == ("rung", True, 2)


async def test_the_engine_hears_the_role_that_was_said_and_what_was_asked(edge: Edge) -> None:
    await edge.say("one")
    await edge.say("two", role="professional")
    heard = [(asked["metadata"]["role"], asked["metadata"]["asked"]) for asked in edge.engine.asked]
    assert heard == [("unknown", None), ("professional", "age_band")]


async def test_the_role_that_the_engine_learnt_is_kept_for_the_answers_of_the_edge(edge: Edge) -> None:
    async def a_child(body: dict[str, Any]) -> web.Response:
        return edge.engine.answer(said("fine"), role="young_person")

    edge.engine.behave = a_child
    await edge.say("one")
    edge.parts.engine.up = False
    answer = await edge.say("DANGER")
    assert "I am a computer program" in answer["text"]


async def test_a_turn_is_logged_with_scrubbed_text_and_a_day_and_nothing_of_the_person(edge: Edge) -> None:
    await edge.say("Marigold is sad", sender="sarah@example.org")
    await edge.say("and again", sender="sarah@example.org")
    first, second = edge.store.rows
    assert first.text is not None
    assert first.text.text == "[PERSON_1] is sad"
    assert (first.position, second.position, first.day) == (1, 2, NOON.date())
    assert first.log_id == second.log_id
    assert (first.status, first.intent, first.route, first.grade) == (
        "answered", "concern_general", "childrens_social_care", "none",
    )
    assert (first.role, first.kind, first.margin) == ("parent", "concern", 0.4)
    assert first.took in TOOK
    assert first.near is None, "only where an article was not the answer"
    assert (first.why, first.asked) == ("signs_lead+school", "age_band")
    assert "sarah" not in repr([first, edge.store.kept])


@pytest.mark.parametrize(("seconds", "word"), [
    (0.05, "under_100ms"), (0.1, "under_500ms"), (1.9, "under_2s"), (60.0, "over_2s"), (None, None),
])
def test_the_time_to_answer_is_kept_in_steps_too_coarse_for_a_clock(seconds: float | None, word: str | None) -> None:
    assert step(TOOK, seconds) == word


async def test_what_was_declined_is_logged_with_the_article_that_came_nearest(edge: Edge) -> None:
    async def declined(body: dict[str, Any]) -> web.Response:
        return edge.engine.answer(said("I do not know that.", kind=Kind.DECLINE, route=Route.OUT_OF_SCOPE))

    edge.engine.behave = declined
    await edge.say("what does it cost")
    assert (edge.store.rows[0].kind, edge.store.rows[0].near) == ("decline", "ask_pants")
    assert edge.store.rows[0].asked == "-"


async def test_a_fixed_answer_is_logged_without_the_rule_of_an_engine_that_did_not_answer(edge: Edge) -> None:
    async def unfit(body: dict[str, Any]) -> web.Response:
        return edge.engine.answer(said("Ring 01223 999 888, they promise to keep it secret."))

    edge.engine.behave = unfit
    await edge.say("a worry")
    assert edge.store.rows[0].status == "replaced_unfit"
    assert edge.store.rows[0].why is None


async def test_the_same_message_id_is_one_turn_and_one_answer(edge: Edge) -> None:
    first = await edge.say("a worry", message_id="m1")
    again = await edge.say("a worry", message_id="m1")
    assert first == again
    assert len(edge.engine.asked) == len(edge.store.rows) == 1


async def test_two_at_once_with_the_same_message_id_are_one_turn(edge: Edge) -> None:
    async def slowly(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.1)
        return edge.engine.answer(said("slow"))

    edge.engine.behave = slowly
    first, again = await asyncio.gather(*(edge.say("a worry", message_id="m1") for _ in range(2)))
    assert first == again
    assert len(edge.engine.asked) == 1


async def test_the_same_message_id_is_known_after_a_restart_of_the_edge(edge: Edge) -> None:
    first = await edge.say("a worry", message_id="m1")
    edge.parts.recent = type(edge.parts.recent)()
    assert await edge.say("a worry", message_id="m1") == first
    assert len(edge.engine.asked) == 1


async def test_the_same_message_id_of_another_sender_is_another_turn(edge: Edge) -> None:
    await edge.say("a worry", message_id="m1")
    await edge.say("a worry", sender="another", message_id="m1")
    assert len(edge.engine.asked) == 2


async def test_messages_of_one_conversation_are_answered_in_order(edge: Edge) -> None:
    async def first_is_slow(body: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.2 if body["text"] == "one" else 0)
        return edge.engine.answer(said("fine"))

    edge.engine.behave = first_is_slow
    first = asyncio.create_task(edge.say("one"))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, edge.say("two"))
    assert [row.text and row.text.text for row in edge.store.rows] == ["one", "two"]


async def test_delete_my_conversation_is_done_before_it_is_said(edge: Edge) -> None:
    await edge.say("a worry", message_id="m1")
    edge.engine.intent = "delete_conversation"
    await edge.say("delete my conversation")
    assert edge.store.kept == {}
    assert edge.engine.forgotten == [edge.engine.asked[0]["sender"]]
    await edge.say("hello again")
    assert edge.judge.contexts[-1].asked is None
    assert edge.store.rows[-1].log_id != edge.store.rows[0].log_id


async def test_delete_my_conversation_is_done_while_an_emergency_is_open(edge: Edge) -> None:
    await edge.say("DANGER a worry")
    edge.engine.intent, edge.engine.beside = "immediate_risk", "delete_conversation"
    answer = await edge.say("DANGER delete my conversation")
    assert answer["custom"]["guidance"]["kind"] == "escalation"
    assert edge.store.kept == {}
    assert len(edge.engine.forgotten) == 1
    edge.engine.intent, edge.engine.beside = "greet", None
    await edge.say("hello again")
    assert not edge.judge.contexts[-1].emergency_open


async def test_a_long_text_is_judged_to_its_end_but_goes_nowhere(edge: Edge) -> None:
    calm = await edge.say("word " * 4000)
    assert edge.engine.asked == []
    assert calm["text"].startswith("Your message was too long")
    assert holds_every_number(calm)
    assert edge.store.rows[0].text is None
    late = await edge.say("word " * 4000 + "DANGER", sender="another")
    assert late["custom"]["guidance"]["kind"] == "escalation"


async def test_a_text_that_cannot_be_scrubbed_goes_nowhere_and_is_still_answered(edge: Edge) -> None:
    answer = await edge.say("UNSCRUBBABLE words")
    assert edge.engine.asked == []
    assert holds_every_number(answer)
    assert (edge.store.rows[0].text, edge.store.rows[0].status) == (None, "withheld_unscrubbed")
    perhaps = await edge.say("UNSCRUBBABLE PERHAPS")
    assert perhaps["custom"]["guidance"]["question"]["slot"] == "safe_now"
    danger = await edge.say("UNSCRUBBABLE DANGER")
    assert danger["custom"]["guidance"]["kind"] == "escalation"
