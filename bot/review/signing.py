"""Signing in by a link that works once, signing out, and taking a break."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.send import html
from bot.review.desk import Desk
from bot.review.gate import COOKIE, enter, session_of
from bot.review.people import Person

LONGEST = 100  # characters of a token


class Signing:
    """The first page, and the last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def page(self, request: web.Request) -> web.Response:
        """Ask for a press of the button: a link that is only looked at (by a preview, say) is not used up."""
        token = request.query.get("token", "")[:LONGEST]
        return self._draw(token=token)

    async def enter(self, request: web.Request) -> web.Response:
        """Take the token and begin a session; a token that is not good is told."""
        token = str((await request.post()).get("token", ""))[:LONGEST]
        found = await self._desk.run(self._desk.stores.desk.take, self._desk.now(), token)
        if found is None:
            return self._draw(bad=True, status=403)
        person = Person(*found)
        await self._desk.note(person, "signed_in")
        session = self._desk.sessions.begin(person, self._desk.ticks())
        response = _to("/")
        enter(response, request, self._desk, session)
        return response

    async def leave(self, request: web.Request) -> web.Response:
        """End the session here and in the browser."""
        self._desk.sessions.end(session_of(request).id)
        response = _to("/sign-in")
        response.del_cookie(COOKIE, path="/")
        return response

    async def rest(self, request: web.Request) -> web.Response:
        """Nothing is shown until the person goes on."""
        session_of(request).paused = True
        raise web.HTTPSeeOther("/pause")

    async def resting(self, request: web.Request) -> web.Response:
        """A page without anything to read about."""
        session = session_of(request)
        csrf = self._desk.sessions.token(session)
        return html(self._desk.pages.draw("pause", person=session.person, csrf=csrf, resting=True))

    async def go_on(self, request: web.Request) -> web.Response:
        """Back to the queue."""
        session_of(request).paused = False
        raise web.HTTPSeeOther("/")

    def _draw(self, token: str = "", bad: bool = False, status: int = 200) -> web.Response:
        return html(self._desk.pages.draw("sign_in", token=token, bad=bad), status)


def _to(path: str) -> web.Response:
    """Another page next; an answer of its own, because a cookie goes with it."""
    return web.Response(status=303, headers={"Location": path})
