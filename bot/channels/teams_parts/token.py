"""The token with which the bot writes to Teams: asked for with a secret or a certificate, kept until nearly old."""

from __future__ import annotations

import asyncio
import base64
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import aiohttp
import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bot.channels.teams_parts.config import TeamsConfig
from bot.errors import RetryLater, SettingsError

SCOPE = "/.default"
EARLY = 300.0  # seconds before its end at which a token is renewed
TIMEOUT = aiohttp.ClientTimeout(total=15)
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True)
class Certificate:
    """A PEM file with a private key and its certificate; signs the statement that takes the place of a password."""

    path: Path

    @cached_property
    def _parts(self) -> tuple[Any, str]:
        try:
            pem = self.path.read_bytes()
            key = load_pem_private_key(pem, password=None)
            print_ = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
        except (OSError, ValueError, TypeError):
            raise SettingsError("SAFEGUARD_TEAMS_CERTIFICATE: no private key with its certificate, in PEM") from None
        return key, base64.urlsafe_b64encode(print_).rstrip(b"=").decode()

    def check(self) -> None:
        """Raises SettingsError when the file is no use."""
        self._parts  # noqa: B018  # read once, kept

    def statement(self, app_id: str, url: str) -> str:
        """A signed statement, good for five minutes, that the application with this id asks at this address."""
        key, thumbprint = self._parts
        now = int(time.time())
        claims = {"aud": url, "iss": app_id, "sub": app_id, "jti": str(uuid.uuid4()), "nbf": now - 5, "exp": now + 300}
        return jwt.encode(claims, key, algorithm="PS256", headers={"x5t#S256": thumbprint})


class Token:
    """One token at a time; many who need it at once wait for the same request."""

    def __init__(self, config: TeamsConfig, ticks: Callable[[], float] = time.monotonic) -> None:
        self._config, self._ticks = config, ticks
        self._certificate = Certificate(config.certificate) if config.certificate else None
        if self._certificate:
            self._certificate.check()
        self._value, self._until = "", float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, session: aiohttp.ClientSession) -> str:
        """The token. Raises RetryLater when the identity provider does not give one now."""
        async with self._lock:
            if self._ticks() >= self._until:
                await self._ask(session)
            return self._value

    def forget(self) -> None:
        """It was refused: ask for a new one next time."""
        self._until = float("-inf")

    async def _ask(self, session: aiohttp.ClientSession) -> None:
        config = self._config
        url = f"{config.login_url}/{config.authority}/oauth2/v2.0/token"
        form = {"grant_type": "client_credentials", "client_id": config.app_id, "scope": config.issuer + SCOPE}
        if self._certificate:
            statement = self._certificate.statement(config.app_id, url)
            form |= {"client_assertion_type": _ASSERTION, "client_assertion": statement}
        else:
            form["client_secret"] = config.password
        try:
            async with session.post(url, data=form, timeout=TIMEOUT, allow_redirects=False) as response:
                body = await response.json(content_type=None) if response.status == 200 else {}
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            body = {}
        value, seconds = (body.get("access_token"), body.get("expires_in")) if isinstance(body, dict) else (None, None)
        if not isinstance(value, str) or not value:
            raise RetryLater
        self._value = value
        self._until = self._ticks() + max(60.0, float(seconds or 3600) - EARLY)
