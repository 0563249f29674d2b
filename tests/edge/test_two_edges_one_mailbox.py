"""Two edges over one mailbox: every message is answered once and in order, and a dead edge's are taken over."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.post import Accepted
from bot.channels.tasks import end
from bot.edge.delivery import Delivery
from bot.records.claims import Claims
from bot.records.mailbox import Mailbox
from tests.edge.edge_stand_ins import soon
from tests.edge.post_stand_ins import Post, post
from tests.stores import either, url

__all__ = ["either", "url"]
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgres)
pytestmark = pytest.mark.parametrize("either", [POSTGRESQL], indirect=True)


def two(folder: Path, address: str) -> tuple[Post, Post]:
    """Two edges that share store, engine, channel, clock and mailbox, as through Redis and PostgreSQL."""
    first = post(folder)
    first.parts.mailbox = Mailbox(address, first.parts.secret)
    first.parts.store_seconds = 60.0  # how long a person waits for a slow store is not looked at here
    parts = replace(first.parts, mailbox=Mailbox(address, first.parts.secret))
    delivery = Delivery(parts, first.clock.sleep)
    delivery.add(first.channel)
    return first, replace(first, parts=parts, delivery=delivery)


async def finish(edges: tuple[Post, Post]) -> None:
    for edge in edges:
        await edge.delivery.close()
        assert edge.parts.mailbox is not None
        edge.parts.mailbox._engine.dispose()


async def test_messages_that_come_in_at_either_edge_are_answered_once_and_in_order(tmp_path: Path, either: str) -> None:
    edges = two(tmp_path, either)

    async def talk(chat: str, number: int) -> None:
        for turn in range(6):
            assert await edges[(turn + number) % 2].write(f"word {turn}", chat) is Accepted.QUEUED

    chats = [f"chat {number}" for number in range(5)]
    await asyncio.gather(*(talk(chat, number) for number, chat in enumerate(chats)))
    await soon(lambda: len(edges[0].channel.sent) >= 30, 20)
    await asyncio.gather(*(edge.rest() for edge in edges))
    for chat in chats:
        assert [one.partition("word ")[2][:1] for one in edges[0].channel.to(chat)] == list("012345"), chat
    await finish(edges)


async def test_one_message_told_to_both_edges_at_once_is_one(tmp_path: Path, either: str) -> None:
    edges = two(tmp_path, either)
    for edge in edges:
        edge.parts.doors = type(edge.parts.doors)()  # Redis is gone: only the store knows
    for number in range(5):
        told = await asyncio.gather(*(edge.write("hello", f"chat {number}", id="same") for edge in edges))
        assert sorted(told) == [Accepted.DUPLICATE, Accepted.QUEUED]
    await soon(lambda: len(edges[0].channel.sent) >= 5, 20)
    await asyncio.gather(*(edge.rest() for edge in edges))
    assert len(edges[0].channel.sent) == 5
    await finish(edges)


async def test_the_mail_of_an_edge_that_died_is_taken_over(tmp_path: Path, either: str) -> None:
    dead, heir = edges = two(tmp_path, either)
    assert dead.parts.mailbox is not None
    assert heir.parts.mailbox is not None
    dead.engine.slow = True
    assert await dead.write("hello", "ann") is Accepted.QUEUED
    await soon(lambda: bool(dead.engine.asked), 20)
    (key,) = heir.parts.mailbox.unanswered()
    await end(dead.delivery._in._tasks.values())  # its lane stops where it is, as with kill -9
    await dead.rest()
    assert Claims(dead.parts.mailbox._engine, lease=0.5).take("in", key), "and its claim stands"
    dead.engine.slow = False
    await heir.delivery.start()
    await asyncio.sleep(0.1)
    assert heir.channel.sent == []
    await soon(lambda: len(heir.channel.sent) == 1, 20)
    assert heir.parts.mailbox.unanswered() == []
    await finish(edges)
