"""Who of the staff saw or changed what: for safety leads, who see to it that the pages are used well."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web.send import html
from bot.review.desk import Desk
from bot.review.gate import session_of
from bot.review.people import LEAD

SHOWN = 200


class Acts:
    """The newest rows of the audit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def page(self, request: web.Request) -> web.Response:
        """Draw them; for a safety lead only."""
        desk, session = self._desk, session_of(request)
        if not session.person.may(LEAD):
            raise web.HTTPForbidden
        rows = await desk.run(desk.stores.audit.newest, SHOWN)
        return html(desk.pages.draw("acts", person=session.person, csrf=desk.sessions.token(session), rows=rows))
