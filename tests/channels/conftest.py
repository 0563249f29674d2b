"""A page with a stand-in for the core behind it, and Telegram in an office of its own, for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from page_visit import NOON, Browser, Clock, PageCore
from telegram_office import Office, opened

from bot.channels import web as page
from bot.channels.web import talk as talk_module
from bot.settings import Settings


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(tmp_path) as one:
        yield one


@pytest.fixture
def page_core() -> PageCore:
    return PageCore()


@pytest.fixture
async def browser(page_core: PageCore) -> AsyncIterator[TestClient[Any, Any]]:
    """One browser without a script; its cookies are kept as a browser keeps them."""
    app = web.Application(client_max_size=20_000)
    page.routes(app, page_core, Settings(trusted_proxy="127.0.0.1"), lambda: NOON)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(page_core: PageCore, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TestServer]:
    app = web.Application(client_max_size=20_000)
    made: Any = talk_module.Talk.__init__
    monkeypatch.setattr(talk_module.Talk, "__init__", lambda self, *given: made(self, *given, clock))  # the clock
    page.routes(app, page_core, Settings(), lambda: NOON)
    async with TestServer(app) as running:
        yield running


@pytest.fixture
async def client(server: TestServer) -> AsyncIterator[Browser]:
    async with TestClient(server) as made:
        yield made
