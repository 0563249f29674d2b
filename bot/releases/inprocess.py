"""The whole service in one process, without wires or threads: the edge's own steps around the engine."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import clock
from bot.channels import Incoming
from bot.edge.engine_client import read
from bot.edge.guard import Guard
from bot.edge.loading import load_encoder, load_scrubber, load_store
from bot.edge.parts import Parts, first_parts
from bot.edge.state import EngineAnswer
from bot.edge.turn import run
from bot.engine.__main__ import here
from bot.errors import EngineError, ModelError
from bot.settings import Settings
from bot.terms import Role

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=clock.LONDON)   # a Wednesday: old and new are asked at the same moment
NO_HURRY = 600.0    # seconds: a machine that is busy while it measures must not look like an answer that got worse


class Here(Executor):
    """Does the work at once: no threads, so no time-out on a busy machine can change an answer."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it, and hand over what came of it."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class EngineHere:
    """The engine without its wire; everything still passes through JSON.

    ``last`` is what it said last, with the risk that it was told of; ``error`` what went wrong in the last turn.
    """

    def __init__(self, engine: Any) -> None:
        self.up, self.away, self.engine = True, 0, engine
        self.last: dict[str, Any] = {}
        self.error: Exception | None = None
        self.guard = Guard(EngineError, failures=1, rest=0.0, at_once=1)  # nobody stands in a queue here

    async def start(self) -> None:
        """Nothing to watch."""

    async def close(self) -> None:
        """Nothing to close."""

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        """Ask. Raises whatever goes wrong: the turn then ends in the fixed answer, as in the service."""
        self.last, self.error = {}, None
        try:
            body = await self.engine.turn(key, text, json.loads(json.dumps(metadata)))
        except Exception as error:
            self.error = error
            raise
        self.last = {**json.loads(json.dumps(body)), "risk": metadata["risk"]}
        return read(self.last)

    async def forget(self, key: str) -> None:
        """Delete one conversation."""
        self.engine.store.forget(key)

    @property
    def intent(self) -> str | None:
        """What was understood last; None after a turn that failed or never came here."""
        return self.last.get("intent")


class ServiceHere:
    """The service of this process's home, answering as the REST channel does. Takes some 15 s to build."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        clock.now = lambda: NOON
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of third-party libraries, while they are imported
            self.engine = EngineHere(here(f"sqlite:///{folder / 'conversations.db'}"))
            settings = Settings(data_dir=folder, limit_per_sender=0, engine_timeout=NO_HURRY)
            parts = first_parts(settings, self.engine)
            self._parts: Parts = replace(parts, now=lambda: NOON, thinkers=Here(), storers=Here())
            for load in (load_store, load_encoder, load_scrubber):
                load(self._parts)

    def send(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """One message in, the messages of the answer out."""
        sender = str(body["sender"])
        incoming = Incoming(
            text=str(body["message"]), channel="rest", endpoint="rest", conversation=sender, person=sender,
            recipient=sender, role=Role(body["metadata"].get("role", "unknown")),
        )
        return [dict(message) for message in self._loop.run_until_complete(run(self._parts, incoming)).messages]

    def scrub(self, text: str) -> str:
        """A text without personal data, as the edge does it."""
        if self._parts.scrubber is None:
            raise ModelError("no scrubber")
        return self._parts.scrubber.scrub(text).text

