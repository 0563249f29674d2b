"""What every answer of the edge has in common: headers that let nothing be kept or framed, and kind errors."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.channels.refusal import by_status
from bot.channels.rest import PATH
from bot.edge.parts import Parts

log = logging.getLogger("safeguard.http")
ALWAYS = ("/leave", "/health", "/metrics")  # nobody waits to get away, and a refused supervisor would end the edge
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


async def add_headers(request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Put the headers on an answer that has none of its own, and do not say what the server runs on."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "safeguard"


def kind_errors(parts: Parts) -> Middleware:
    """Every error becomes an answer that helps: 4xx for the client's faults, the fixed message for ours."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            allow = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
            text = by_status(error.status, parts.area, parts.now())
            return web.json_response({"error": text}, status=error.status, headers=allow)
        except ConnectionError:
            raise  # the client has gone: nobody is there to be answered
        except Exception as error:
            log.error("request failed error=%s", type(error).__name__)
            parts.fault("request")
            if request.path == PATH:
                return web.json_response([parts.last_resort])
            return web.Response(text=str(parts.last_resort["text"]), status=503)

    return middleware


def room(parts: Parts) -> Middleware:
    """Tell whoever comes on top of all that may be open whom to ring."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if not request.path.startswith(ALWAYS) and parts.crowded():
            raise web.HTTPServiceUnavailable
        return await handler(request)

    return middleware


def plain_bodies(most: int) -> Middleware:
    """Refuse a body that is packed, or says that it is over ``most`` bytes, before any of it is read."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise web.HTTPUnsupportedMediaType
        if (request.content_length or 0) > most:
            raise web.HTTPRequestEntityTooLarge(max_size=most, actual_size=request.content_length or 0)
        try:
            return await handler(request)
        except web.RequestPayloadError:  # it broke off, or its chunks are none; the error would quote it
            raise web.HTTPBadRequest from None

    return middleware
