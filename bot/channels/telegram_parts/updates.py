"""How updates come to us: Telegram posts them to our webhook, or, in an office without an address, we ask for them."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from telegram import Update

from bot.channels.telegram_parts.api import Api
from bot.channels.telegram_parts.came import NOTHING, Came, read
from bot.errors import RetryLater

log = logging.getLogger("safeguard.telegram")
PATH = "/webhooks/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN = 5.0     # seconds after a fault
Take = Callable[[Came], Awaitable[bool]]  # True: it is safe with us


def webhook(api: Api, secret: str, take: Take) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of what is posted to us; without the secret nothing of the request is looked at."""
    expected = secret.encode()

    async def handler(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not expected or not hmac.compare_digest(given, expected):
            return web.Response(status=403)
        try:
            came = parsed(json.loads(await request.read()), api)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError, RecursionError):
            return web.Response(status=400)
        return web.Response(status=200 if await take(came) else 503)

    return handler


def parsed(body: object, api: Api) -> Came:
    """What one update is to us; raises ValueError for what is no update."""
    if not isinstance(body, dict) or not isinstance(body.get("update_id"), int):
        raise ValueError("no update")
    return read(Update.de_json(body, api.bot))


async def poll(api: Api, take: Take) -> None:
    """Ask for updates for ever; what is not safe with us is asked for again."""
    offset: int | None = None
    while True:
        try:
            updates = await api.updates(offset)
            refused = await _all(updates, take)
        except RetryLater as error:
            await asyncio.sleep(AGAIN if error.seconds is None else error.seconds)
        except Exception as error:
            log.error("no updates error=%s", type(error).__name__)
            await asyncio.sleep(AGAIN)
        else:
            if updates:
                offset = min(refused, default=updates[-1].update_id + 1)
            if refused:
                await asyncio.sleep(AGAIN)


async def _all(updates: Sequence[Update], take: Take) -> list[int]:
    """Take them all, those of one chat in order and the chats side by side; the numbers of those that are not safe."""
    chats: dict[int, list[tuple[int, Came]]] = defaultdict(list)
    for update in updates:
        try:
            came = read(update)
        except Exception as error:  # one that we cannot read must not keep back those behind it
            log.error("update not read error=%s", type(error).__name__)
            came = NOTHING
        chats[came.chat].append((update.update_id, came))

    async def chat(mine: list[tuple[int, Came]]) -> list[int]:
        return [number for number, came in mine if not await take(came)]

    return [number for numbers in await asyncio.gather(*map(chat, chats.values())) for number in numbers]
