"""Two questions of whoever runs the service: is the edge alive, and is every part ready."""

from __future__ import annotations

from aiohttp import web

from bot.edge.parts import Parts
from bot.errors import StoreError


def routes(app: web.Application, parts: Parts) -> None:
    """Add GET /health/live (always 200) and GET /health/ready (200, or 503 naming what is missing).

    A paused service is ready, and says that it is paused: people must still reach the numbers.
    """

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(request: web.Request) -> web.Response:
        missing = parts.missing()
        if parts.live is not None:
            try:
                await parts.stored(parts.live.context, "ready")
            except StoreError:
                missing.append("store")
        body = {"ready": not missing, "missing": missing, "paused": parts.paused}
        return web.json_response(body, status=503 if missing else 200)

    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)
