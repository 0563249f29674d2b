"""A stand-in for the edge: serves the real page and gives canned answers to its messages."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot import yamlfile
from bot.channels import web as page

Answer = tuple[int, Any]  # HTTP status; a list or object goes out as JSON, a string as it is

CARDS: dict[str, Any] = yamlfile.read(Path(__file__).parent / "cards.yml")
WORDS = {"locked": "escalation", "help is coming": "rung", "cousin": "young", "consent": "answer",
         "text": "text", "partial": "partial"}


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


def canned(said: str) -> Answer:
    """The card for the first known word of a message; a concern for anything else."""
    return 200, [message(next((name for word, name in WORDS.items() if word in said.lower()), "concern"))]


class Edge:
    """Runs in a thread of its own on a free port; ``seen`` holds every body that arrived."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.answer: Callable[[str], Answer] = canned
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def reset(self) -> None:
        """Forget what arrived, and answer as usual."""
        self.seen.clear()
        self.answer = canned

    def stop(self) -> None:
        """Close the port and end the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _hook(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.seen.append(body)
        status, content = self.answer(body["message"])
        if isinstance(content, str):
            return web.Response(status=status, text=content)
        return web.json_response(content, status=status)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        page.routes(app)
        app.router.add_post("/webhooks/rest/webhook", self._hook)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()
