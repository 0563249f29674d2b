"""``safeguard review``: the maintainers' pages on loopback, or a link for somebody to sign in."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import re
import signal
import socket
import sys
from collections.abc import Callable, Sequence

from aiohttp import web

from bot import clock, settings
from bot.errors import SettingsError
from bot.records.review_desk import ReviewDesk
from bot.review.people import EDITOR, ROLES

HERE = "127.0.0.1"  # never another address: whoever must come from elsewhere comes through a proxy that signs them in


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until it is interrupted; with ``--link`` only print a link for pages that run already."""
    parser = argparse.ArgumentParser(prog="safeguard review", description="Pages for those who maintain the service.")
    parser.add_argument("--link", action="store_true", help="print a link to sign in, for pages that are running")
    parser.add_argument("--who", default=_login(), help="name of the person who signs in (your login name)")
    parser.add_argument("--role", choices=ROLES, default=EDITOR, help=f"what they may do ({EDITOR})")
    parser.add_argument("--port", type=int, help="port on loopback (SAFEGUARD_REVIEW_PORT)")
    args = parser.parse_args(arguments)
    given = settings.load()
    if args.link:
        tell(given, args.who, args.role, args.port or given.review_port, _to_terminal)
        return 0
    try:
        listening = socket.create_server((HERE, given.review_port if args.port is None else args.port))
    except OSError as error:
        raise SettingsError(f"the pages cannot listen: {error.strerror}") from None
    asyncio.run(_serve(given, listening, args.who, args.role))
    return 0


def tell(given: settings.Settings, who: str, role: str, port: int, write: Callable[[str], None]) -> None:
    """Print where the pages are, and a link that works once. Raises StoreError for a name that is no short name."""
    if given.review_header:
        write(f"Review pages: http://{HERE}:{port}/ (behind the proxy that signs people in)")
        return
    desk = ReviewDesk(given.database)
    try:
        token = desk.link(clock.now(), who, role)
    finally:
        desk.close()
    write(f"Sign in as {who} ({role}); the link works once, for ten minutes:")
    write(f"http://{HERE}:{port}/sign-in?token={token}")


async def _serve(given: settings.Settings, listening: socket.socket, who: str, role: str) -> None:
    from bot.review.desk import Desk
    from bot.review.pages import build

    runner = web.AppRunner(build(Desk.make(given)), access_log=None, shutdown_timeout=3.0)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    tell(given, who, role, listening.getsockname()[1], _to_terminal)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await runner.cleanup()


def _login() -> str:
    """The login name as the audit takes it."""
    try:
        return re.sub(r"[^A-Za-z0-9_.@-]", "", getpass.getuser())[:64] or "reviewer"
    except (KeyError, OSError):
        return "reviewer"


def _to_terminal(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
