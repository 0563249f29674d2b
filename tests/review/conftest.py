from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import LONDON
from bot.records import db
from bot.review.desk import Desk
from bot.review.pages import build
from bot.review.suspects import Suspicion
from bot.review.sweep import Sweep
from bot.scrubbed import Scrubbed
from bot.settings import Settings
from tests.review.log import DANGER, LOST, write

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=LONDON)


class Suspects:
    """Stands in for the second detector: suspects what holds its word."""

    def look(self, texts: Any) -> list[Suspicion]:
        return [Suspicion(2, ("rule",)) if "LOCKED" in text else Suspicion(0) for text in texts]


class Office:
    """The pages over one log, with a clock to turn; ``client`` is somebody's browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.at = desk, NOON
        desk.now = lambda: self.at
        self.seconds = 0.0
        desk.ticks = lambda: self.seconds
        desk.scrub = lambda text: Scrubbed(text.replace("Marigold", "[PERSON_1]"), ("PERSON",) * ("Marigold" in text))
        desk.sweep = Sweep(desk.stores.log, desk.stores.items, Suspects(), frozenset({"what is consent"}))
        self.app = build(desk, loads=False)
        self.clients: list[TestClient[Any, Any]] = []

    def sweep(self) -> int:
        assert self.desk.sweep
        return self.desk.sweep.run(self.at.date())

    async def browser(self) -> TestClient[Any, Any]:
        """A browser that is not signed in."""
        if not self.clients:
            self.clients.append(TestClient(TestServer(self.app)))
            await self.clients[0].start_server()
            return self.clients[0]
        made = TestClient(self.clients[0].server)
        self.clients.append(made)
        return made

    async def signed_in(self, who: str = "ann", role: str = "editor") -> Browser:
        client = await self.browser()
        token = self.desk.stores.desk.link(self.at, who, role)
        answer = await client.post("/sign-in", data={"token": token})
        assert answer.status == 200
        return Browser(client)

    def acts(self) -> list[tuple[str, str, str]]:
        """(who, did, about), oldest first."""
        return [(act.who, act.did, act.about) for act in reversed(self.desk.stores.audit.newest())]


class Browser:
    """One person's browser, which sends the forms' token along."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client

    async def get(self, path: str) -> tuple[int, str]:
        answer = await self.client.get(path)
        return answer.status, await answer.text()

    async def csrf(self) -> str:
        _, page = await self.get("/marks")
        return page.split('name="csrf" value="')[1].split('"')[0]

    async def post(self, path: str, **form: Any) -> int:
        """The status of the answer itself, not of the page it leads to."""
        data = {"csrf": await self.csrf(), **form}
        pairs = [(k, one) for k, v in data.items() for one in (v if isinstance(v, list) else [v])]
        return (await self.client.post(path, data=pairs, allow_redirects=False)).status


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, made once: most of a test's time would go into making them."""
    folder = tmp_path_factory.mktemp("empty")
    db.open_engine(Settings(data_dir=folder).database).dispose()
    return folder / "safeguard.db"


@pytest.fixture
def settings(tmp_path: Path, empty: Path) -> Settings:
    shutil.copy(empty, tmp_path)
    return Settings(data_dir=tmp_path)


@pytest.fixture
async def office(settings: Settings) -> AsyncIterator[Office]:
    made = Office(Desk.make(settings))
    yield made
    for client in reversed(made.clients):
        await client.close()
    if not made.clients:
        made.desk.close()


@pytest.fixture
def record() -> Callable[..., None]:
    return write


@pytest.fixture
def log(settings: Settings, record: Callable[..., None], office: Office) -> Office:
    """Two suspected dangers, one message that was not understood, and a calm conversation."""
    record(settings.database, "danger", DANGER, {"text": "thanks", "kind": "smalltalk"}, {"kind": "smalltalk"})
    record(settings.database, "again", {**DANGER, "text": "my sister is in there and it is LOCKED"}, {}, {})
    record(settings.database, "lost", LOST, {}, {})
    record(settings.database, "calm", {}, {}, {})
    assert office.sweep() == 4
    return office


def row_of(office: Office, log_id: str, position: int = 1) -> str:
    return office.desk.stores.log.conversations([log_id])[log_id][position - 1].row
