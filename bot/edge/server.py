"""How connections are served: a doorkeeper watches them, and where HTTP itself fails the words are kind."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.edge.doors import Doorkeeper
from bot.edge.middleware import HEADERS

log = logging.getLogger("safeguard.http")
BACKLOG = 1024          # people whom Linux holds at the door until we take them
LINGER_SECONDS = 2.0    # for a body that was refused before its end, so that the client reads the refusal
SHUTDOWN_SECONDS = 3.0
Say = Callable[[int], str]  # the words for one status


class Connection(web.RequestHandler):
    """One connection. aiohttp's own errors quote the bytes they could not read, in the answer and in the log."""

    def __init__(self, server: Any, say: Say, **more: Any) -> None:
        super().__init__(server, **more)
        self._words = say

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """The words for the status, and never what was sent. Raises ConnectionError when an answer has begun."""
        if isinstance(exc, ConnectionError) or request.writer.output_size > 0:
            raise ConnectionError
        log.info("request not read status=%d error=%s", status, type(exc).__name__)
        headers = {**HEADERS, "Server": "safeguard"}
        response = web.json_response({"error": self._words(status)}, status=status, headers=headers)
        response.force_close()
        return response

    def log_exception(self, *_args: Any, **_more: Any) -> None:
        """The kind of the error alone."""
        kind = sys.exc_info()[0]
        log.warning("connection failed error=%s", kind.__name__ if kind else "unknown")


class Runner(web.AppRunner):
    """Runs one application on ``Connection``s; a body is never unpacked, so that a small one stays small.

    ``door`` watches them from ``setup`` to ``cleanup``: ``fault`` and ``most`` are his.
    """

    def __init__(
        self, app: web.Application, say: Say, fault: Callable[[str], None], most: int = 0, **more: Any
    ) -> None:
        super().__init__(app, **{"access_log": None, "shutdown_timeout": SHUTDOWN_SECONDS, **more})
        self._words = say
        self.door = Doorkeeper(lambda: self.connections, fault, most)

    async def setup(self) -> None:
        """Make ready to serve."""
        await super().setup()
        self._watching = asyncio.create_task(self.door.watch())

    async def cleanup(self) -> None:
        """Let what is being answered end, and close."""
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await super().cleanup()

    @property
    def server(self) -> Any:
        """What makes a connection, as asyncio asks for it."""
        found, loop = super().server, asyncio.get_running_loop()

        def connection() -> Connection:
            return Connection(
                found, self._words, loop=loop, access_log=None, lingering_time=LINGER_SECONDS, auto_decompress=False,
            )

        return found and connection

    @property
    def connections(self) -> list[Any]:
        """What is open now."""
        found = super().server
        return found.connections if found else []
