"""Answers on their way: in order, again after every fault, across a restart, and with care when they are late."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels import Incoming
from bot.channels.post import Accepted, Progress
from bot.edge.sending import LONGEST_WAIT, backoff
from bot.errors import RetryLater, Undeliverable
from bot.records.mailbox import Mailbox
from tests.edge.post_stand_ins import Post, post


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Post]:
    one = post(tmp_path)
    yield one
    await one.delivery.close()


async def until_it_sleeps(mail: Post, times: int) -> None:
    while len(mail.clock.slept) < times:
        await asyncio.sleep(0.002)


async def test_too_many_requests_waits_as_long_as_it_was_asked_to(mail: Post) -> None:
    tries: list[float] = []

    async def busy_once(chat: str) -> None:
        tries.append(mail.clock.moved)
        if len(tries) == 1:
            raise RetryLater(2.0)

    mail.channel.fail = busy_once
    await mail.write("hello")
    await until_it_sleeps(mail, 1)
    mail.clock.moved += 1.9
    await asyncio.sleep(0.05)
    assert len(tries) == 1, "not a moment earlier"
    mail.clock.moved += 0.1
    await mail.rest()
    assert tries == [0.0, 2.0]
    assert mail.channel.to("ann") == ["You wrote: hello"]


@pytest.mark.thorough
async def test_a_minute_without_the_other_side_loses_nothing_and_keeps_the_order(mail: Post) -> None:
    async def down_for_a_minute(chat: str) -> None:
        if mail.clock.moved < 60:
            raise RetryLater

    mail.channel.fail = down_for_a_minute
    for number in range(4):
        for chat in ("ann", "bob"):
            assert await mail.write(f"{chat} {number}", chat) is Accepted.QUEUED
    while mail.clock.moved < 130:
        mail.clock.moved += 0.5
        await asyncio.sleep(0.004)
    await mail.rest()
    for chat in ("ann", "bob"):
        assert mail.channel.to(chat) == [f"You wrote: {chat} {number}" for number in range(4)]
    assert sorted(mail.clock.slept)[-1] > 10, "it waits longer each time"


async def test_a_slow_conversation_holds_up_no_other(mail: Post) -> None:
    async def slow_for_ann(chat: str) -> None:
        while chat == "ann" and mail.clock.moved < 10:
            await asyncio.sleep(0.002)

    mail.channel.fail = slow_for_ann
    await mail.write("hello", "ann")
    for number in range(20):
        await mail.write("hello", f"other {number}")
    while len(mail.channel.sent) < 20:
        await asyncio.sleep(0.002)
    assert mail.channel.to("ann") == []
    mail.clock.moved += 10
    await mail.rest()
    assert mail.channel.to("ann") == ["You wrote: hello"]


async def test_what_was_acknowledged_is_answered_after_a_restart(mail: Post) -> None:
    mail.engine.slow = True
    await mail.write("one")
    await mail.write("two", "bob")
    while len(mail.engine.asked) < 2:
        await asyncio.sleep(0.002)
    await mail.delivery._in.close(0)
    mail.engine.slow = False
    mail.clock.moved += 1
    after = mail.again()
    await after.delivery.start()
    while len(mail.channel.sent) < 2:
        await asyncio.sleep(0.002)
    assert sorted(mail.channel.sent) == [("ann", "You wrote: one"), ("bob", "You wrote: two")]
    await after.delivery.close()


async def test_after_a_restart_an_ordinary_message_waits_for_the_engine_and_danger_does_not(mail: Post) -> None:
    mail.engine.slow = True
    await mail.write("one")
    await mail.write("DANGER", "bob")
    while len(mail.engine.asked) < 2:
        await asyncio.sleep(0.002)
    await mail.delivery._in.close(0)
    mail.engine.slow, mail.engine.up = False, False
    mail.clock.moved += 1
    after = mail.again()
    await after.delivery.start()
    while not mail.channel.to("bob"):
        await asyncio.sleep(0.002)
    assert mail.channel.to("ann") == []
    mail.engine.up = True
    await after.rest()
    assert mail.channel.to("ann") == ["You wrote: one"]
    await after.delivery.close()


async def test_an_answer_that_is_late_waits_behind_a_neutral_line_until_the_person_is_there(mail: Post) -> None:
    async def down(chat: str) -> None:
        if mail.clock.moved < 301:
            raise RetryLater(301)

    mail.channel.fail = down
    await mail.write("one")
    await mail.write("two")
    await until_it_sleeps(mail, 1)
    mail.clock.moved += 302
    await mail.rest()
    assert (mail.channel.late, mail.channel.sent) == (["ann"], []), "one line for both"
    await mail.write("are you there")
    await mail.rest()
    assert mail.channel.to("ann") == [f"You wrote: {said}" for said in ("one", "two", "are you there")]
    assert mail.channel.late == ["ann"]


async def test_what_was_held_goes_out_when_it_is_asked_for(mail: Post) -> None:
    old = mail.clock.now().timestamp() - 600
    await mail.write("hello", sent=old)
    await mail.rest()
    assert (mail.channel.late, mail.channel.sent) == (["ann"], []), "it was written long before it came in"
    await mail.write("hello again", sent=old + 1)
    await mail.rest()
    assert (mail.channel.late, mail.channel.sent) == (["ann"], []), "an old message does not show anybody there"
    who = Incoming(text="", endpoint="pigeon", conversation="ann", person="ann", channel="pigeon")
    assert await mail.delivery.open(who)
    await mail.rest()
    assert mail.channel.to("ann") == ["You wrote: hello", "You wrote: hello again"]
    assert not await mail.delivery.open(who)


async def test_a_message_that_comes_in_while_the_neutral_line_goes_out_frees_the_answer(mail: Post) -> None:
    async def slow_line(chat: str) -> None:
        if not writing:
            writing.append(asyncio.create_task(mail.write("are you there")))
            while "are you there" not in mail.judge.texts or mail.delivery._in.busy:
                await asyncio.sleep(0.002)

    writing: list[asyncio.Task[Accepted]] = []
    mail.channel.fail = slow_line
    await mail.write("hello", sent=mail.clock.now().timestamp() - 600)
    while len(mail.channel.sent) < 2:
        await asyncio.sleep(0.002)
    assert mail.channel.late == ["ann"]
    assert mail.channel.to("ann") == ["You wrote: hello", "You wrote: are you there"]


async def test_an_answer_for_a_chat_that_is_gone_is_dropped(mail: Post) -> None:
    async def gone(chat: str) -> None:
        if not mail.channel.sent and chat == "ann":
            raise Undeliverable

    mail.channel.fail = gone
    await mail.write("hello")
    await mail.rest()
    assert mail.parts.mailbox is not None
    assert mail.parts.mailbox.out.unsent() == []
    assert mail.parts.counts["undeliverable"] == 1


async def test_an_answer_that_the_channel_cannot_make_anything_of_becomes_the_numbers(mail: Post) -> None:
    async def broken(chat: str) -> None:
        if len(tries) < 1:
            tries.append(1)
            raise KeyError

    tries: list[int] = []
    mail.channel.fail = broken
    await mail.write("hello")
    await mail.rest()
    assert [message["text"] for message in mail.channel.messages] == [mail.parts.last_resort["text"]]


async def test_only_what_has_not_gone_out_is_sent_again(mail: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[int] = []

    async def send(address: object, message: object, late: bool, progress: Progress) -> None:
        for number in range(progress.done, 3):
            if number == 1 and len(parts) == 1:
                parts.append(-1)
                raise RetryLater(0)
            parts.append(number)
            await progress.sent()

    monkeypatch.setattr(mail.channel, "send", send)
    await mail.write("hello")
    await mail.rest()
    assert parts == [0, -1, 1, 2]


async def test_an_address_sealed_under_another_secret_is_not_read(mail: Post, tmp_path: Path) -> None:
    mail.channel.fail = never
    await mail.write("hello")
    await until_it_sleeps(mail, 1)
    await mail.delivery._out.close(0)
    after = mail.again()
    after.parts.mailbox = Mailbox(f"sqlite:///{tmp_path / 'post.db'}", b"t" * 32)
    mail.channel.fail = None
    mail.clock.moved += 200
    await after.delivery.start()
    while after.parts.mailbox.out.unsent():
        await asyncio.sleep(0.002)
    assert mail.channel.sent == []
    await after.delivery.close()


async def never(chat: str) -> None:
    raise RetryLater(100)


def test_the_wait_doubles_up_to_a_minute() -> None:
    waits = [backoff(attempts) for attempts in range(12)]
    assert 0.8 <= waits[0] <= 1.0
    assert 6.4 <= waits[3] <= 8.0
    assert all(wait <= LONGEST_WAIT for wait in waits)
