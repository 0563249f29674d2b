"""A body as an answer: compressed, and the page's headers with it."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.headers import HEADERS


def send(body: bytes, content_type: str, status: int = 200) -> web.Response:
    """Text of any kind, for our own pages."""
    charset = None if content_type.startswith("image/") else "utf-8"
    response = web.Response(body=body, content_type=content_type, charset=charset, status=status, headers=HEADERS)
    response.enable_compression()
    return response


def html(text: str, status: int = 200) -> web.Response:
    """A page, or a part of one."""
    return send(text.encode(), "text/html", status)
