"""The off switch: everybody gets the numbers, danger its escalation, whatever else is broken, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import Edge, FakeJudge, holds_every_number

from bot.errors import RetryLater, StoreError
from bot.replies.words import words
from bot.terms import Role
from tests.edge.post_stand_ins import Post, post

PAUSED, DELETED = (words("edge")["paused"][name] for name in ("opening", "deleted"))


def kind(answer: dict[str, Any]) -> str:
    return str(answer["custom"]["guidance"]["kind"])


@pytest.mark.parametrize("role", [Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON, Role.ADULT_SURVIVOR])
async def test_a_paused_service_says_so_with_every_number_and_asks_nobody(edge: Edge, role: Role) -> None:
    edge.parts.paused = True
    answer = await edge.say("a worry about Marigold", role=str(role))
    assert answer["text"].startswith(PAUSED.get(str(role), PAUSED["parent"]))
    assert holds_every_number(answer)
    assert kind(answer) == "error"
    assert edge.engine.asked == []
    assert [(row.status, row.text) for row in edge.store.rows] == [("paused", None)]


async def test_danger_is_answered_with_its_escalation(edge: Edge) -> None:
    edge.parts.paused = True
    answer = await edge.say("DANGER now")
    assert kind(answer) == "escalation"
    assert holds_every_number(answer)
    (context,) = edge.store.kept.values()
    assert context.emergency_open, "the next message knows"


async def test_perhaps_danger_is_asked_about_before_anything_else(edge: Edge) -> None:
    edge.parts.paused = True
    answer = await edge.say("PERHAPS")
    assert answer["text"].startswith(words("common")["check"]["child"])
    assert [button["title"] for button in answer["buttons"]] == words("common")["check_options"]
    assert holds_every_number(answer)
    await edge.say("Yes")
    assert edge.judge.contexts[-1].asked == "safe_now", "the answer to it is judged as one"


@pytest.mark.parametrize("broken", ["engine", "store", "scrubber", "judge"])
async def test_it_holds_whatever_is_broken(edge: Edge, broken: str) -> None:
    edge.parts.paused = True
    if broken == "engine":
        await edge.engine_server.close()
    elif broken == "store":
        edge.store.error = StoreError("gone")
    elif broken == "judge":
        edge.judge.error = RuntimeError("gone")
    else:
        edge.parts.scrubber = None
    answer = await edge.say("a worry")
    assert PAUSED["parent"] in answer["text"]
    assert holds_every_number(answer)


async def test_what_the_engine_says_after_the_switch_was_turned_does_not_go_out(edge: Edge) -> None:
    async def slow(body: dict[str, Any]) -> web.Response:
        edge.parts.paused = True
        return edge.engine.answer(edge.engine.message_for(body))

    edge.engine.behave = slow
    answer = await edge.say("a worry")
    assert "You wrote" not in answer["text"]
    assert answer["text"].startswith(PAUSED["parent"])
    assert edge.store.rows[0].text is None


async def test_an_answer_from_before_is_not_repeated_and_one_from_the_pause_neither(edge: Edge) -> None:
    assert "You wrote" in (await edge.say("a worry", message_id="m1"))["text"]
    edge.parts.paused = True
    assert PAUSED["parent"] in (await edge.say("a worry", message_id="m1"))["text"]
    assert PAUSED["parent"] in (await edge.say("another", message_id="m2"))["text"]
    edge.parts.paused = False
    assert "You wrote: another" in (await edge.say("another", message_id="m2"))["text"]


@pytest.mark.parametrize("text", ["delete my conversation", "Please can you DELETE this chat!", "forget what I said"])
@pytest.mark.parametrize("engine", ["there", "gone"])
async def test_a_conversation_is_deleted_when_that_is_asked_for_meanwhile(edge: Edge, text: str, engine: str) -> None:
    await edge.say("a worry")
    edge.parts.paused = True
    if engine == "gone":
        edge.parts.engine.up = False  # type: ignore[misc]
    answer = await edge.say(text)
    assert answer["text"].startswith(DELETED["parent"])
    assert holds_every_number(answer)
    assert edge.store.kept == {}
    assert len(edge.engine.forgotten) == (engine == "there")
    assert (edge.store.rows[-1].status, edge.store.rows[-1].text) == ("answered_deleted", None)


@pytest.mark.parametrize("text", ["he told me to delete my messages", "delete it or he tells mum", "forget it", ""])
async def test_nothing_is_deleted_where_somebody_only_tells_of_deleting(edge: Edge, text: str) -> None:
    await edge.say("a worry")
    edge.parts.paused = True
    answer = await edge.say(text)
    assert DELETED["parent"] not in answer["text"]
    assert len(edge.store.kept) == 1


async def test_while_an_emergency_is_open_it_is_deleted_under_the_escalation(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge.parts.paused = True
    await edge.say("DANGER now")
    monkeypatch.setattr(edge.judge, "assess", lambda text, context: FakeJudge().assess("DANGER", context))
    answer = await edge.say("delete my conversation")
    assert kind(answer) == "escalation"
    assert words("edge")["paused"]["deleted_line"] in answer["text"]
    assert holds_every_number(answer)
    assert edge.store.kept == {}


async def test_what_cannot_be_deleted_just_now_is_said(edge: Edge) -> None:
    await edge.say("a worry")
    edge.parts.paused, edge.store.error = True, StoreError("gone")
    answer = await edge.say("delete my conversation")
    assert answer["text"].startswith(PAUSED["parent"])
    assert words("edge")["paused"]["not_deleted"] in answer["text"]
    assert holds_every_number(answer)


async def test_a_paused_service_is_ready_and_says_that_it_is_paused(edge: Edge) -> None:
    for paused in (False, True):
        edge.parts.paused = paused
        async with edge.client.get("/health/ready") as response:
            assert (await response.json())["paused"] is paused


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Post]:
    one = post(tmp_path)
    yield one
    await one.delivery.close()


async def test_a_channel_that_acknowledges_first_says_it_too_and_keeps_no_text(mail: Post) -> None:
    mail.parts.paused = True
    await mail.write("zebramarked")
    await mail.write("DANGER", "bob")
    await mail.rest()
    assert sorted(str(kind(dict(message))) for message in mail.channel.messages) == ["error", "escalation"]
    assert mail.channel.to("ann") == [PAUSED["parent"]]
    assert b"zebramarked" not in b"".join(path.read_bytes() for path in mail.folder.iterdir() if path.is_file())


async def test_a_channel_that_acknowledges_first_deletes_meanwhile_too(mail: Post) -> None:
    await mail.write("hello")
    await mail.rest()
    mail.parts.paused = True
    await mail.write("delete my conversation")
    await mail.rest()
    assert mail.channel.to("ann")[-1] == DELETED["parent"]
    assert mail.store.kept == {}


async def test_what_was_taken_in_before_the_pause_is_answered_with_the_numbers(mail: Post) -> None:
    mail.engine.slow = True
    await mail.write("hello")
    while not mail.engine.asked:
        await asyncio.sleep(0.002)
    mail.parts.paused, mail.engine.slow = True, False
    await mail.rest()
    assert mail.channel.to("ann") == [PAUSED["parent"]]


@pytest.mark.parametrize(("text", "goes_out"), [("hello", PAUSED["parent"]), ("DANGER", "Ring 999 now.")])
async def test_an_answer_that_waited_in_the_outbox_is_replaced_unless_it_is_an_escalation(
    mail: Post, text: str, goes_out: str
) -> None:
    async def busy(chat: str) -> None:
        if not mail.parts.paused:
            raise RetryLater(2.0)

    mail.channel.fail = busy
    await mail.write(text)
    while not mail.clock.slept:
        await asyncio.sleep(0.002)
    mail.parts.paused = True
    mail.clock.moved += 2.0
    await mail.rest()
    assert mail.channel.to("ann")[0].startswith(goes_out)
