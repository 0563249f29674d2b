"""The keys that sign what Teams sends: fetched behind the running server, kept, and never on the way of a request."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from bot.channels.teams_parts.config import safe

log = logging.getLogger("safeguard.teams")
FRESH = 6 * 3600.0      # seconds until the keys are fetched again
AGAIN = 20.0            # after a fetch that failed
SELDOM = 300.0          # at least so long between two fetches, however many unknown keys are named
STALE = 5 * 24 * 3600.0  # keys older than this are no longer believed
TIMEOUT = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True)
class SigningKey:
    """One public key, and the channels it may sign for."""

    key: Any
    endorsements: frozenset[str]


class Keys:
    """Keys by their id. ``get`` only looks; an unknown id wakes the background task, at most every five minutes."""

    def __init__(self, openid_url: str, ticks: Callable[[], float] = time.monotonic) -> None:
        self._url, self._ticks = openid_url, ticks
        self._keys: dict[str, SigningKey] = {}
        self._fetched = self._tried = float("-inf")
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether there are keys, and young enough to be believed."""
        return bool(self._keys) and self._ticks() - self._fetched < STALE

    def get(self, kid: str) -> SigningKey | None:
        """The key with this id, or None; nothing is fetched here."""
        found = self._keys.get(kid)
        if found is None and self._ticks() - self._tried >= SELDOM:
            self._wake.set()
        return found

    async def start(self, session: aiohttp.ClientSession) -> None:
        """Begin to fetch in the background; returns at once, with or without a network."""
        self._task = asyncio.create_task(self._keep_fresh(session))

    async def close(self) -> None:
        """Stop."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _keep_fresh(self, session: aiohttp.ClientSession) -> None:
        while True:
            self._wake.clear()
            wait = FRESH
            self._tried = self._ticks()
            try:
                self._keys = await self._fetch(session)
                self._fetched = self._ticks()
            except Exception as error:  # no network yet, or nonsense: the old keys stay, and it is tried again
                log.warning("keys not fetched error=%s", type(error).__name__)
                wait = AGAIN
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)

    async def _fetch(self, session: aiohttp.ClientSession) -> dict[str, SigningKey]:
        listed = (await self._json(session, self._url))["jwks_uri"]
        if not safe(listed):
            raise ValueError("keys at an unsafe address")
        found = {}
        for raw in (await self._json(session, listed))["keys"]:
            if raw.get("kty") == "RSA" and raw.get("use", "sig") == "sig" and isinstance(raw.get("kid"), str):
                endorsed = frozenset(str(name) for name in raw.get("endorsements") or ())
                found[raw["kid"]] = SigningKey(jwt.PyJWK(raw, "RS256").key, endorsed)
        if not found:
            raise ValueError("no key")
        return found

    async def _json(self, session: aiohttp.ClientSession, url: str) -> Any:
        async with session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
            response.raise_for_status()
            return await response.json(content_type=None)
