"""The web page: a chat that works without a script, is left in a second, and lets no browser keep a copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.channels import Core
from bot.channels.refusal import BY_STATUS
from bot.channels.web.assets import assets
from bot.channels.web.draw import Pages
from bot.channels.web.headers import behind_tls, set_on
from bot.channels.web.send import html, send
from bot.channels.web.talk import Talk
from bot.contacts.directory import Directory
from bot.replies.words import words
from bot.settings import Settings

TEXTS = ("privacy", "terms", "accessibility")
NOT_OURS = ("/webhooks", "/health", "/metrics")  # clients of these read no HTML
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(
    app: web.Application, core: Core, settings: Settings, now: Callable[[], datetime],
    paused: Callable[[], bool] = bool,
) -> None:
    """Add the page to ``app``; ``core`` answers each message, and the first screen says so while it is ``paused``.

    Everything is read and drawn here, once, so that a missing file, word or number stops the start and not a visit.
    """
    pages = Pages(settings, Directory.load())
    talk = Talk(core, settings, pages, now, paused)
    app.router.add_get("/", talk.start)
    app.router.add_post("/chat", talk.say)
    app.router.add_get("/chat/{key}", talk.answer)
    app.router.add_get("/leave", talk.leave)
    app.router.add_post("/leave", talk.ended)
    app.router.add_post("/summary", talk.keep)
    for path, body in {**{f"/{name}": pages.text(name) for name in TEXTS}, "/languages": pages.languages()}.items():
        app.router.add_get(path, _fixed(body))
    _files(app, settings, pages)
    _protect(app, settings, pages)


def _fixed(body: str) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        return html(body)

    return handler


def _files(app: web.Application, settings: Settings, pages: Pages) -> None:
    """GET /static/<name>, only what was read at the start; GET /embed.js, which other sites may load."""
    files, embed = assets(icon=settings.page_icon), pages.embed().encode()

    async def static(request: web.Request) -> web.Response:
        if request.match_info["name"] not in files:
            raise web.HTTPNotFound
        return send(*files[request.match_info["name"]])

    async def embedded(request: web.Request) -> web.Response:
        response = send(embed, "text/javascript")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    app.router.add_get("/static/{name}", static)
    app.router.add_get("/embed.js", embedded)


def _protect(app: web.Application, settings: Settings, pages: Pages) -> None:
    """Headers on everything; a person who meets an error reads a page with every number."""

    async def headers(request: web.Request, response: web.StreamResponse) -> None:
        if not request.path.startswith(NOT_OURS):
            set_on(response, behind_tls(request, settings.trusted_proxy))

    @web.middleware
    async def kind_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            reads_html = "text/html" in request.headers.get("Accept", "") and not request.path.startswith(NOT_OURS)
            if error.status < 400 or not reads_html:
                raise
            said = words("edge")["refused"][BY_STATUS.get(error.status, "other")]
            refused = pages.words["refused"]
            lines = [said, refused["text"], words("edge")["danger"]]
            response = html(pages.error(refused["heading"], lines), error.status)
            if "Allow" in error.headers:
                response.headers["Allow"] = error.headers["Allow"]
            return response

    app.on_response_prepare.append(headers)
    app.middlewares.append(kind_pages)
