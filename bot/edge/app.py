"""Builds the edge's application from its parts and its faces."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from functools import partial

from aiohttp import web

from bot.channels import rest
from bot.channels.tasks import end
from bot.edge import health, metrics
from bot.edge.loading import load
from bot.edge.middleware import add_headers, kind_errors, plain_bodies, room
from bot.edge.parts import Parts
from bot.edge.pausing import Watch
from bot.edge.steady import Steady
from bot.edge.turn import run

log = logging.getLogger("safeguard.app")
Face = Callable[[web.Application], None]
Loaders = dict[str, Callable[[Parts], None]]
HOUSEKEEPING_SECONDS = 900.0
LAG_SECONDS = 0.25
FIRST_SECONDS = 5.0     # between two looks whether the store is there, after the start


def build(parts: Parts, faces: tuple[Face, ...] = (), loaders: Loaders | None = None) -> web.Application:
    """The application; ``loaders`` bring the heavy parts once the server listens (None: the parts are all there)."""
    app = web.Application(client_max_size=parts.settings.max_body, middlewares=[kind_errors(parts)])
    app.cleanup_ctx.append(partial(_engine, parts))  # first, so that it closes last
    health.routes(app, parts)
    metrics.routes(app, parts)
    rest.routes(app, partial(run, parts), parts.settings, parts.now)
    for face in faces:
        face(app)
    # Innermost, so that a page is told it with a page.
    app.middlewares.extend((room(parts), plain_bodies(parts.settings.max_body)))
    app.on_response_prepare.append(add_headers)
    if loaders is not None:
        app.cleanup_ctx.append(partial(_behind, parts, loaders))
    return app


async def _engine(parts: Parts, app: web.Application) -> AsyncIterator[None]:
    await parts.engine.start()
    yield
    await parts.engine.close()
    parts.close()


async def _behind(parts: Parts, loaders: Loaders, app: web.Application) -> AsyncIterator[None]:
    """Load in a thread that begins when the server listens, and keep house from time to time."""
    stop = threading.Event()
    thread = threading.Thread(target=load, args=(parts, stop, loaders), name="load", daemon=True)
    asyncio.get_running_loop().call_later(0.1, thread.start)
    watch = Watch(parts)
    await watch.look()  # a service that was paused answers so from its first message on
    beside = [asyncio.create_task(work) for work in (_keep_house(parts), _time_loop(parts), watch.run())]
    yield
    stop.set()
    await end(beside)
    watch.close()


async def _time_loop(parts: Parts) -> None:
    """How late the loop comes to what is due (what holds it up holds everybody up), and whether the clock jumps."""
    steady = Steady(parts.now, parts.ticks)
    while True:
        began = time.monotonic()
        await asyncio.sleep(LAG_SECONDS)
        parts.tally.lag.add(max(0.0, time.monotonic() - began - LAG_SECONDS))
        if steady.jumped():
            log.error("the clock jumped")
            parts.fault("clock")
            parts.clock_jumps += 1


def _retain(parts: Parts) -> None:
    """Imported in the thread too: it brings a big library, and the loop may not stand still for it."""
    from bot.records.retention import retain

    retain(parts.settings.database, parts.now())


async def _keep_house(parts: Parts) -> None:
    """Delete what is due in every table: as soon as the store is there, then every quarter of an hour.

    A round is left out when the clock has jumped: a wrong one would delete what is not due, and may be right by then.
    """
    jumps = parts.clock_jumps
    while True:
        await asyncio.sleep(FIRST_SECONDS)
        if parts.live is None:
            continue
        if jumps != parts.clock_jumps:
            jumps = parts.clock_jumps
            log.error("the clock has jumped: nothing is deleted in this round")
            await asyncio.sleep(HOUSEKEEPING_SECONDS)
            continue
        try:
            await asyncio.get_running_loop().run_in_executor(parts.storers, _retain, parts)
        except Exception as error:  # tried again at the next round; `safeguard retain` shows the reason
            log.error("retention failed error=%s", type(error).__name__)
        await asyncio.sleep(HOUSEKEEPING_SECONDS)
