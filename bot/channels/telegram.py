"""Telegram: private chats only, plain text, choices as buttons; nothing that was sent to us is ever downloaded."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.channels import Incoming
from bot.channels.post import Accepted, Address, Desk, Message, Progress
from bot.channels.tasks import end
from bot.channels.telegram_parts.api import Api, Button
from bot.channels.telegram_parts.came import CHOICE, DONE, OPEN, Came, Kind
from bot.channels.telegram_parts.text import buttons, split, whole
from bot.channels.telegram_parts.updates import AGAIN, PATH, poll, webhook
from bot.channels.telegram_parts.wording import wording
from bot.errors import SafeguardError, SendError
from bot.settings import Settings

log = logging.getLogger("safeguard.telegram")


class Telegram:
    """The channel, both ways: ``routes`` hangs it up, and as a ``Sender`` it sends answers. Raises ContentError."""

    channel = "telegram"

    def __init__(self, settings: Settings, desk: Desk, now: Callable[[], float] = time.time) -> None:
        self._settings, self._desk = settings, desk
        self._api = Api(settings.telegram_token, settings.telegram_api, now)
        self._say = wording()
        self._beside: set[asyncio.Task[None]] = set()
        self._opened: deque[str] = deque(maxlen=1000)

    def routes(self, app: web.Application) -> None:
        """Add the webhook, or ask Telegram for updates as long as ``app`` runs."""
        if self._settings.telegram_mode == "webhook":
            app.router.add_post(PATH, webhook(self._api, self._settings.telegram_secret, self.take))
        app.cleanup_ctx.append(self._run)

    async def take(self, came: Came) -> bool:
        """Take in one update; True when it is safe with us, False when Telegram should send it again."""
        if came.query:
            self._do(self._api.answer(came.query, self._say.old_button if came.kind is Kind.OLD_BUTTON else None))
        try:
            accepted = await self._taken(came)
        except Exception as error:  # a fault of ours with this update would come again with it, for ever
            log.error("update failed error=%s", type(error).__name__)
            accepted = await self._tell(came, self._say.help_text())
        if accepted is Accepted.QUEUED and came.kind is Kind.PRESSED and came.card:
            chosen = self._say.chosen.format(title=came.text)
            self._do(self._api.show(came.chat, came.card, [(chosen, DONE)]))
        return accepted is not Accepted.REFUSED

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way."""
        await self._api.typing(int(address["chat"]))

    async def send(self, address: Address, message: Message, late: bool, progress: Progress) -> None:
        """One answer in as many messages as it takes, its choices under the last; late: the neutral line, silently."""
        chat = int(address["chat"])
        if late:
            await self._api.send(chat, self._say.late, [(self._say.open, OPEN)], silent=True)
            return
        parts = split(whole(message, self._say))
        choices: list[Button] = [(title, f"{CHOICE}{number}") for number, title in enumerate(buttons(message))]
        for number in range(progress.done, len(parts)):
            await self._api.send(chat, parts[number], choices if number == len(parts) - 1 else ())
            await progress.sent()

    async def _taken(self, came: Came) -> Accepted:
        say, kind = self._say, came.kind
        if kind in (Kind.TEXT, Kind.PRESSED):
            return await self._accept(came)
        if kind is Kind.COMMAND:
            return await self._command(came)
        if kind is Kind.EDITED:
            return await self._accept(came, {"text": say.edited})
        if kind in (Kind.PICTURE, Kind.CANNOT_OPEN):
            return await self._cannot_open(came, say.picture if kind is Kind.PICTURE else say.cannot_open)
        if kind is Kind.OPENED:
            return await self._open(came)
        if kind is Kind.GROUP:
            return await self._tell(came, say.group)
        return Accepted.DUPLICATE  # nothing is to be done

    async def _command(self, came: Came) -> Accepted:
        fixed = {"start": self._say.welcome_text, "help": self._say.help_text}.get(came.text)
        if fixed is not None:
            return await self._tell(came, fixed())
        return await self._accept(came, text=self._say.says.get(came.text, came.text))

    async def _cannot_open(self, came: Came, notice: str) -> Accepted:
        """The notice; what stands under a picture is a message like any other, and is answered first."""
        if came.text and await self._accept(came) is Accepted.REFUSED:
            return Accepted.REFUSED
        return await self._tell(came, notice)

    async def _open(self, came: Came) -> Accepted:
        """Send what waited behind the neutral line; a second press of its button finds nothing and says nothing."""
        press = f"{came.chat} {came.id}"
        if press in self._opened:
            return Accepted.DUPLICATE
        self._opened.append(press)
        self._do(self._api.show(came.chat, came.card or 0, ()))
        if await self._desk.open(self._incoming(came)):
            return Accepted.QUEUED
        return await self._tell(came, self._say.gone)

    async def _accept(self, came: Came, calm: Message | None = None, text: str | None = None) -> Accepted:
        return await self._desk.accept(self._incoming(came, text), {"chat": came.chat}, calm)

    async def _tell(self, came: Came, text: str) -> Accepted:
        return await self._desk.say(self._incoming(came, "", "told "), {"chat": came.chat}, {"text": text})

    async def _run(self, app: web.Application) -> AsyncIterator[None]:
        """What runs beside the server: telling Telegram how to reach us, or asking it for updates."""
        running = asyncio.create_task(self._talk())
        yield
        await end((running, *self._beside))
        await self._api.close()

    async def _talk(self) -> None:
        polling = self._settings.telegram_mode == "polling"
        url = None if polling else self._settings.telegram_webhook_url
        while True:
            try:
                await self._api.begin(list(self._say.commands.items()), url, self._settings.telegram_secret)
                break
            except (SafeguardError, ValueError) as error:  # without network we start all the same
                log.warning("Telegram is not there yet error=%s", type(error).__name__)
                await asyncio.sleep(AGAIN)
        if polling:
            await poll(self._api, self.take)

    def _do(self, courtesy: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; when it fails nothing is lost."""

        async def quietly() -> None:
            with suppress(SendError, ValueError):
                await courtesy

        task = asyncio.create_task(quietly())
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def _incoming(self, came: Came, text: str | None = None, mark: str = "") -> Incoming:
        """The message for the core; ``mark`` tells what we say about a message from the message itself."""
        return Incoming(
            text=came.text if text is None else text, endpoint="telegram", conversation=str(came.chat),
            person=str(came.person), channel="telegram", message_id=f"{mark}{came.id}",
            sent=None if came.sent is None else came.sent + self._api.ahead,
        )
