"""A stand-in for the edge: serves the real page and answers its messages with canned cards."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import yamlfile
from bot.channels import Incoming, Outcome
from bot.channels import web as page
from bot.clock import now
from bot.settings import Settings

CARDS: dict[str, Any] = yamlfile.read(Path(__file__).parent / "cards.yml")
WORDS = {"locked": "escalation", "help is coming": "rung", "cousin": "young", "consent": "answer", "text": "text",
         "partial": "partial", "unsure": "safety", "recipe": "decline", "hello": "smalltalk", "broken": "error",
         "can stop it": "outcome", "lead": "professional"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def message(name: str) -> dict[str, Any]:
    """One canned message of the contract; a button says what it shows."""
    if name in CARDS["bare"]:
        return {"recipient_id": "x", **CARDS["bare"][name]}
    guidance = {**CARDS["defaults"], **CARDS["cards"][name]}
    buttons = [{"title": title, "payload": title} for title in guidance.pop("buttons", [])]
    if guidance["question"]:
        options = [{"title": title, "payload": title} for title in guidance["question"]["options"]]
        guidance["question"] = {**guidance["question"], "options": options}
        buttons = options + buttons
    return {"recipient_id": "x", "text": "only the plain text", "buttons": buttons, "custom": {"guidance": guidance}}


def canned(incoming: Incoming) -> Outcome:
    """The card for the first known word of a message; a concern for anything else."""
    name = next((name for word, name in WORDS.items() if word in incoming.text.lower()), "concern")
    return Outcome((message(name),), "answered")


class Edge:
    """Runs in a thread of its own on a free port; ``seen`` holds every message that arrived.

    ``refuse``: (status, body) that goes out instead of an answer.
    """

    def __init__(self) -> None:
        self.seen: list[Incoming] = []
        self.refuse: tuple[int, str] | None = None
        self.answer: Callable[[Incoming], Outcome] = canned
        self.ticks = 0.0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def reset(self) -> None:
        """Forget what arrived, and answer as usual."""
        self.seen.clear()
        self.answer, self.refuse = canned, None

    def stop(self) -> None:
        """Close the port and end the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _core(self, incoming: Incoming) -> Outcome:
        self.seen.append(incoming)
        return self.answer(incoming)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)

        @web.middleware
        async def refusing(request: web.Request, handler: Handler) -> web.StreamResponse:
            if self.refuse and request.path == "/chat" and request.method == "POST":
                self.seen.append(Incoming(str((await request.post())["message"]), "web", "", "", "web"))
                return web.Response(status=self.refuse[0], text=self.refuse[1])
            return await handler(request)

        app = web.Application(middlewares=[refusing], client_max_size=64 * 1024)
        page.routes(app, self._core, Settings(), now)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()
