"""Keys come behind the running server, stay when the network goes, and are never fetched for a stranger's asking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.channels.teams_parts import keys as module
from bot.channels.teams_parts.keys import SELDOM, STALE, Keys
from tests.channels.teams.far_end import FarEnd, public
from tests.edge.edge_stand_ins import Ticks, soon


@pytest.fixture
async def far() -> AsyncIterator[FarEnd]:
    made = FarEnd()
    async with made.server:
        yield made


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made


async def test_it_starts_without_a_network_and_becomes_ready_when_the_keys_arrive(
    far: FarEnd, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.05)  # the clock
    far.down = True
    keys = Keys(f"{far.base}/openid")
    await keys.start(session)
    await soon(lambda: len(far.asked) >= 2)
    assert not keys.ready
    far.down = False
    await soon(lambda: keys.ready)
    found = keys.get("good")
    assert found is not None
    assert found.endorsements == {"msteams"}
    await keys.close()


async def test_an_unknown_key_has_them_fetched_at_most_every_five_minutes(
    far: FarEnd, session: aiohttp.ClientSession
) -> None:
    ticks = Ticks()
    keys = Keys(f"{far.base}/openid", ticks)
    await keys.start(session)
    await soon(lambda: keys.ready)
    far.keys.append(public("new"))
    for _ in range(50):
        assert keys.get("new") is None
    await asyncio.sleep(0.1)
    assert far.asked.count("keys") == 1
    ticks.at = SELDOM + 1
    assert keys.get("new") is None  # not on the way of this request, but behind it
    await soon(lambda: far.asked.count("keys") == 2)
    await soon(lambda: keys.get("new") is not None)
    await keys.close()


async def test_old_keys_stay_for_days_and_not_longer(far: FarEnd, session: aiohttp.ClientSession) -> None:
    ticks = Ticks()
    keys = Keys(f"{far.base}/openid", ticks)
    await keys.start(session)
    await soon(lambda: keys.ready)
    far.down = True
    ticks.at = STALE - 1
    assert keys.ready
    ticks.at = STALE
    assert not keys.ready
    await keys.close()


@pytest.mark.parametrize("listed", [
    [], [{"kty": "EC", "kid": "x"}], [{**public("good"), "use": "enc"}], [{**public("good"), "kid": None}],
])
async def test_what_is_no_signing_key_is_not_taken(
    far: FarEnd, session: aiohttp.ClientSession, listed: list[dict[str, object]]
) -> None:
    far.keys = listed
    keys = Keys(f"{far.base}/openid")
    await keys.start(session)
    await soon(lambda: "keys" in far.asked)
    await asyncio.sleep(0.05)
    assert not keys.ready
    await keys.close()
