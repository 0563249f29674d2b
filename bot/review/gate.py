"""The door of the pages: who comes in, that every form is our own, and that every view and change leaves a row."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.web.headers import behind_tls, set_on
from bot.channels.web.send import html
from bot.errors import SafeguardError
from bot.records.marks import KINDS
from bot.review.desk import Desk
from bot.review.people import Session, listed

log = logging.getLogger("safeguard.review")
COOKIE = "review"
SESSION = web.RequestKey("session", Session)
OPEN = ("door", "enter", "static")    # names of the routes that need nobody
RESTING = ("pause", "went_on", "leave")    # what a person who takes a break can still do
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """Decides for each request who is at it, and writes it down before anything is shown or changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._people = desk, listed(desk.settings.review_people)

    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in whoever is signed in, with a form of our own, unless they take a break."""
        name = request.match_info.route.name or ""
        if not _ours(request, self._desk):
            raise web.HTTPForbidden
        if name in OPEN:
            return await handler(request)
        session = self._session(request)
        if session is None:
            raise web.HTTPSeeOther("/sign-in") if request.method == "GET" else web.HTTPForbidden
        request[SESSION] = session
        if request.method == "POST" and not await _own_form(request, self._desk, session):
            raise web.HTTPForbidden
        if session.paused and name not in RESTING:
            raise web.HTTPSeeOther("/pause")
        await self._desk.note(session.person, await _did(request, name), _about(request))
        return await handler(request)

    def _session(self, request: web.Request) -> Session | None:
        """By the cookie, or where a proxy signs people in by the one header that it sends, and by nothing else."""
        desk, proxy = self._desk, self._desk.settings.trusted_proxy
        if not desk.settings.review_header:
            return desk.sessions.find(request.cookies.get(COOKIE), desk.ticks())
        named = request.headers.getall(desk.settings.review_header, [])
        person = self._people.get(named[0]) if len(named) == 1 else None
        if person is None or not proxy or request.remote != proxy:
            raise web.HTTPForbidden
        return desk.sessions.of_proxy(person, desk.ticks())


def protect(app: web.Application, desk: Desk) -> None:
    """Put the door in front of every route of ``app``, and headers on everything that goes out."""
    door = Door(desk)

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await door.pass_through(request, handler)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return _refused(request, desk, error.status)
        except SafeguardError as error:  # the one broad catch: no value is in these errors
            log.error("review failed error=%s %s", type(error).__name__, error)
            return _refused(request, desk, 503)

    async def headers(request: web.Request, response: web.StreamResponse) -> None:
        set_on(response, behind_tls(request, desk.settings.trusted_proxy))

    app.middlewares.append(guarded)
    app.on_response_prepare.append(headers)


def session_of(request: web.Request) -> Session:
    """Who is at it; only after the door."""
    return request[SESSION]


def enter(response: web.StreamResponse, request: web.Request, desk: Desk, session: Session) -> None:
    """Give the browser the session's number, out of reach of scripts and of other sites."""
    secure = behind_tls(request, desk.settings.trusted_proxy)
    response.set_cookie(COOKIE, session.id, httponly=True, samesite="Strict", secure=secure, path="/")


def _ours(request: web.Request, desk: Desk) -> bool:
    """Whether the address asked for is loopback, or the trusted proxy asks: another site's name could point here."""
    host = request.host.rpartition(":")[0] if ":" in request.host and not request.host.endswith("]") else request.host
    proxied = bool(desk.settings.review_header) and request.remote == desk.settings.trusted_proxy
    return host in LOOPBACK or proxied


async def _own_form(request: web.Request, desk: Desk, session: Session) -> bool:
    """Whether a form came from a page of this session, and from this very site."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    given = str((await request.post()).get("csrf", ""))
    wanted = desk.sessions.token(session)
    return site in ("same-origin", "none") and hmac.compare_digest(given.encode(), wanted.encode())


async def _did(request: web.Request, name: str) -> str:
    """The act's name for the audit: ``saw.queue``, ``mark.risk_up``."""
    if request.method != "POST":
        return f"saw.{name}"
    kind = str((await request.post()).get("kind", ""))
    return f"{name}.{kind}" if name == "mark" and kind in KINDS else name


def _about(request: web.Request) -> str:
    """What it is about: the conversation or the turn; the door has checked that it is plain."""
    for what in ("log_id", "turn"):
        if what in request.match_info:
            return f"{what}:{request.match_info[what]}"
    return "-"


def _refused(request: web.Request, desk: Desk, status: int) -> web.Response:
    session = request.get(SESSION)
    said = desk.pages.words["refused"]
    text = said.get(str(status), said["other"])
    person = {"person": session.person, "csrf": desk.sessions.token(session)} if session else {}
    return html(desk.pages.draw("error", heading=said["heading"], text=text, **person), status)
