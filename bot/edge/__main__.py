"""Serve the edge: ``python -m bot.edge [--fd N]``; with ``--fd`` on the listening socket that the supervisor holds."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
from functools import partial
from typing import Any

from aiohttp import web

from bot.channels import web as page
from bot.edge import messengers
from bot.edge.app import build
from bot.edge.doors import Doorkeeper
from bot.edge.engine_client import EngineClient
from bot.edge.loading import LOADERS
from bot.edge.logs import set_up
from bot.edge.parts import first_parts
from bot.edge.turn import run
from bot.errors import SafeguardError
from bot.settings import Settings, load

SHUTDOWN_SECONDS = 3.0


async def serve(listening: socket.socket, settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; turns that have begun are answered first."""
    engine = EngineClient(f"http://127.0.0.1:{settings.engine_port}", settings.engine_token)
    parts = first_parts(settings, engine)
    parts.tally.faults.update({"edge": int(os.environ.get("SAFEGUARD_EDGE_ENDED", "0"))})  # those before this one
    face = partial(page.routes, core=partial(run, parts), settings=settings, now=parts.now)
    app = build(parts, faces=(face, *messengers.faces(parts)), loaders=LOADERS)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    door = asyncio.create_task(Doorkeeper(partial(_connections, runner), parts.fault).watch())
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    door.cancel()
    await runner.cleanup()


def _connections(runner: web.AppRunner) -> list[Any]:
    return runner.server.connections if runner.server else []


def main() -> int:
    """Read the settings, take the socket, serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.edge")
    parser.add_argument("--fd", type=int, help="number of an inherited listening socket")
    args = parser.parse_args()
    try:
        settings = load()
        set_up(settings.log_level)
        listening = socket.socket(fileno=args.fd) if args.fd is not None else socket.create_server(
            (settings.host, settings.port)
        )
        asyncio.run(serve(listening, settings))
    except (SafeguardError, OSError) as error:
        logging.getLogger("safeguard").error("the edge cannot start: %s", error)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
