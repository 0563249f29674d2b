"""Two questions of whoever runs the service: is the edge alive, and is every part ready."""

from __future__ import annotations

from aiohttp import web

from bot.edge.guard import State
from bot.edge.parts import Parts
from bot.errors import StoreError


def routes(app: web.Application, parts: Parts) -> None:
    """Add GET /health/live (always 200) and GET /health/ready (200 or 503, what is missing, faults since the start)."""

    async def live(request: web.Request) -> web.Response:
        return web.json_response({"live": True})

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
        body = {"ready": not missing, "missing": missing, "behind": behind, "faults": parts.faults()}
        return web.json_response(body, status=503 if missing else 200)

    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", ready)
