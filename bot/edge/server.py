"""How connections are served: no line is kept open for ever, and where HTTP itself fails the words are kind."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.edge.middleware import HEADERS

log = logging.getLogger("safeguard.http")
IDLE_SECONDS = 30.0     # a head that takes longer, or a connection that says nothing for so long, is closed
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
    """Runs one application on ``Connection``s; a body is never unpacked, so that a small one stays small."""

    def __init__(self, app: web.Application, say: Say, **more: Any) -> None:
        super().__init__(app, **{"access_log": None, "shutdown_timeout": SHUTDOWN_SECONDS, **more})
        self._words = say

    @property
    def server(self) -> Any:
        """What makes a connection, as asyncio asks for it."""
        found, loop = super().server, asyncio.get_running_loop()

        def connection() -> Connection:
            return Connection(
                found, self._words, loop=loop, access_log=None, keepalive_timeout=IDLE_SECONDS,
                lingering_time=LINGER_SECONDS, auto_decompress=False,
            )

        return found and connection

    @property
    def connections(self) -> list[Any]:
        """What is open now."""
        found = super().server
        return found.connections if found else []
