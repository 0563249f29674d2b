"""The Teams channel with a loopback outside."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.teams import Teams
from tests.channels.teams.bench import Bench, FakeDesk
from tests.channels.teams.far_end import FarEnd
from tests.edge.edge_stand_ins import soon


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    far, desk = FarEnd(), FakeDesk()
    async with far.server:
        teams = Teams(far.config())
        app = web.Application(client_max_size=64 * 1024)
        teams.routes(app, desk)
        async with TestClient(TestServer(app)) as client:
            await soon(lambda: teams.keys.ready)
            yield Bench(far, desk, teams, client)
