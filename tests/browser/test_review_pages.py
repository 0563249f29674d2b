"""The maintainers' pages in a browser: found and marked by keys, two people, no fault that axe can see, pictures."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.clock import LONDON
from bot.paths import ROOT
from bot.records.marks import agreed
from bot.review.behind import load_likeness, load_sweep
from bot.review.desk import Desk
from bot.review.pages import build
from bot.settings import Settings
from tests.browser.test_journey import tab_to
from tests.browser.test_page_for_everyone import RULES, TOO_SMALL
from tests.review.made_up import bench

pytestmark = pytest.mark.browser
PICTURES = ROOT / "results" / "review"
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=LONDON)
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "desktop-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
PAGES = ("sign-in", "queue", "conversation", "alike", "marks", "dashboard", "acts", "pause")


class Office:
    """The real pages over a made-up log of 300 conversations, in a thread of their own."""

    def __init__(self, folder: Path) -> None:
        self.settings = replace(Settings(), data_dir=folder)
        bench().seed(self.settings.database, 300, NOW.date() - timedelta(days=1))
        self.desk = Desk.make(self.settings)
        self.desk.now = lambda: NOW
        load_sweep(self.desk)
        load_likeness(self.desk)
        assert self.desk.sweep
        assert self.desk.likeness
        self.desk.sweep.run(NOW.date())
        self.desk.drift = self.desk.likeness.drift(NOW.date())
        self._loop, self._ready = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def link(self, who: str = "A Lead", role: str = "safety_lead") -> str:
        return f"{self.url}/sign-in?token={self.desk.stores.desk.link(NOW, who, role)}"

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = web.AppRunner(build(self.desk, loads=False), shutdown_timeout=0.1)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("review"))
    yield made
    made.stop()


def enter(browser: Browser, link: str, **look: Any) -> Page:
    """A browser of somebody's own, signed in."""
    page = browser.new_context(**look).new_page()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="What to look at first")).to_be_visible()
    return page


def key(page: Page, letter: str) -> None:
    """Pressed when the page has come so far that its keys work."""
    expect(page.locator("html.js")).to_be_attached()
    page.keyboard.press(letter)


def test_a_missed_risk_is_found_marked_and_agreed_by_keys_alone(chromium: Browser, office: Office) -> None:
    page = enter(chromium, office.link("An Editor", "editor"))
    key(page, "j")
    expect(page.locator(".item.at")).to_have_count(1)
    key(page, "o")
    expect(page.get_by_role("heading", name="A child may need help now")).to_be_visible()
    expect(page.locator("blockquote")).to_have_count(0)
    key(page, "w")
    expect(page.locator("blockquote").first).to_be_visible()
    flagged = page.locator(".turn-flagged")
    said = flagged.locator("blockquote").inner_text()
    key(page, "u")
    expect(flagged).to_contain_text("Should have been immediate, ")  # and in whose voice
    expect(flagged).to_contain_text("writes (An Editor, editor: waiting)")
    key(page, "t")
    expect(flagged).to_contain_text("Test, as")
    tab_to(page, "input[name=done]", most=120)  # round by way of the footer
    page.keyboard.press("Space")
    tab_to(page, ".done button")
    page.keyboard.press("Enter")
    expect(page.locator("#duty")).to_contain_text("Done: I told the safeguarding lead")
    key(page, "v")
    expect(page.get_by_role("heading", name="What to look at first")).to_be_visible()
    lead = enter(chromium, office.link("A Lead"))
    lead.get_by_role("link", name="Marks").click()
    waiting = lead.locator("section", has_text="Waiting for another person")
    waiting.get_by_role("button", name="I agree").first.click()
    both = [mark for mark in agreed(office.settings.database) if mark.kind == "risk_up"]
    assert {(mark.text, mark.who) for mark in both} == {(said, "An Editor"), (said, "A Lead")}
    for one in (page, lead):
        one.context.close()


def test_near_doubles_are_offered_and_labelled_together(chromium: Browser, office: Office) -> None:
    page = enter(chromium, office.link())
    page.goto(f"{office.url}/?reason=fallback")
    page.locator(".item a").first.click()
    page.locator(".turn-flagged").get_by_role("link", name="Find messages like this").click()
    number = page.locator("input[name=also]").count()
    assert number >= 5, "the made-up log says the same thing many times"
    page.locator("select[name=value]").select_option("help_me_use")
    page.get_by_role("button", name="Label them together").click()
    expect(page.locator(".turn-flagged")).to_contain_text("Relabel as help_me_use")
    marks = office.desk.stores.marks  # one in a conversation that is suspected waits for a second person
    found = [mark for status in ("agreed", "proposed") for mark in marks.with_status(status)]
    assert len([mark for mark in found if mark.value == "help_me_use"]) == number + 1
    page.context.close()


def reach(page: Page, office: Office, name: str) -> None:
    """Go to one of the pages."""
    if name == "conversation":
        page.goto(f"{office.url}/?reason=missed_risk")
        page.locator(".item a").nth(2).click()
    elif name == "alike":
        page.goto(f"{office.url}/?reason=fallback")
        page.locator(".item a").nth(1).click()
        page.locator(".turn-flagged").get_by_role("link", name="Find messages like this").click()
    elif name == "pause":
        page.get_by_role("button", name="Take a break").click()
    elif name == "sign-in":
        page.goto(office.link())
    else:
        page.goto(f"{office.url}/{name if name != 'queue' else ''}")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_each_page_is_pictured(chromium: Browser, office: Office, look: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = enter(chromium, office.link(), bypass_csp=True, **LOOKS[look])
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    faults = []
    for name in PAGES:
        reach(page, office, name)
        page.screenshot(path=PICTURES / f"{name}-{look}.png", full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [(name, one["id"], one["nodes"][0]["html"][:160]) for one in found]
        over = page.evaluate("document.documentElement.scrollWidth") - (page.viewport_size or {})["width"]
        faults += [(name, "runs over the edge", str(over))] if over > 0 else []
        faults += [(name, "too small to hit", text) for text in page.evaluate(TOO_SMALL)]
    page.context.close()
    assert faults == []
    assert complaints == []
