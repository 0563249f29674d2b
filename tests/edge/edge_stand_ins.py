"""Stand-ins for what is at the far end of a wire: engine, store, scrubber, judge and clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import LONDON
from bot.edge.engine_client import EngineClient
from bot.edge.limits import Limits
from bot.edge.parts import Parts
from bot.errors import ScrubError
from bot.records.live import LiveContext
from bot.records.log import TurnRecord
from bot.replies.emergency import directory, escalation, fixed
from bot.replies.reply import Option, Question, Reply, message
from bot.safety.judgement import Assessment, Context
from bot.safety.still_open import STILL_OPEN
from bot.scrubbed import Scrubbed
from bot.settings import Settings
from bot.terms import Area, Kind, RiskGrade, Role, Route

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
NUMBERS = ("999", "0345 045 5203", "01733 864180", "01733 234724", "0800 1111")


class FakeJudge:
    """Immediate for a text with DANGER, CALLS, GUESS or WAITS, check for one with PERHAPS; keeps the contexts."""

    def __init__(self) -> None:
        self.contexts: list[Context] = []
        self.texts: list[str] = []
        self.error: Exception | None = None
        self.named = ("abuse_now",)  # what DANGER names

    def assess(self, text: str, context: Context) -> Assessment:
        if self.error:
            raise self.error
        self.contexts.append(context)
        self.texts.append(text)
        if "CALLS" in text:
            return Assessment(RiskGrade.IMMEDIATE, ("bare_call", "call_for_help"))
        if "GUESS" in text:
            return Assessment(RiskGrade.IMMEDIATE, guessed=True)
        if "WAITS" in text:
            return Assessment(RiskGrade.IMMEDIATE, (STILL_OPEN,), follow=STILL_OPEN)
        if "DANGER" in text:
            return Assessment(RiskGrade.IMMEDIATE, self.named, self.named)
        return Assessment(RiskGrade.CHECK if "PERHAPS" in text else RiskGrade.NONE)


class FakeScrubber:
    """Hides the name Marigold; cannot scrub a text with UNSCRUBBABLE."""

    def scrub(self, text: str) -> Scrubbed:
        if "UNSCRUBBABLE" in text:
            raise ScrubError("no")
        hidden = text.replace("Marigold", "[PERSON_1]")
        return Scrubbed(hidden, ("PERSON",) if hidden != text else ())


@dataclass
class FakeStore:
    """Live conversations and log in memory; ``error`` makes every call fail."""

    kept: dict[str, LiveContext] = field(default_factory=dict)
    rows: list[TurnRecord] = field(default_factory=list)
    error: Exception | None = None

    def context(self, key: str, now: datetime | None = None) -> LiveContext | None:
        self._maybe_fail()
        return self.kept.get(key)

    def save(self, key: str, context: LiveContext, now: datetime, record: TurnRecord | None = None) -> None:
        self._maybe_fail()
        self.kept[key] = context
        if record is not None:
            self.rows.append(record)

    def delete(self, key: str) -> None:
        self._maybe_fail()
        self.kept.pop(key, None)

    def write(self, record: TurnRecord) -> None:
        self._maybe_fail()
        self.rows.append(record)

    def _maybe_fail(self) -> None:
        if self.error:
            raise self.error


def said(text: str, **more: Any) -> dict[str, Any]:
    """What the engine would send: one good message with these words."""
    asked: Any = more.pop("asked", None)
    question = Question(asked, "How old is the child?", (Option("Under 5", "Under 5"),)) if asked else None
    card = {"kind": Kind.CONCERN, "route": Route.CHILDRENS_SOCIAL_CARE, **more}
    return message(Reply(opening=text, question=question, **card), "the key")


@dataclass
class FakeEngine:
    """The engine's wire, on loopback. ``behave`` may be replaced to be slow, to fail, or to say something unfit."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    ready: int = 200
    intent: str = "concern_general"
    beside: str | None = None
    behave: Callable[[dict[str, Any]], Awaitable[web.Response]] | None = None

    def message_for(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["metadata"]["risk"]["grade"] == "immediate":
            return message(escalation((), Role.UNKNOWN, Area.UNKNOWN, NOON))
        return said(f"You wrote: {body['text']}", asked="age_band")

    async def turn(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != "Bearer token":
            return web.Response(status=401)
        body = await request.json()
        self.asked.append(body)
        self.traces.append(request.headers.get("X-Trace", ""))
        if self.behave:
            return await self.behave(body)
        return self.answer(self.message_for(body))

    def answer(self, *messages: dict[str, Any], **context: Any) -> web.Response:
        card = messages[0]["custom"]["guidance"] if messages and messages[0].get("custom") else {}
        known = {
            "asked": (card.get("question") or {}).get("slot"), "emergency_open": card.get("kind") == "escalation",
            "check_open": card.get("urgency") == "check", "role": "parent", **context,
        }
        body = {"messages": list(messages), "context": known, "intent": self.intent, "confidence": 0.9,
                "beside": self.beside, "margin": 0.4, "near": "ask_pants",
                "why": "signs_lead+school"}
        return web.Response(text=json.dumps(body), content_type="application/json")

    async def is_ready(self, request: web.Request) -> web.Response:
        return web.Response(status=self.ready)

    async def forget(self, request: web.Request) -> web.Response:
        self.forgotten.append(request.match_info["key"])
        return web.Response(status=204)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/turn", self.turn)
        app.router.add_get("/ready", self.is_ready)
        app.router.add_delete("/conversation/{key}", self.forget)
        return app


class Ticks:
    """A steady clock that only moves when told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Edge:
    """The edge under test and everything behind it."""

    client: TestClient[Any, Any]
    parts: Parts
    engine: FakeEngine
    engine_server: TestServer
    store: FakeStore
    judge: FakeJudge
    ticks: Ticks

    async def post(self, body: Any) -> tuple[int, Any]:
        async with self.client.post("/webhooks/rest/webhook", json=body) as response:
            return response.status, await response.json()

    async def say(self, text: str, sender: str = "someone", **metadata: Any) -> dict[str, Any]:
        """Send one message that must be answered with 200, and return the one answer."""
        status, messages = await self.post({"sender": sender, "message": text, "metadata": metadata})
        assert status == 200
        assert len(messages) == 1
        answer: dict[str, Any] = messages[0]
        assert answer["recipient_id"] == sender
        return answer


def parts_with(settings: Settings, engine: EngineClient, store: FakeStore, judge: FakeJudge, ticks: Ticks) -> Parts:
    return Parts(
        settings=settings, engine=engine, judge=judge, first_judge=judge, digits=directory().digits(),
        last_resort=fixed(Area.UNKNOWN, NOON, Role.UNKNOWN, danger=True), secret=b"s" * 32,
        limits=Limits(settings.limit_per_sender, settings.limit_per_address), scrubber=FakeScrubber(), live=store,
        log=store, encoder=None, now=lambda: NOON, ticks=ticks,
    )


def holds_every_number(answer: dict[str, Any]) -> bool:
    """Whether the text alone gives the five numbers early enough."""
    return all(number in answer["text"][:1500] for number in NUMBERS)


async def soon(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds; it does at once, but on a crowded machine."""
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to hold")
