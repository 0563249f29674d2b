"""The REST face: what a body becomes, what an outcome becomes, and whose address is counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels import Incoming, Outcome, rest
from bot.channels.refusal import BY_STATUS, refusal
from bot.clock import LONDON
from bot.replies.words import words
from bot.settings import Settings
from bot.terms import Area, Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
Post = Callable[..., Awaitable[tuple[int, Any]]]


class Core:
    """Stands for the turn: keeps what came in."""

    def __init__(self) -> None:
        self.got: list[Incoming] = []
        self.over_limit = False

    async def __call__(self, incoming: Incoming) -> Outcome:
        self.got.append(incoming)
        return Outcome(({"recipient_id": incoming.recipient, "text": "fine"},), "answered", self.over_limit)


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
async def client(core: Core) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application(client_max_size=1_000)
    rest.routes(app, core, Settings(trusted_proxy="127.0.0.1"), lambda: NOON)
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_message_becomes_incoming_and_the_answer_is_a_list(client: TestClient[Any, Any], core: Core) -> None:
    metadata = {"role": "parent", "area": "Peterborough", "message_id": "m"}
    body = {"sender": "a", "message": "hello", "metadata": metadata}
    async with client.post(rest.PATH, json=body) as response:
        assert (response.status, await response.json()) == (200, [{"recipient_id": "a", "text": "fine"}])
    got = core.got[0]
    assert (got.text, got.endpoint, got.conversation, got.person, got.recipient) == ("hello", "rest", "a", "a", "a")
    assert (got.role, got.area, got.message_id) == (Role.PARENT, Area.PETERBOROUGH, "m")


async def test_one_too_many_is_429_in_the_same_shape(client: TestClient[Any, Any], core: Core) -> None:
    core.over_limit = True
    async with client.post(rest.PATH, json={"sender": "a", "message": "hello"}) as response:
        assert (response.status, (await response.json())[0]["text"]) == (429, "fine")


async def test_a_body_over_the_limit_is_413(client: TestClient[Any, Any], core: Core) -> None:
    async with client.post(rest.PATH, json={"sender": "a", "message": "x" * 2_000}) as response:
        assert response.status == 413
        assert "999" in (await response.json())["error"]
    assert core.got == []


async def test_a_body_that_never_ends_is_given_up(
    client: TestClient[Any, Any], core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "BODY_SECONDS", 0.1)  # the clock

    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(0.5)
        yield b"}"

    async with client.post(rest.PATH, data=never()) as response:
        assert response.status == 408
    assert core.got == []


@pytest.mark.parametrize(("forwarded", "counted"), [
    ("192.0.2.7", "192.0.2.7"), ("198.51.100.9, 192.0.2.7", "192.0.2.7"), ("2001:db8::1", "2001:db8::1"),
    ("", "127.0.0.1"), ("unknown", "127.0.0.1"),
])
async def test_a_forwarded_address_is_believed_from_the_configured_proxy(
    client: TestClient[Any, Any], core: Core, forwarded: str, counted: str
) -> None:
    headers = {"X-Forwarded-For": forwarded}
    async with client.post(rest.PATH, json={"sender": "a", "message": "hello"}, headers=headers):
        assert core.got[0].address == counted


async def test_a_forwarded_address_is_not_believed_from_anybody_else(core: Core) -> None:
    app = web.Application()
    rest.routes(app, core, Settings(), lambda: NOON)
    async with TestClient(TestServer(app)) as client:
        headers = {"X-Forwarded-For": "192.0.2.7"}
        async with client.post(rest.PATH, json={"sender": "a", "message": "hello"}, headers=headers):
            assert core.got[0].address == "127.0.0.1"


async def test_it_says_that_it_is_there(client: TestClient[Any, Any]) -> None:
    async with client.get("/webhooks/rest/") as response:
        assert await response.json() == {"status": "ok"}


@pytest.mark.parametrize("code", sorted(words("edge")["refused"]))
def test_every_refusal_holds_every_number(code: str) -> None:
    said = refusal(code, Area.UNKNOWN, NOON)
    for number in ("999", "0345 045 5203", "01733 864180", "01733 234724", "0800 1111"):
        assert number in said


def test_every_status_has_its_words() -> None:
    assert set(BY_STATUS.values()) <= set(words("edge")["refused"])
