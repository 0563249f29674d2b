"""Serve the edge: ``python -m bot.edge [--fd N] [--spare | --ended N]``.

With ``--fd`` on the listening socket that the supervisor holds; a spare has everything for its first answer and waits.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
from collections import Counter
from contextlib import suppress
from functools import partial

from aiohttp import web

from bot.channels import web as page
from bot.channels.refusal import by_status
from bot.edge import messengers
from bot.edge.app import build
from bot.edge.engine_pool import engine_of
from bot.edge.following import follow
from bot.edge.loading import LOADERS
from bot.edge.logs import set_up
from bot.edge.parts import Parts, first_parts
from bot.edge.server import BACKLOG, Runner
from bot.edge.turn import run
from bot.errors import SafeguardError
from bot.settings import Settings, load

# Seconds after which a thread that computes lets another one go on. By default 5 ms: a writer that comes back from the
# disk with the store's lock in its hand waited so long, and everybody behind it.
SWITCH = 0.002


async def serve(listening: socket.socket, settings: Settings, ended_before: int = 0) -> None:
    """Serve until SIGTERM or SIGINT; turns that have begun are answered first.

    ``ended_before``: how many edges have ended before this one, which counts as a fault each.
    For ``settings.drain`` seconds it says that it is closing and still takes messages; a second signal ends that wait.
    """
    counts: Counter[str] = Counter()
    parts = first_parts(settings, engine_of(settings, counts))
    parts.counts = counts
    parts.tally.faults.update({"edge": ended_before})
    if settings.redis_url:
        share(parts)
    face = partial(
        page.routes, core=partial(run, parts), settings=settings, now=parts.now, paused=lambda: parts.paused
    )
    app = build(parts, faces=(face, follow(parts), *messengers.faces(parts)), loaders=LOADERS)
    runner = Runner(app, lambda status: by_status(status, parts.area, parts.now()), parts.fault, settings.connections)
    parts.crowded = runner.door.crowded
    await runner.setup()
    await web.SockSite(runner, listening).start()
    listening.listen(BACKLOG)  # not told to asyncio, which would take so many in one go
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    parts.draining = True
    ended.clear()
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(ended.wait(), settings.drain)
    await runner.cleanup()
    if parts.shared is not None:
        await parts.shared.link.close()


def share(parts: Parts) -> None:
    """Put what is shared through Redis in the place of what this edge would keep to itself."""
    from bot.edge.redis_link import Link  # only where it is wanted: the first second has no time for it
    from bot.edge.shared import Shared, SharedLocks

    link, settings = Link(parts.settings.redis_url, parts.counts, parts.ticks), parts.settings
    parts.locks, parts.doors = SharedLocks(link, "turn"), SharedLocks(link, "door")
    parts.shared = Shared(link, parts.secret, settings.limit_per_sender, settings.limit_per_address)


def wait(settings: Settings) -> int | None:
    """Get ready, say so, and wait for the supervisor's word; how many edges have ended before, None to end."""
    first_parts(settings, engine_of(settings, Counter()))  # reads what the first answer needs, and is thrown away
    print("spare ready", flush=True)  # noqa: T201 - the supervisor reads this line
    word, _, ended = sys.stdin.readline().strip().partition(" ")
    return int(ended) if word == "go" else None


def main() -> int:
    """Read the settings, take the socket, serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.edge")
    parser.add_argument("--fd", type=int, help="number of an inherited listening socket")
    parser.add_argument("--spare", action="store_true", help="wait for a line on the input before serving")
    parser.add_argument("--ended", type=int, default=0, help="how many edges have ended before this one")
    args = parser.parse_args()
    os.umask(0o077)  # also where it is started without the supervisor
    try:
        settings = load()
        set_up(settings.log_level)
        ended = wait(settings) if args.spare else args.ended
        if ended is None:
            return 0
        listening = socket.socket(fileno=args.fd) if args.fd is not None else socket.create_server(
            (settings.host, settings.port)
        )
        sys.setswitchinterval(SWITCH)
        asyncio.run(serve(listening, settings, ended))
    except (SafeguardError, OSError) as error:
        logging.getLogger("safeguard").error("the edge cannot start: %s", error)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
