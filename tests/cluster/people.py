"""People who write to two edges in turn, and send a message again when an edge dies under it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.cluster.cluster import Cluster

# Nothing in them is personal, so that what is kept is what was sent.
SAYINGS = (
    "what does the strategy say about consent", "my son has gone very quiet", "i am a teacher", "not sure",
    "what is child sexual exploitation", "she does not want to go to swimming any more", "hello", "who sees this",
    "what can you do", "thank you", "is it normal for children to play doctors", "what should i write down",
)
AT_ONCE = 12        # messages under way; more than two of each can take on one machine is turned away, as it should be
PATIENCE = 30.0     # seconds, in which a message that nobody answered is sent again


def words(person: int, turn: int) -> str:
    """What this person says in this turn, from 0; never the same twice running."""
    return SAYINGS[(person * 5 + turn + turn // len(SAYINGS)) % len(SAYINGS)]


@dataclass
class Crowd:
    """``done`` counts turns that were answered, ``fixed`` are those that got the numbers to ring instead of an answer,
    by person and turn; ``slow`` are the seconds of each turn.
    """

    cluster: Cluster
    people: int
    turns: int
    done: int = 0
    again: int = 0
    fixed: set[tuple[int, int]] = field(default_factory=set)
    slow: list[float] = field(default_factory=list)

    @property
    def whole(self) -> int:
        return self.people * self.turns

    async def talk(self) -> None:
        """Everybody, each in order; who has been answered waits until it is their turn again."""
        places = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._person(number, places) for number in range(self.people)))

    async def until(self, share: float) -> None:
        """Until this share of all turns is answered."""
        while self.done < share * self.whole:
            await asyncio.sleep(0.02)

    async def _person(self, number: int, places: asyncio.Semaphore) -> None:
        for turn in range(self.turns):
            async with places:
                await self._turn(number, turn)
            await asyncio.sleep(0)  # the others first

    async def _turn(self, number: int, turn: int) -> None:
        body = {"sender": f"person {number}", "message": words(number, turn),
                "metadata": {"role": "parent", "message_id": f"{number}-{turn}"}}
        began = time.monotonic()
        answer = await self._say(body, number + turn)
        self.slow.append(time.monotonic() - began)
        if answer["custom"]["guidance"]["kind"] == "error":
            self.fixed.add((number, turn))
        self.done += 1

    async def _say(self, body: dict[str, Any], edge: int) -> dict[str, Any]:
        """As a client does: the same message again, at the next edge, until somebody answers it."""
        until = time.monotonic() + PATIENCE
        while True:
            node = self.cluster.edge_for(edge)
            try:
                async with self.cluster.session.post(f"{node.url}/webhooks/rest/webhook", json=body) as response:
                    assert response.status == 200, response.status
                    messages = await response.json()
                    assert len(messages) == 1
                    return dict(messages[0])
            except (aiohttp.ClientError, asyncio.TimeoutError):
                assert time.monotonic() < until, "a message was never answered"
                self.again, edge, node.open = self.again + 1, edge + 1, False
                await asyncio.sleep(0.05)
