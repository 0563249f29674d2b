"""A browser without a script, as the tests of the page drive it, and the stand-in for the core behind the page."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp.test_utils import TestClient

from bot.channels import Incoming, Outcome
from bot.clock import LONDON
from bot.replies.emergency import escalation
from bot.replies.reply import Option, Question, Reply, message
from bot.terms import Area, Kind, Role, Route, Urgency

Browser = TestClient[Any, Any]
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
HOME = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class PageCore:
    """Stands for the turn: keeps what came in, answers a worry with a question, DANGER with an escalation."""

    got: list[Incoming] = field(default_factory=list)
    over_limit: bool = False
    pause: float = 0.0      # seconds that a turn takes
    inside: int = 0
    most_inside: int = 0    # turns that went on at the same time

    async def __call__(self, incoming: Incoming) -> Outcome:
        self.got.append(incoming)
        number = len(self.got)
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        await asyncio.sleep(self.pause)
        self.inside -= 1
        if "DANGER" in incoming.text:
            return Outcome((message(escalation((), Role.UNKNOWN, Area.UNKNOWN, NOON)),), "answered")
        asked = Question("age_band", "How old is the child?", (Option("Under 5", "Under 5"), Option("Skip", "Skip")))
        reply = Reply(
            kind=Kind.CONCERN, route=Route.CHILDRENS_SOCIAL_CARE, urgency=Urgency.SAME_DAY, question=asked,
            opening=f"Answer {number} in {incoming.conversation[:6]}.", steps=("Ring today on 01733 864180.",),
            signs=({"id": "withdrawn", "column": "emotional", "label": "withdrawn"},),
        )
        return Outcome((message(reply),), "answered", self.over_limit)


class Clock:
    """A steady clock that only moves when told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def fields(served: str) -> dict[str, str]:
    """The hidden fields of the form that people type in."""
    form = served.split('id="composer"', 1)[1]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


async def opened(client: Browser) -> dict[str, str]:
    async with client.get("/") as response:
        return fields(await response.text())


async def said_live(client: Browser, hidden: dict[str, str], text: str, form: str) -> str:
    """The card that a live page gets for one message."""
    data = {**hidden, "form": form, "message": text}
    async with client.post("/chat", data=data, headers={**HOME, "X-Live": "1"}) as response:
        return await response.text()


async def said(client: Browser, hidden: dict[str, str], text: str, **more: str) -> tuple[int, str, str]:
    """Status, text and path of the page that one message leads to."""
    async with client.post("/chat", data={**hidden, "message": text, **more}, headers=HOME) as response:
        return response.status, await response.text(), response.url.path
