"""What several edges share through a real Redis, and what each does alone while Redis is gone."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.edge.__main__ import share
from bot.edge.parts import Parts
from bot.edge.redis_link import PAUSE
from bot.settings import Settings
from tests.edge.edge_stand_ins import FakeJudge, FakeStore, Ticks, parts_with
from tests.edge.post_stand_ins import HereEngine
from tests.server.processes import free_port, open_port

real = pytest.mark.postgres  # scripts/postgres.sh sees to Redis too


def edge(url: str, **more: int) -> Parts:
    settings = Settings(redis_url=url, **more)  # type: ignore[arg-type]
    parts = parts_with(settings, HereEngine(), FakeStore(), FakeJudge(), Ticks())  # type: ignore[arg-type]
    parts = replace(parts, ticks=time.monotonic)
    share(parts)
    return parts


class OwnRedis:
    """A Redis of one test, to be killed in it."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        line = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--dir", self.folder]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while not open_port(self.port):
            assert time.monotonic() < until
            time.sleep(0.02)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    own = OwnRedis(tmp_path)
    own.start()
    yield own
    own.kill()


@pytest.fixture
async def pair(redis: OwnRedis) -> AsyncIterator[tuple[Parts, Parts]]:
    both = (edge(redis.url, limit_per_sender=3, limit_per_address=5), edge(redis.url, limit_per_sender=3,
            limit_per_address=5))
    yield both
    for one in both:
        assert one.shared is not None
        await one.shared.link.close()


async def critical(parts: Parts, inside: list[str], name: str) -> None:
    async with parts.locks.of("his"):
        inside.append(f"{name} in")
        await asyncio.sleep(0.01)
        inside.append(f"{name} out")


@real
async def test_one_conversation_is_answered_by_one_edge_at_a_time(pair: tuple[Parts, Parts]) -> None:
    inside: list[str] = []
    await asyncio.gather(*(critical(parts, inside, f"{n} {i}") for i in range(8) for n, parts in enumerate(pair)))
    assert len(inside) == 32
    assert [a.removesuffix("in") == b.removesuffix("out") for a, b in zip(inside[::2], inside[1::2], strict=True)] == (
        [True] * 16
    ), inside
    for n in ("0", "1"):
        order = [one for one in inside if one.startswith(n) and one.endswith("in")]
        assert order == sorted(order), "within an edge, in the order of coming"


@real
async def test_a_flood_is_counted_over_both_edges_and_an_address_is_kept_as_a_hash(
    pair: tuple[Parts, Parts], redis: OwnRedis
) -> None:
    one, other = pair
    over = [await parts.over("him", "192.0.2.7") for parts in (one, other, one, other, one)]
    assert over == [False, False, False, True, True]
    assert await other.over("her", "192.0.2.7") is True, "five came from this address, whoever wrote them"
    assert await other.over("her", "192.0.2.8") is False
    told = subprocess.run(["redis-cli", "-p", str(redis.port), "keys", "*"], capture_output=True, text=True, check=True)
    assert "safeguard:address:" in told.stdout
    assert "192.0.2" not in told.stdout


@real
async def test_an_answer_of_one_edge_is_known_to_the_other_sealed_and_forgotten_on_request(
    pair: tuple[Parts, Parts], redis: OwnRedis
) -> None:
    one, other = pair
    await one.remember("conversation", "message", {"text": "a kind answer"})
    assert await other.recall("conversation", "message") == {"text": "a kind answer"}
    line = ["redis-cli", "-p", str(redis.port), "hgetall", "safeguard:recent:conversation"]
    kept = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    assert "message" in kept
    assert "kind" not in kept
    await one.forget("conversation")
    assert await other.recall("conversation", "message") is None


@real
async def test_an_edge_that_dies_in_a_turn_holds_the_conversation_for_seconds_only(pair: tuple[Parts, Parts]) -> None:
    dead, heir = pair
    lock = dead.locks.of("his")
    await lock.__aenter__()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        if "_renew" in repr(task):
            task.cancel()
    began = time.monotonic()
    async with heir.locks.of("his"):
        assert 1.0 < time.monotonic() - began < 5.0
    await lock.__aexit__(None, None, None)


@real
async def test_redis_that_dies_and_comes_back_is_counted_and_used_again(
    pair: tuple[Parts, Parts], redis: OwnRedis
) -> None:
    one, _ = pair
    assert one.weaker() == []
    redis.kill()
    inside: list[str] = []
    await asyncio.gather(*(critical(one, inside, str(number)) for number in range(3)))
    assert inside == ["0 in", "0 out", "1 in", "1 out", "2 in", "2 out"], "this edge's own lock still holds"
    assert [await one.over("him", None) for _ in range(4)] == [False, False, False, True], "and its own counts"
    assert one.weaker() == ["redis"]
    assert one.counts["redis_failed"] >= 1
    redis.start()
    await asyncio.sleep(PAUSE)
    await one.remember("conversation", "message", 1)
    assert one.weaker() == []


async def test_without_redis_nobody_waits_and_every_failure_is_counted() -> None:
    parts = edge(f"redis://127.0.0.1:{free_port()}/0", limit_per_sender=2)
    began = time.monotonic()
    for number in range(20):
        async with parts.locks.of(f"conversation {number}"):
            await parts.remember(f"conversation {number}", "message", number)
            assert await parts.recall(f"conversation {number}", "message") == number
    assert time.monotonic() - began < 1.0
    assert [await parts.over("him", "192.0.2.7") for _ in range(3)] == [False, False, True]
    assert parts.counts["redis_failed"] >= 1
    assert parts.counts["redis_without"] > 30
    assert parts.weaker() == ["redis"]
    assert parts.shared is not None
    await parts.shared.link.close()
