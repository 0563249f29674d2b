"""The far end of Teams on loopback: an identity provider that signs real tokens, and a connector for activities."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.channels.teams_parts.config import ISSUER, TeamsConfig

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
BOT = f"28:{APP}"
CONVERSATION = r"/teams/v3/conversations/{conversation:[^/]+}"  # an id may hold braces, too


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """One key for each name, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(name: str, endorsements: tuple[str, ...] = ("msteams",)) -> dict[str, Any]:
    """The key's public half, as an identity provider lists it."""
    listed: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key()))
    return {**listed, "kid": name, "use": "sig", "endorsements": list(endorsements)}


@dataclass
class FarEnd:
    """Everything outside. ``asked`` and ``sent`` hold what arrived; ``answers`` are statuses for the next posts."""

    keys: list[dict[str, Any]] = field(default_factory=lambda: [public("good"), public("other", ("webchat",))])
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    sent: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    slow: dict[str, float] = field(default_factory=dict)  # seconds that posts to a conversation take
    down: bool = False
    server: TestServer = field(init=False)

    def __post_init__(self) -> None:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_route("*", f"{CONVERSATION}/activities", self._activity)
        app.router.add_route("*", f"{CONVERSATION}/activities/{{id}}", self._activity)
        self.server = TestServer(app)

    @property
    def base(self) -> str:
        return str(self.server.make_url("")).rstrip("/")

    @property
    def service(self) -> str:
        return f"{self.base}/teams/"

    def config(self, **more: Any) -> TeamsConfig:
        """A bot whose outside is this one."""
        made: dict[str, Any] = {
            "app_id": APP, "tenants": frozenset({TENANT}), "hosts": frozenset({self.base.removeprefix("http://")}),
            "authority": TENANT, "openid_url": f"{self.base}/openid", "login_url": self.base, "password": "the secret",
        }
        return TeamsConfig(**{**made, **more})

    def claims(self, **more: Any) -> dict[str, Any]:
        now = int(time.time())
        whole = {"iss": ISSUER, "aud": APP, "serviceurl": self.service, "nbf": now - 10, "exp": now + 3600, **more}
        return {name: value for name, value in whole.items() if value is not None}

    def token(self, key: str = "good", kid: str | None = "", algorithm: str = "RS256", **claims: Any) -> str:
        """A signed token; a claim given as None is left out, and so is a kid of None."""
        headers = {} if kid is None else {"kid": kid or key}
        return jwt.encode(self.claims(**claims), private_key(key), algorithm=algorithm, headers=headers)

    def activity(self, text: str = "hello", **more: Any) -> dict[str, Any]:
        """A message in a personal chat; a field given as None is left out."""
        conversation = {"id": "a:one", "conversationType": "personal", "tenantId": TENANT}
        whole = {
            "type": "message", "id": f"id-{time.monotonic_ns()}", "channelId": "msteams", "serviceUrl": self.service,
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.1234567Z", time.gmtime()), "text": text,
            "from": {"id": "29:person", "name": "Marigold Fenn"}, "recipient": {"id": BOT, "name": "Guidance"},
            "conversation": conversation, "channelData": {"tenant": {"id": TENANT}}, "locale": "en-GB", **more,
        }
        return {name: value for name, value in whole.items() if value is not None}

    def posted(self) -> list[dict[str, Any]]:
        """Messages that were posted, without typing."""
        return [body for method, _, body in self.sent if method == "POST" and body["type"] == "message"]

    async def _openid(self, request: web.Request) -> web.Response:
        self.asked.append("openid")
        if self.down:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.base}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        self.asked.append("keys")
        return web.json_response({"keys": self.keys})

    async def _token(self, request: web.Request) -> web.Response:
        self.asked.append("token")
        self.forms.append({**dict(await request.post()), "tenant": request.match_info["tenant"]})  # type: ignore[dict-item]
        return web.json_response({"access_token": f"token {len(self.forms)}", "expires_in": 3600})

    async def _activity(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=503)
        conversation, body = request.match_info["conversation"], await request.json()
        if self.answers:
            status, headers = self.answers.pop(0)
            self.asked.append(f"{status}")
            if status >= 300:
                return web.Response(status=status, headers=headers)
        await asyncio.sleep(self.slow.get(conversation, 0.0))
        whole = {**body, "authorization": request.headers["Authorization"]}
        self.sent.append((request.method, request.rel_url.raw_path, whole))
        return web.json_response({"id": f"posted-{len(self.sent)}"}, status=201)
