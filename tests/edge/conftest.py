"""The edge under test, built on stand-ins for what is behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from edge_stand_ins import Edge, FakeEngine, FakeJudge, FakeStore, Ticks, parts_with

from bot.edge.app import build
from bot.edge.engine_client import EngineClient
from bot.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings(engine_timeout=0.6, limit_per_sender=10)


@pytest.fixture
def looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock: for tests that wait until the edge sees that its engine has gone."""
    monkeypatch.setattr("bot.edge.engine_client.PROBE_UP", 0.1)


@pytest.fixture
async def edge(settings: Settings) -> AsyncIterator[Edge]:
    engine, store, judge, ticks = FakeEngine(), FakeStore(), FakeJudge(), Ticks()
    async with TestServer(engine.app()) as server:
        asking = EngineClient(str(server.make_url("")).rstrip("/"), "token", stuck=0.5)
        parts = parts_with(settings, asking, store, judge, ticks)
        async with TestClient(TestServer(build(parts))) as client:
            yield Edge(client, parts, engine, server, store, judge, ticks)
