"""Our side of Telegram's Bot API: the few calls we make, with the errors of the library turned into our own."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_parts.came import UPDATES
from bot.errors import RetryLater, Undeliverable

SECONDS = 25.0      # for one request: less than an answer may take in all, more than a slow server needs
POLL = 25           # seconds that Telegram keeps a request for updates open when there are none
MISCONFIGURED = 60.0
GONE = ("chat not found", "peer_id_invalid", "user is deactivated")
Button = tuple[str, str]  # words, and what it carries


class Api:
    """One bot. ``base`` is the address before the token; nothing here logs, for the token is part of every address."""

    def __init__(self, token: str, base: str = "", now: Callable[[], float] = time.time) -> None:
        self.ahead = 0.0  # seconds by which our clock is ahead of Telegram's; a wrong one must not make answers late
        self._now = now
        os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library warns about its own old way otherwise
        times: dict[str, Any] = dict.fromkeys(("read_timeout", "write_timeout", "pool_timeout"), SECONDS)
        self._requests = (HTTPXRequest(**times), HTTPXRequest(**{**times, "read_timeout": POLL + 10.0}))
        talk, poll = self._requests
        address: dict[str, Any] = {"base_url": base} if base else {}
        self.bot = Bot(token, request=talk, get_updates_request=poll, **address)

    async def close(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def send(self, chat: int, text: str, buttons: Sequence[Button] = (), silent: bool = False) -> None:
        """One message in plain text, with its choices below it, one a line."""
        async with translated():
            sent = await self.bot.send_message(
                chat, text, reply_markup=keyboard(buttons) if buttons else None, disable_notification=silent,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        self.ahead = self._now() - sent.date.timestamp()

    async def typing(self, chat: int) -> None:
        """Show that somebody types."""
        async with translated():
            await self.bot.send_chat_action(chat, ChatAction.TYPING)

    async def answer(self, query: str, alert: str | None = None) -> None:
        """End the wait of a pressed button, with words on the screen where there is something to say."""
        async with translated():
            await self.bot.answer_callback_query(query, alert, show_alert=alert is not None)

    async def show(self, chat: int, card: int, buttons: Sequence[Button]) -> None:
        """Put other buttons, or none, in the place of those of a message."""
        async with translated():
            await self.bot.edit_message_reply_markup(chat, card, reply_markup=keyboard(buttons))

    async def begin(self, commands: Sequence[tuple[str, str]], webhook: str | None, secret: str) -> None:
        """Tell Telegram our commands and how updates come: to ``webhook``; or, where it is None, we ask for them."""
        async with translated():
            await self.bot.set_my_commands(list(commands))
            if webhook is None:
                await self.bot.delete_webhook(drop_pending_updates=False)
            elif webhook:
                await self.bot.set_webhook(webhook, secret_token=secret, allowed_updates=UPDATES)

    async def updates(self, offset: int | None) -> tuple[Update, ...]:
        """What has come since ``offset``, which tells Telegram that everything before it is safe with us."""
        async with translated():
            return await self.bot.get_updates(offset, timeout=POLL, allowed_updates=UPDATES)


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup:
    """One button a line: their words are long."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(words, callback_data=data)] for words, data in buttons])


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Errors of the library as RetryLater and Undeliverable; a request that is wrong in itself stays what it is."""
    try:
        yield
    except RetryAfter as error:
        wait = error.retry_after
        raise RetryLater(wait.total_seconds() if isinstance(wait, timedelta) else float(wait)) from None
    except Forbidden:
        raise Undeliverable("the chat is closed to us") from None
    except BadRequest as error:  # before the errors of the network, of which the library thinks it is one
        if any(word in error.message.lower() for word in GONE):
            raise Undeliverable("the chat is gone") from None
        raise ValueError("Telegram does not take this request") from None
    except InvalidToken:
        raise RetryLater(MISCONFIGURED) from None
    except TelegramError:
        raise RetryLater from None
