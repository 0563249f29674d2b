"""What a form of the page sends, and whether it came from our own page in this very browser."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.rest import BODY_SECONDS
from bot.channels.web.sessions import is_key, new_key

LIVE = "X-Live"         # sent by the page's script, which shows the answer without a new page
MOST_TURNS = 10_000
MOST_FIELDS = 50
FORM = "application/x-www-form-urlencoded"  # never multipart: its files would be written to the disk


@dataclass(frozen=True)
class Posted:
    """One form. ``form`` is the form's own number: the same words from the same form are the same message."""

    message: str = field(repr=False)
    key: str = field(repr=False)
    form: str
    turns: int
    role: str
    asked: bool
    sealed: str = field(repr=False)

    @property
    def message_id(self) -> str | None:
        """An id for the core's memory of answers, or None where the form has no number."""
        if not self.form:
            return None
        return hashlib.sha256(f"{self.form}\0{self.message}".encode(errors="replace")).hexdigest()


async def posted(request: web.Request) -> Posted:
    """The fields of a form; what is missing is empty. Raises web.HTTPForbidden for a form of somebody else's page."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise web.HTTPForbidden
    if request.content_type not in (FORM, "application/octet-stream"):  # the latter is what no header at all means
        raise web.HTTPUnsupportedMediaType
    try:
        body = await asyncio.wait_for(request.read(), BODY_SECONDS)
        text = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except asyncio.TimeoutError:
        raise web.HTTPRequestTimeout from None
    except ValueError:
        raise web.HTTPBadRequest from None
    turns = text.get("turns", "")
    return Posted(
        message=text.get("message", ""), key=text.get("key", ""), form=text.get("form", "")[:100],
        turns=min(int(turns), MOST_TURNS) if turns.isascii() and turns.isdigit() and len(turns) < 9 else 0,
        role=text.get("role", "")[:40], asked="asked" in text, sealed=text.get("sealed", ""),
    )


def cookie_name(tls: bool) -> str:
    """A plain name; behind TLS with the prefix that ties the cookie to this very host."""
    return "__Host-visit" if tls else "visit"


def browser_of(request: web.Request, tls: bool) -> str | None:
    """The opaque cookie of this browser, None where there is none."""
    found = request.cookies.get(cookie_name(tls))
    return found if is_key(found) else None


def give_cookie(response: web.StreamResponse, tls: bool) -> None:
    """A new opaque cookie: for this site's own pages only, out of reach of scripts, gone with the browser."""
    response.set_cookie(cookie_name(tls), new_key(), path="/", httponly=True, samesite="Strict", secure=tls)


def take_cookie(response: web.StreamResponse, tls: bool) -> None:
    """Make the browser drop it."""
    response.del_cookie(cookie_name(tls), path="/", httponly=True, samesite="Strict", secure=tls)
