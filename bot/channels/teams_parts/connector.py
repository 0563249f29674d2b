"""The three calls to Teams that the bot makes: post an activity, change one, show that it is typing."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.channels.post import Address
from bot.channels.teams_parts.config import TeamsConfig
from bot.channels.teams_parts.token import Token
from bot.errors import RetryLater, SendError, Undeliverable

log = logging.getLogger("safeguard.teams")
TIMEOUT = aiohttp.ClientTimeout(total=15)
AGAIN = (401, 408, 409, 412, 425, 429)  # and everything from 500 on
LONGEST_WAIT = 3600.0


class Unreadable(SendError):
    """Teams did not take the activity as it is (a card it cannot read, or too big); plainer words may still pass."""


class Connector:
    """Posts to the service address that came with the conversation, if its host is on the list."""

    def __init__(self, config: TeamsConfig, token: Token) -> None:
        self._config, self._token = config, token
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session, which the keys use too. Raises RetryLater before the start and after the end."""
        if self._session is None or self._session.closed:
            raise RetryLater
        return self._session

    async def start(self) -> None:
        """Open the session; nothing is sent yet."""
        self._session = aiohttp.ClientSession(trust_env=True, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()

    async def post(self, address: Address, activity: dict[str, Any]) -> None:
        """Send one activity. Raises RetryLater, Undeliverable or Unreadable."""
        await self._call("POST", address, "", activity)

    async def change(self, address: Address, id: str, activity: dict[str, Any]) -> None:
        """Put another activity in the place of one that was sent. Raises as ``post``."""
        await self._call("PUT", address, f"/{quote(id, safe='')}", activity)

    async def typing(self, address: Address) -> None:
        """Show that an answer is coming. Raises as ``post``."""
        await self._call("POST", address, "", {"type": "typing"})

    async def _call(self, method: str, address: Address, end: str, activity: dict[str, Any]) -> None:
        service = str(address["service"])
        if not self._config.serves(service):  # the list may have been changed since the message came in
            raise Undeliverable("the service host is not on the list")
        conversation = quote(str(address["conversation"]), safe="")
        url = f"{service.rstrip('/')}/v3/conversations/{conversation}/activities{end}"
        whole = {**activity, "from": {"id": address["bot"]}, "conversation": {"id": address["conversation"]}}
        headers = {"Authorization": f"Bearer {await self._token.get(self.session)}"}
        try:
            async with self.session.request(
                method, URL(url, encoded=True), json=whole, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                status, wait = response.status, response.headers.get("Retry-After")
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise RetryLater from None
        self._judge(status, wait)

    def _judge(self, status: int, wait: str | None) -> None:
        if status < 300:
            return
        if status == 401:
            self._token.forget()
        log.warning("teams answered status=%d", status)
        if status in AGAIN or status >= 500:
            raise RetryLater(seconds(wait))
        if status in (400, 413, 415, 422):
            raise Unreadable(str(status))
        raise Undeliverable(str(status))


def seconds(header: str | None) -> float | None:
    """What Retry-After asks for, in seconds (a number or a date); None when it says nothing that can be read."""
    if header is None:
        return None
    try:
        wait = float(header)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(header) - datetime.now(timezone.utc)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(wait, 0.0), LONGEST_WAIT) if wait == wait else None  # not a number is not itself
