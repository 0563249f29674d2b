"""One running channel, with a desk that only writes down what it is handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp.test_utils import TestClient

from bot.channels import Incoming
from bot.channels.post import Accepted
from bot.channels.teams import PATH, Teams
from tests.channels.teams.far_end import FarEnd


@dataclass
class FakeDesk:
    """Keeps what came; ``verdict`` is what it says of the next."""

    accepted: list[tuple[Incoming, Mapping[str, Any], Mapping[str, Any] | None]] = field(default_factory=list)
    said: list[tuple[Incoming, Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=list)
    verdict: Accepted = Accepted.QUEUED
    waits: bool = False

    async def accept(
        self, incoming: Incoming, address: Mapping[str, Any], calm: Mapping[str, Any] | None = None
    ) -> Accepted:
        self.accepted.append((incoming, address, calm))
        return self.verdict

    async def say(self, incoming: Incoming, address: Mapping[str, Any], message: Mapping[str, Any]) -> Accepted:
        self.said.append((incoming, address, message))
        return self.verdict

    async def open(self, incoming: Incoming) -> bool:
        return self.waits


@dataclass
class Bench:
    """One running channel."""

    far: FarEnd
    desk: FakeDesk
    teams: Teams
    client: TestClient[Any, Any]

    async def post(self, activity: Any, token: str | None = None, **headers: str) -> int:
        """The status of one request, signed as Teams would unless a token is given."""
        sent = {"Authorization": f"Bearer {self.far.token() if token is None else token}", **headers}
        body = {"data": activity} if isinstance(activity, (bytes, str)) else {"json": activity}
        async with self.client.post(PATH, headers=sent, **body) as response:
            return response.status
