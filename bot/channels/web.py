"""The web page: serves GET / and its own files, nothing from anywhere else, and lets no browser keep a copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot import yamlfile
from bot.contacts.directory import Directory
from bot.paths import DATA

_HERE = Path(__file__).resolve().parent
_TYPES = {".css": "text/css", ".js": "text/javascript"}

# Trusted Types make the browser itself refuse innerHTML; data: is only for the empty icon, which saves a request.
POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def routes(app: web.Application) -> None:
    """Add GET / and GET /static/<name> to ``app``.

    Everything is read here, once, so that a missing file, word or number stops the start and not a person's visit.
    """
    draw = page(Directory.load())
    draw()
    files = {path.name: path.read_bytes() for path in sorted((_HERE / "static").iterdir()) if path.suffix in _TYPES}

    async def index(request: web.Request) -> web.Response:
        return _send(draw().encode(), "text/html")

    async def static(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in files:
            raise web.HTTPNotFound(headers=HEADERS)
        return _send(files[name], _TYPES[Path(name).suffix])

    app.router.add_get("/", index)
    app.router.add_get("/static/{name}", static)


def page(directory: Directory) -> Callable[[], str]:
    """What draws the page, with the numbers of ``directory``. Raises ContentError for a number that is not there."""
    words: dict[str, Any] = yamlfile.read(DATA / "words" / "page.yml")
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    template = environment.get_template("page.html")
    script_words = json.dumps({**words["script"], "roles": words["roles"]["list"], "limit": words["box"]["limit"],
                               "label_later": words["box"]["label_later"]})

    def draw() -> str:
        numbers = [{**row, "phone": directory.get(row["id"]).phone} for row in words["numbers"]["list"]]
        danger = {**words["danger"], "phone": directory.get(words["danger"]["id"]).phone}
        return template.render(words=words, numbers=numbers, danger=danger, script_words=script_words)

    return draw


def _send(body: bytes, content_type: str) -> web.Response:
    response = web.Response(body=body, content_type=content_type, charset="utf-8", headers=HEADERS)
    response.enable_compression()
    return response
