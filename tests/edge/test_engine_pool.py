"""Several engines: a conversation stays with one and goes on with the next, and none is asked in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.edge.engine_client import EngineClient
from bot.edge.engine_pool import EnginePool, engine_of
from bot.errors import EngineError
from bot.settings import Settings
from tests.edge.edge_stand_ins import FakeEngine, soon

METADATA = {"risk": {"grade": "none"}, "turn": "the same number"}
KEYS = [f"conversation {number}" for number in range(40)]


@dataclass
class Two:
    fakes: dict[str, FakeEngine]
    servers: dict[str, TestServer]
    pool: EnginePool
    counts: Counter[str]

    def home(self, key: str) -> str:
        """The address of the engine that a conversation belongs to."""
        return self.pool.ranked(key)[0]._base

    def other(self, url: str) -> str:
        return next(one for one in self.fakes if one != url)


@pytest.fixture
async def two() -> AsyncIterator[Two]:
    made = Two({}, {}, None, Counter())  # type: ignore[arg-type]
    for _ in range(2):
        fake = FakeEngine()
        server = TestServer(fake.app())
        await server.start_server()
        url = str(server.make_url("")).rstrip("/")
        made.fakes[url], made.servers[url] = fake, server
    made.pool = EnginePool({url: EngineClient(url, "token", stuck=0.6) for url in made.fakes}, made.counts)
    await made.pool.start()
    yield made
    await made.pool.close()
    for server in made.servers.values():
        await server.close()


async def test_a_conversation_stays_with_its_engine_and_both_have_some(two: Two) -> None:
    for _ in range(2):
        for key in KEYS:
            await two.pool.turn(key, "hello", METADATA, 3.0)
    for url, fake in two.fakes.items():
        assert sorted(body["sender"] for body in fake.asked) == sorted(2 * [k for k in KEYS if two.home(k) == url])
        assert len(fake.asked) >= 20
    assert not two.counts


async def test_every_edge_ranks_alike_in_whatever_order_it_was_told(two: Two) -> None:
    turned = EnginePool({url: EngineClient(url, "token") for url in reversed(two.fakes)}, Counter())
    assert [turned.ranked(key)[0]._base for key in KEYS] == [two.home(key) for key in KEYS]


async def test_an_engine_that_is_gone_hands_its_conversations_to_the_other(two: Two) -> None:
    gone = two.home("a")
    await two.servers[gone].close()
    answer = await two.pool.turn("a", "hello", METADATA, 3.0)
    assert "hello" in answer.message["text"]
    assert two.counts["engine_passed_on"] == 1
    assert two.pool.up
    assert two.pool.away == 1
    (body,) = two.fakes[two.other(gone)].asked
    assert body["metadata"]["turn"] == METADATA["turn"], "by this number the other takes a first try back"
    await two.pool.turn("a", "hello", METADATA, 3.0)
    assert two.counts["engine_passed_on"] == 1, "it is known to be gone, and not asked in vain"


@pytest.mark.parametrize("status", [503])
async def test_an_engine_that_is_ending_is_left_at_once(two: Two, status: int) -> None:
    async def ending(body: object) -> web.Response:
        return web.Response(status=status)

    two.fakes[two.home("a")].behave = ending
    assert (await two.pool.turn("a", "hello", METADATA, 3.0)).message


async def test_a_turn_that_goes_wrong_in_an_engine_that_is_there_is_not_tried_in_another(two: Two) -> None:
    async def wrong(body: object) -> web.Response:
        return web.Response(status=500)

    home = two.home("a")
    two.fakes[home].behave = wrong
    with pytest.raises(EngineError, match="500"):
        await two.pool.turn("a", "hello", METADATA, 3.0)
    assert not two.fakes[two.other(home)].asked


async def test_a_conversation_is_deleted_in_every_engine(two: Two) -> None:
    await two.pool.forget("a")
    assert [fake.forgotten for fake in two.fakes.values()] == [["a"], ["a"]]
    gone = next(iter(two.servers.values()))
    await gone.close()
    await two.pool.forget("b")
    for server in two.servers.values():
        await server.close()
    with pytest.raises(EngineError):
        await two.pool.forget("c")
    await soon(lambda: not two.pool.up)
    with pytest.raises(EngineError, match="down"):
        await two.pool.turn("a", "hello", METADATA, 3.0)


def test_one_address_is_one_engine_and_none_is_that_of_this_machine() -> None:
    assert isinstance(engine_of(Settings(), Counter()), EngineClient)
    assert Settings(engine_port=7).engines == ("http://127.0.0.1:7",)
    several = Settings(engine_urls="http://a:5006, http://b:5006/,")
    assert several.engines == ("http://a:5006", "http://b:5006")
    assert isinstance(engine_of(several, Counter()), EnginePool)
