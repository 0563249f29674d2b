"""The description of the public face names every route and no other, and what the channels check."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot import yamlfile
from bot.channels import rest
from bot.channels.teams_parts import activity
from bot.paths import DATA
from bot.terms import Kind, Urgency
from tests.security.front import Front

TOLD: dict[str, Any] = yamlfile.read(DATA / "openapi.yml")


def routes(app: web.Application) -> set[tuple[str, str]]:
    """(method, path) of everything that is hung up."""
    return {
        (route.method.lower(), route.resource.canonical)
        for route in app.router.routes() if route.resource is not None and route.method != "HEAD"
    }


def test_it_describes_every_route_and_no_other(front: Front) -> None:
    told = {(method, path) for path, methods in TOLD["paths"].items() for method in methods}
    assert told == routes(front.app)


def test_it_says_what_the_channels_check() -> None:
    for name, checked in (("Message", rest._MESSAGE.schema), ("Activity", activity._ACTIVITY.schema)):
        assert TOLD["components"]["schemas"][name]["required"] == checked["required"]
    kinds = TOLD["components"]["schemas"]["Answer"]["items"]["properties"]["custom"]["properties"]["guidance"]
    assert kinds["properties"]["kind"]["enum"] == [str(kind) for kind in Kind]
    assert kinds["properties"]["urgency"]["enum"] == [str(urgency) for urgency in Urgency]
