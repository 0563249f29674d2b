"""Telegram's Bot API on loopback: keeps every call, answers as Telegram would, and makes updates as Telegram does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "4242:AAE-not-a-real-token-0123456789abcdef"
SECRET = "a-secret-of-the-test-0123"
PATH = "/webhooks/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
NOW = 1_764_072_000     # 25 November 2025, noon; tests that care about lateness give a time of their own


@dataclass(frozen=True)
class Call:
    """One call of the Bot API."""

    method: str
    data: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.data.get("text", ""))

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The buttons of a message, row after row."""
        markup = json.loads(self.data.get("reply_markup") or '{"inline_keyboard": []}')
        return [button for row in markup["inline_keyboard"] for button in row]


@dataclass
class BotApi:
    """``fail(method, data)`` may wait, or return the response of a fault; ``waiting`` are updates to be asked for."""

    calls: list[Call] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    fail: Callable[[str, dict[str, Any]], Awaitable[web.Response | None]] | None = None
    numbers: int = 100
    pause: float = 0.0      # seconds between taking a message and saying so

    def sent(self, chat: int | None = None) -> list[Call]:
        """The messages that went out."""
        found = [call for call in self.calls if call.method == "sendMessage"]
        return [call for call in found if chat is None or call.data["chat_id"] == str(chat)]

    def of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def handle(self, request: web.Request) -> web.Response:
        method, data = request.match_info["method"], {k: str(v) for k, v in (await request.post()).items()}
        if request.match_info["token"] != TOKEN:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        if self.fail and (fault := await self.fail(method, data)):
            return fault
        if method == "getUpdates":
            return web.json_response({"ok": True, "result": await self._updates(int(data.get("offset", 0)))})
        self.calls.append(Call(method, data))
        if method != "sendMessage":
            return web.json_response({"ok": True, "result": True})
        await asyncio.sleep(self.pause)
        self.numbers += 1
        chat = {"id": int(data["chat_id"]), "type": "private"}
        result = {"message_id": self.numbers, "date": NOW, "chat": chat, "text": data["text"]}
        return web.json_response({"ok": True, "result": result})

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting:
            await asyncio.sleep(0.02)
        return list(self.waiting)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self.handle)
        return app


def too_many(seconds: int) -> web.Response:
    """What Telegram says to too many requests."""
    body = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {seconds}"}
    return web.json_response({**body, "parameters": {"retry_after": seconds}}, status=429)


def fault(status: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, "description": description}, status=status)


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Marigold", "username": "marigold_of_ely"}


def private(number: int) -> dict[str, Any]:
    return {"id": number, "type": "private", "first_name": "Marigold"}


def update(number: int, **parts: Any) -> dict[str, Any]:
    return {"update_id": number, **parts}


def written(text: str, chat: int = 7, number: int = 1, date: int = NOW, **more: Any) -> dict[str, Any]:
    """A text message in a private chat."""
    message = {"message_id": number, "date": date, "chat": private(chat), "from": person(chat), "text": text, **more}
    return update(number, message=message)


def sent_something(what: str, content: Any, chat: int = 7, number: int = 1, **more: Any) -> dict[str, Any]:
    """A message that is no text, such as a photo."""
    message = {"message_id": number, "date": NOW, "chat": private(chat), "from": person(chat), what: content, **more}
    return update(number, message=message)


def changed(text: str, chat: int = 7, number: int = 1, at: int = NOW + 60) -> dict[str, Any]:
    """An edited message."""
    message = {"message_id": number, "date": NOW, "edit_date": at, "chat": private(chat), "from": person(chat)}
    return update(number + 5000, edited_message={**message, "text": text})


def pressed(call: Call, title: str, number: int = 1, card: int = 101) -> dict[str, Any]:
    """A button under a message that we sent."""
    chat = int(call.data["chat_id"])
    data = next(button["callback_data"] for button in call.buttons if button["text"] == title)
    message = {"message_id": card, "date": NOW, "chat": private(chat), "text": call.text or "-"}
    message["reply_markup"] = json.loads(call.data["reply_markup"])
    query = {"id": f"query {number}", "from": person(chat), "chat_instance": "1", "data": data, "message": message}
    return update(number, callback_query=query)


FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = [{**FILE, "width": 10, "height": 10}]
VOICE = {**FILE, "duration": 3}
STICKER = {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
VIDEO = {**FILE, "width": 1, "height": 1, "duration": 3}
