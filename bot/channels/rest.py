"""The REST channel, in Rasa's shape: POST /webhooks/rest/webhook, one JSON message in, a list of messages out."""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from aiohttp import web
from jsonschema import Draft7Validator

from bot.channels import Core, Incoming
from bot.channels.proxy import believed
from bot.channels.refusal import refusal
from bot.errors import BadRequest
from bot.settings import Settings
from bot.terms import Area, Role

PATH = "/webhooks/rest/webhook"
BODY_SECONDS = 10.0  # a body that takes longer is not a person waiting for an answer
_SHORT = {"type": ["string", "null"], "maxLength": 200}
_MESSAGE = Draft7Validator({
    "type": "object",
    "required": ["sender", "message"],
    "properties": {
        "sender": {"type": "string", "minLength": 1, "maxLength": 500},
        "message": {"type": "string"},
        "metadata": {
            "type": ["object", "null"],
            "properties": {
                "role": _SHORT, "area": _SHORT, "message_id": {"type": ["string", "integer", "null"], "maxLength": 200},
            },
        },
    },
})
_Listed = TypeVar("_Listed", bound=Enum)


def routes(app: web.Application, core: Core, settings: Settings, now: Callable[[], datetime]) -> None:
    """Add the webhook to ``app``; ``core`` answers each message."""
    area = Area(settings.area)

    async def webhook(request: web.Request) -> web.Response:
        try:
            body = await _read(request)
        except BadRequest as error:
            return web.json_response({"error": refusal(str(error), area, now())}, status=error.status)
        outcome = await core(incoming(body, address_of(request, settings.trusted_proxy)))
        return web.json_response(list(outcome.messages), status=429 if outcome.over_limit else 200)

    async def health(request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})  # where Rasa's own channel has it

    app.router.add_post(PATH, webhook)
    app.router.add_get("/webhooks/rest/", health)


def incoming(body: dict[str, Any], address: str | None) -> Incoming:
    """The message in a checked body; a role or an area that nobody knows counts as not said."""
    metadata = body.get("metadata") or {}
    message_id = metadata.get("message_id")
    return Incoming(
        text=body["message"], endpoint="rest", conversation=body["sender"], person=body["sender"], channel="rest",
        recipient=body["sender"], role=listed(Role, metadata.get("role")) or Role.UNKNOWN,
        area=listed(Area, metadata.get("area")) or Area.UNKNOWN,
        message_id=None if message_id in (None, "") else str(message_id), address=address,
    )


async def _read(request: web.Request) -> dict[str, Any]:
    """The body as checked JSON; raises BadRequest whose text is a code of ``refused``, never what was sent."""
    try:
        raw = await asyncio.wait_for(request.read(), BODY_SECONDS)
    except web.HTTPRequestEntityTooLarge:
        raise BadRequest(413, "too_big") from None
    except asyncio.TimeoutError:
        raise BadRequest(408, "slow") from None
    if not raw.strip():
        raise BadRequest(400, "no_body")
    try:
        body = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        other = request.content_type not in ("application/json", "application/octet-stream")
        raise (BadRequest(415, "media_type") if other else BadRequest(400, "not_json")) from None
    if not _MESSAGE.is_valid(body):
        raise BadRequest(400, "wrong_shape")
    return dict(body)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; raises ValueError for a key that is there twice: whoever looked before us may have read the other."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def listed(kind: type[_Listed], value: object) -> _Listed | None:
    """The word of a closed list, or None."""
    try:
        return kind(str(value).strip().lower())
    except ValueError:
        return None


def address_of(request: web.Request, trusted_proxy: str) -> str | None:
    """Where the request came from; a forwarded address is believed only from the configured proxy."""
    remote = request.remote
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and believed(remote, trusted_proxy):
        try:
            return str(ipaddress.ip_address(forwarded.rsplit(",", 1)[-1].strip()))
        except ValueError:
            return remote
    return remote
