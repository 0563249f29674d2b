"""Questions of whoever runs the service: is the edge alive, does it take messages, is every part ready."""

from __future__ import annotations

from aiohttp import web

from bot.edge.guard import State
from bot.edge.parts import Parts
from bot.errors import StoreError


def routes(app: web.Application, parts: Parts) -> None:
    """Add three GETs.

    ``/health/live`` is always 200. ``/health/open`` tells a load balancer where to send people: 503 while this edge is
    still loading or is closing. It stays 200 when the engines or the store are gone, for then the edge still tells
    people whom to ring. ``/health/ready`` is 200, or 503 naming what is missing; ``weaker`` names what is gone without
    harm to anybody's answer. A paused service is ready, and says that it is paused.
    """

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def taking(request: web.Request) -> web.Response:
        closed = parts.draining or any(name not in parts.broken for name in parts.missing() if name != "engine")
        return web.json_response({"open": not closed}, status=503 if closed else 200)

    async def ready(request: web.Request) -> web.Response:
        missing = parts.missing()
        if parts.live is not None:
            try:
                await parts.stored(parts.live.context, "ready")
            except StoreError:
                missing.append("store")
        behind = {name: str(guard.state) for name, guard in parts.guards().items()}
        # "trying" counts as ready: with nobody sent here, nobody would find out that it is well again
        missing += [name for name, state in behind.items() if state == State.OPEN and name not in missing]
        if parts.draining:
            missing.append("closing")
        told = {
            "ready": not missing, "missing": missing, "weaker": parts.weaker(), "paused": parts.paused,
            "behind": behind, "faults": parts.faults(),
        }
        return web.json_response(told, status=503 if missing else 200)

    app.router.add_get("/health/live", live)
    app.router.add_get("/health/open", taking)
    app.router.add_get("/health/ready", ready)
