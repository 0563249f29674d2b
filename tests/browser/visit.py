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
NUMBERS = ("999", "03450455203", "01733864180", "01733234724", "08001111")


class Visit:
    """A fresh browser context on the first screen; a small phone unless told otherwise."""

    def __init__(self, browser: Browser, edge: Edge, **context: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, **context})
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(edge.url)

    def close(self) -> None:
        """Close the page and forget it."""
        self.context.close()


def say(page: Page, text: str) -> None:
    """Type and press Enter."""
    page.fill("#message", text)
    page.press("#message", "Enter")


def hrefs(page: Page, within: str) -> list[str]:
    """Where the links of a part of the page lead."""
    found: list[str] = page.eval_on_selector_all(f"{within} a", "all => all.map(one => one.getAttribute('href'))")
    return found
