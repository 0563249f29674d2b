"""One person at the page in Debian's chromium, and what the page complained about or asked of others."""

from __future__ import annotations

import shutil
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.edge import Edge

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
PHONE = {"width": 360, "height": 740}
NUMBERS = ("999", "03450455203", "01733864180", "01733234724", "08001111")


class Visit:
    """A fresh browser context on the first screen; a small phone unless told otherwise."""

    def __init__(self, browser: Browser, edge: Edge, **context: Any) -> None:
        self.context = browser.new_context(**{"viewport": PHONE, **context})
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.home = edge.url
        self.allowed: tuple[str, ...] = ()
        self.page.goto(edge.url)

    def close(self) -> None:
        """Close the page; whatever it did, it asked nobody but our own host."""
        self.context.close()
        assert [url for url in self.requests if not url.startswith((self.home, "data:", *self.allowed))] == []


def say(page: Page, text: str) -> None:
    """Type and press Enter."""
    page.fill("#message", text)
    page.press("#message", "Enter")


WEATHER = "https://www.bbc.co.uk/weather"


def weather(visit: Visit) -> None:
    """Stand in for the neutral page that leaving goes to."""
    visit.allowed = (WEATHER,)
    visit.page.route(f"{WEATHER}**", lambda route: route.fulfill(body="Weather", content_type="text/html"))


def hrefs(page: Page, within: str) -> list[str]:
    """Where the links of a part of the page lead."""
    found: list[str] = page.eval_on_selector_all(f"{within} a", "all => all.map(one => one.getAttribute('href'))")
    return found
