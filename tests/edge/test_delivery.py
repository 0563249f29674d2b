"""A channel that acknowledges first: judged, scrubbed, committed, then answered, once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.post import FIRST, STATUS, Accepted
from bot.edge import messengers
from bot.edge.delivery import Delivery
from bot.edge.state import Status
from bot.records.live import LiveStore
from bot.records.retention import retain
from bot.settings import Settings
from tests.edge.edge_stand_ins import NUMBERS, holds_every_number, parts_with
from tests.edge.post_stand_ins import Post, post


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Post]:
    one = post(tmp_path)
    yield one
    await one.delivery.close()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_a_message_is_answered_in_the_background(mail: Post) -> None:
    assert await mail.write("hello") is Accepted.QUEUED
    assert mail.channel.sent == [], "acknowledged before it is answered"
    await mail.rest()
    assert mail.channel.to("ann") == ["You wrote: hello"]
    assert mail.channel.messages[0][FIRST] is True
    await mail.write("again")
    await mail.rest()
    assert mail.channel.messages[1][FIRST] is False
    assert mail.channel.messages[1][STATUS] == "answered"
    assert mail.channel.messages[1]["recipient_id"] == ""


async def test_the_engine_gets_scrubbed_text_and_the_judgement_of_the_raw_words(mail: Post) -> None:
    mail.engine.slow = True
    await mail.write("PERHAPS Marigold is not safe")
    assert mail.judge.texts == ["PERHAPS Marigold is not safe"]
    while not mail.engine.asked:
        await asyncio.sleep(0.002)
    assert mail.engine.asked == ["PERHAPS [PERSON_1] is not safe"]
    assert mail.engine.metadata[0]["risk"]["grade"] == "check"
    on_disk = files(mail.folder)
    assert b"Marigold" not in on_disk
    assert b"[PERSON_1] is not safe" in on_disk, "the search looks in the right place"
    assert b"Plain Street" not in on_disk
    assert b"ann" not in on_disk.replace(b"cannot", b"").replace(b"channel", b"").replace(b"planned", b"")
    mail.engine.slow = False
    await mail.rest()


async def test_what_came_before_is_not_answered_again(mail: Post) -> None:
    assert await mail.write("hello", id="7") is Accepted.QUEUED
    assert await mail.write("hello", id="7") is Accepted.DUPLICATE
    await mail.rest()
    assert await mail.write("hello", id="7") is Accepted.DUPLICATE
    assert await mail.again().write("hello", id="7") is Accepted.DUPLICATE
    assert await mail.write("hello", chat="bob", id="7") is Accepted.QUEUED, "an id counts in its own conversation"
    mail.clock.moved += 25 * 3600
    retain(f"sqlite:///{mail.folder / 'post.db'}", mail.clock.now())
    assert await mail.write("hello", id="7") is Accepted.QUEUED, "a mark is kept for a day"


async def test_a_reply_is_judged_after_what_it_replies_to(mail: Post) -> None:
    mail.engine.slow = True
    first = asyncio.create_task(mail.write("DANGER"))
    second = asyncio.create_task(mail.write("ok"))
    while not mail.engine.asked:
        await asyncio.sleep(0.002)
    await asyncio.sleep(0.05)
    assert mail.judge.texts == ["DANGER"], "the second waits until the first is answered"
    mail.engine.slow = False
    assert await asyncio.gather(first, second) == [Accepted.QUEUED, Accepted.QUEUED]
    assert mail.judge.contexts[1].emergency_open


async def test_while_danger_waits_for_its_answer_the_emergency_counts_as_open(
    mail: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.edge.delivery.EARLIER", 0.01)
    mail.engine.slow = True
    await mail.write("DANGER")
    await mail.write("ok")
    assert mail.judge.contexts[1].emergency_open
    mail.engine.slow = False


async def test_with_the_engine_down_the_numbers_go_out(mail: Post) -> None:
    mail.engine.up = False
    assert await mail.write("hello") is Accepted.QUEUED
    await mail.rest()
    assert holds_every_number(dict(mail.channel.messages[0]))


async def test_in_the_first_seconds_the_text_is_not_kept_and_the_numbers_go_out(mail: Post) -> None:
    mail.parts.scrubber = None
    assert await mail.write("PERHAPS Marigold") is Accepted.QUEUED
    await mail.rest()
    assert holds_every_number(dict(mail.channel.messages[0]))
    assert mail.channel.messages[0][STATUS] == Status.FAILED_STARTING
    assert b"PERHAPS" not in files(mail.folder)


async def test_a_text_that_cannot_be_scrubbed_is_withheld_and_answered(mail: Post) -> None:
    assert await mail.write("UNSCRUBBABLE words") is Accepted.QUEUED
    await mail.rest()
    assert mail.channel.messages[0][STATUS] == Status.WITHHELD_UNSCRUBBED
    assert b"UNSCRUBBABLE" not in files(mail.folder)


async def test_without_a_mailbox_the_answer_goes_out_before_the_acknowledgement(mail: Post) -> None:
    mail.parts.mailbox, mail.parts.broken = None, {"mailbox"}
    assert await mail.write("hello", id="7") is Accepted.ANSWERED
    assert mail.channel.to("ann") == ["You wrote: hello"]
    assert await mail.write("hello", id="7") is Accepted.DUPLICATE


async def test_what_can_neither_be_kept_nor_sent_is_not_acknowledged(mail: Post) -> None:
    async def down(chat: str) -> None:
        raise OSError

    mail.parts.mailbox, mail.parts.broken, mail.channel.fail = None, {"mailbox"}, down
    assert await mail.write("hello", id="7") is Accepted.REFUSED
    mail.channel.fail = None
    assert await mail.write("hello", id="7") is Accepted.ANSWERED, "the platform sends it again"


async def test_deleting_takes_back_what_has_not_been_sent(mail: Post) -> None:
    async def down(chat: str) -> None:
        if len(mail.engine.asked) < 2:
            raise OSError

    mail.channel.fail, mail.parts.live = down, LiveStore(f"sqlite:///{mail.folder / 'post.db'}")
    await mail.write("hello")
    while not mail.clock.slept:
        await asyncio.sleep(0.002)
    mail.engine.fake.intent = "delete_conversation"
    await mail.write("delete my conversation")
    while not mail.engine.forgotten or mail.delivery._in.busy:
        await asyncio.sleep(0.002)
    mail.clock.moved += 60
    await mail.rest()
    assert mail.channel.to("ann") == ["You wrote: delete my conversation"]
    assert mail.channel.messages[0][STATUS] == Status.ANSWERED_DELETED
    assert len(mail.engine.forgotten) == 1


async def test_a_fixed_message_of_the_channel_goes_out_without_a_turn(mail: Post) -> None:
    assert await mail.write("a photo", calm={"text": "I cannot open that."}) is Accepted.QUEUED
    await mail.rest()
    assert mail.channel.to("ann") == ["I cannot open that."]
    assert mail.engine.asked == []
    await mail.write("DANGER", calm={"text": "I cannot open that."})
    await mail.rest()
    assert mail.engine.asked == ["DANGER"], "danger is answered as danger"
    assert all(number in str(mail.channel.messages[1]["text"]) for number in NUMBERS)


async def test_only_a_slow_answer_shows_that_it_is_worked_on(mail: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    await mail.write("quick")
    await mail.rest()
    assert mail.channel.typed == []
    monkeypatch.setattr("bot.edge.answering.TYPING_AFTER", 0.02)
    mail.engine.slow = True
    await mail.write("slow")
    while not mail.channel.typed:
        await asyncio.sleep(0.002)
    assert mail.channel.typed == ["ann"]
    mail.engine.slow = False


def test_nothing_of_a_messenger_is_there_while_all_are_off(mail: Post) -> None:
    assert messengers.faces(parts_with(Settings(), *[None] * 4)) == ()  # type: ignore[arg-type]
    assert mail.parts.missing() == ["encoder"]
    mail.parts.mailbox = None
    assert mail.parts.missing() == ["encoder", "mailbox"]
    mail.parts.posts = False
    assert mail.parts.missing() == ["encoder"]


def test_the_delivery_is_what_channels_are_promised() -> None:
    from bot.channels.post import Desk

    def desk(delivery: Delivery) -> Desk:
        return delivery

    assert desk
