"""Every state of the page that accessibility and looks are checked in, and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.edge import Edge
from tests.browser.visit import PHONE, Visit

SAID = {
    "concern": "a worry", "escalation": "locked", "rung": "help is coming", "young": "my cousin", "answer": "consent",
    "check": "unsure", "outcome": "i can stop it", "decline": "recipe", "smalltalk": "hello", "error": "broken",
    "text": "text", "professional": "lead",
}
PLACES = {"privacy": "/privacy", "terms": "/terms", "accessibility": "/accessibility", "languages": "/languages",
          "not-found": "/no/such/page"}
STATES = ("start", *SAID, "problem", "choose", "failure", "paper", *PLACES)
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 568}},
    "zoomed": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},  # 1280 x 1024 at 400 %
    "desktop": {"viewport": {"width": 1280, "height": 860}},
    "no-script": {"java_script_enabled": False},
}
# Every state in light and dark; what could look otherwise in the other looks, in those too.
MAIN = ("start", "concern", "escalation", "outcome", "problem", "paper")
SEEN = [(state, look) for state in STATES for look in LOOKS if look in ("phone", "dark") or state in MAIN]
ALONE = ("zoomed", "no-script")  # looks that a page must be opened with; the others are put on one that stands


def dress(page: Page, viewport: dict[str, int] = PHONE, **media: Any) -> None:
    """Put a look on a page that stands."""
    page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
    page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})


def send(page: Page, text: str) -> None:
    """Type and press the button, with or without a script."""
    page.fill("#message", text)
    page.get_by_role("button", name="Send").click()


def _problem(page: Page) -> Page:
    send(page, " ")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    return page


def _choose(page: Page) -> Page:
    send(page, "a worry")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    return page


def _paper(page: Page) -> Page:
    page.get_by_label("I work with children").check()
    send(page, "i can stop it")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Print or save this answer").click()
    expect(opened.value.locator(".paper")).to_be_visible()
    return opened.value


OTHERS: dict[str, Callable[[Page], Page]] = {"problem": _problem, "choose": _choose, "paper": _paper}


def reach(browser: Browser, edge: Edge, state: str, **look: Any) -> tuple[Visit, Page]:
    """A visit in this state, and the page to look at (the page to keep opens a tab of its own)."""
    edge.reset()
    made = Visit(browser, edge, **look)
    page = made.page
    if state in PLACES:
        page.goto(edge.url + PLACES[state])
    elif state in SAID:
        send(page, SAID[state])
        expect(page.locator(".card")).to_have_count(1)
    elif state == "failure":
        edge.refuse = (500, "broken")
        send(page, "a worry")
        if look.get("java_script_enabled", True):
            expect(page.locator(".failure")).to_be_visible()
    elif state in OTHERS:
        page = OTHERS[state](page)
    return made, page
