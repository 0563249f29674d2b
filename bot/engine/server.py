"""The engine's own small server: one turn in, one message out, on loopback, behind a token."""

from __future__ import annotations

import hmac
import logging
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as answer

from bot import trace
from bot.engine.content import Content
from bot.engine.inprocess import InProcessActions, failed, look_once
from bot.engine.lighter import give_back, lighten
from bot.engine.output import Collector
from bot.engine.store import ScrubbedTrackerStore, in_time, must_be_in_time, must_be_ours, put_store, turn_number
from bot.engine.straight import Straight, last_words
from bot.engine.wanted import ask_of
from bot.engine.why import why
from bot.errors import ModelError
from bot.guidance.shelf import one_for_this_turn
from bot.paths import HOME
from bot.replies.compose import compose
from bot.yamlfile import read

log = logging.getLogger("safeguard.engine")

LEFT = "X-Seconds-Left"  # how long the edge waits for this turn

# One message of each kind that reads content at its first use: a question, a worry, danger.
WARMING = (
    ("what is child sexual exploitation", "none"),
    ("my son is afraid of his uncle", "none"),
    ("help us", "immediate"),
)

NEAR = 0.15  # chance from which an article that was not given is worth telling the maintainers


class Engine:
    """The loaded agent and the way of asking it."""

    def __init__(self, model: Path, store_url: str) -> None:
        look_once()
        lighten()
        self.store = ScrubbedTrackerStore(host=store_url)
        actions = InProcessActions()
        self.agent = Agent.load(str(model), tracker_store=self.store, action_endpoint=actions)
        self.agent.processor.graph_runner = Straight(self.agent.processor.graph_runner)
        actions.last = last_words(self.agent.processor.graph_runner.rules())
        self.store.domain = self.agent.domain
        must_fit(self.agent.domain)
        put_store(self.agent, self.store)
        must_be_ours(self.agent)
        warm()

    async def warm(self) -> None:
        """Answer made-up messages, in memory, so that the first person does not wait for what is read at first use."""
        self.agent.processor.tracker_store = InMemoryTrackerStore(self.agent.domain)
        try:
            for text, grade in WARMING:
                metadata = {"scrubbed": True, "risk": {"grade": grade}}
                await self.agent.handle_message(UserMessage(text, Collector(), f"warming {grade}", metadata=metadata))
        except Exception as error:  # it would only be slower; what is wrong shows in the first turn, which fails safely
            log.error("warming failed: %s", type(error).__name__)
        finally:
            put_store(self.agent, self.store)
        must_be_ours(self.agent)
        give_back()

    async def turn(self, sender: str, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """Handle one scrubbed message and return the contract's message, the context and what was understood."""
        failures: list[str] = []
        failed.set(failures)
        turn_number.set(str(metadata.get("turn") or ""))
        output = Collector()
        message = UserMessage(
            text, output, sender, input_channel=str(metadata.get("channel", "rest")), metadata=metadata
        )
        with one_for_this_turn():
            await self.agent.handle_message(message)
        turn_number.set("")  # written down: who reads it now does not take it back
        if failures:
            raise RuntimeError("; ".join(failures))
        tracker = self.store.saved
        if tracker is None or tracker.sender_id != sender:
            tracker = await self.store.retrieve(sender)
        return _result(output.messages, tracker, metadata)


def must_fit(domain: Any) -> None:
    """Raise ModelError for a model that was trained for something else: it would load, and every answer would fail."""
    wanted = set(read(HOME / "domain.yml")["actions"])
    missing = sorted(wanted - set(domain.action_names_or_texts if domain else ()))
    if missing:
        raise ModelError(f"the model knows nothing of {', '.join(missing[:3])}")


def warm() -> None:
    """Make ready what the first message needs, so that no person waits for it."""
    from bot.actions.turn import index
    from bot.replies.young import least_near, young_answer

    index()
    young_answer("hello")
    least_near("hello")


def _result(
    messages: list[dict[str, Any]], tracker: DialogueStateTracker | None, metadata: dict[str, Any]
) -> dict[str, Any]:
    slots = tracker.current_slot_values() if tracker else {}
    latest = tracker.latest_message if tracker else None
    intent = (latest.intent if latest else None) or {}
    whole = compose(messages, {**metadata, "intent": intent.get("name")}, slots)
    card = whole["custom"]["guidance"] if whole else {}
    question = card.get("question") or {}
    return {
        "messages": [whole] if whole else [],
        "context": {
            "asked": question.get("slot"),
            "emergency_open": card.get("kind") == "escalation",
            "check_open": card.get("urgency") == "check",
            "role": slots.get("role") or metadata.get("role"),
        },
        "intent": intent.get("name"),
        "beside": (latest.parse_data.get("beside") if latest and latest.parse_data else None),
        "confidence": intent.get("confidence"),
        **_beside(latest.parse_data if latest else None),
        "why": why(card, slots),
        "active_form": tracker.active_loop_name if tracker else None,
    }


def _seconds(given: str | None) -> float:
    """For how long somebody waits for this turn; for ever when that is not said."""
    try:
        return max(0.0, float(given or "inf"))
    except ValueError:
        return float("inf")


def _beside(parsed: dict[str, Any] | None) -> dict[str, Any]:
    """How clear the choice of the intent was, and which article came nearest: for the log, never for the answer."""
    ranking = (parsed or {}).get("intent_ranking") or []
    chances = [float(one["confidence"]) for one in ranking]
    asks = [one for one in ranking if str(one["name"]).startswith("ask_")]
    best = max(asks, key=lambda one: float(one["confidence"]), default=None)
    return {
        "margin": chances[0] - max(chances[1:]) if len(chances) > 1 else None,
        "near": str(best["name"]) if best and float(best["confidence"]) >= NEAR else None,
    }


async def _turn(request: Request) -> HTTPResponse:
    """One turn, under the number and within the time that the edge gave."""
    body, began = request.json, time.monotonic()
    ask_of(request.transport)
    trace.take(request.headers.get(trace.HEADER))
    in_time.set(began + _seconds(request.headers.get(LEFT)))
    try:
        must_be_in_time()
        made = await request.app.ctx.engine.turn(body["sender"], body["text"], body["metadata"])
        log.info("turn ms=%d", 1000 * (time.monotonic() - began))
        return answer(made)
    except Exception as error:  # the one broad catch of the engine: the edge then gives the fixed safe answer
        log.error("turn failed: %s", type(error).__name__)
        return answer({"error": type(error).__name__}, status=500)


def build(engine_of: Any, token: str, content: Content) -> Sanic:
    """The application; ``engine_of`` is called once, after the port is bound and ``content`` is there."""
    app = Sanic("safeguard-engine", configure_logging=False)
    app.config.ACCESS_LOG = False
    app.config.MOTD = False

    @app.listener("before_server_start")
    async def load(app: Sanic, _loop: Any) -> None:
        content.first()
        engine = engine_of()
        await engine.warm()
        app.ctx.engine = engine
        app.add_task(content.run(), name="content")

    @app.middleware("request")
    async def authorise(request: Request) -> HTTPResponse | None:
        given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
        return None if hmac.compare_digest(given, f"Bearer {token}".encode()) else empty(401)

    app.add_route(_turn, "/turn", methods=["POST"])

    @app.get("/ready")
    async def ready(_request: Request) -> HTTPResponse:
        return answer({"ready": True})

    @app.delete("/conversation/<key:str>", ignore_body=False)  # else Sanic complains of a body that is not read
    async def forget(request: Request, key: str) -> HTTPResponse:
        request.app.ctx.engine.store.forget(key)
        return empty()

    return app
