"""The page on small screens, with large letters, in all colours, with a screen reader and on paper."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.paths import ROOT
from tests.browser.edge import Edge
from tests.browser.states import LOOKS, SEEN, reach
from tests.browser.visit import Visit, say

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCREENS = ROOT / "results" / "screens"
RUN = ROOT / "results" / "accessibility.json"
TOO_SMALL = """() => [
    ...document.querySelectorAll('button, summary, a:not(.number):not(.govuk-skip-link):not(.govuk-error-summary a)')]
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height > 1 && (box.height < 43.5 || box.width < 43.5))
    .map(([text]) => text)"""


@pytest.fixture(scope="module")
def found() -> Any:
    """What axe found in each state; written for the accessibility page when every state was looked at."""
    kept: dict[str, int] = {}
    yield kept
    if len(kept) == len(SEEN):
        RUN.parent.mkdir(exist_ok=True)
        run = {"tested": date.today().isoformat(), "states": len(kept), "violations": sum(kept.values())}  # noqa: DTZ011
        RUN.write_text(json.dumps(run), encoding="utf-8")


@pytest.mark.parametrize(("state", "look"), SEEN)
def test_axe_finds_nothing(chromium: Browser, edge: Edge, found: dict[str, int], state: str, look: str) -> None:
    # axe is run as a script of the test's own, which the page's policy would rightly refuse
    scripts = look != "no-script"
    made, page = reach(chromium, edge, state, **LOOKS[look], bypass_csp=True)
    if not scripts:
        # axe needs a script: what stands there without one is read in a page that has them
        whole = page.content()
        made.context.close()
        made, page = reach(chromium, edge, "start", bypass_csp=True)
        page.route(f"{edge.url}/", lambda route: route.fulfill(
            body=re.sub(r"<script[^>]*></script>", "", whole), content_type="text/html"))
        page.goto(edge.url)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = !one.closest('.bar'); })")
    if page.locator(".composer").count() and look != "zoomed":
        whole(page)  # a box that sticks to the bottom covers what lies below it; scrolled to, nothing is covered
    results = Axe().run(page, options=RULES)
    faults = [
        (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"][:200])
        for one in results.response["violations"]
    ]
    found[f"{state} {look}"] = len(faults)
    width = (page.viewport_size or {})["width"]
    over = page.evaluate("document.documentElement.scrollWidth") - width
    small = page.evaluate(TOO_SMALL)
    made.close()
    assert faults == []
    assert over <= 0, "runs over the edge"
    assert small == [], "too small to hit"


def whole(page: Page) -> None:
    """Make the window as high as the page: what sticks to its edges covers nothing then."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": (page.viewport_size or {})["width"], "height": height + 200})
    page.evaluate("window.scrollTo(0, 0)")


@pytest.mark.parametrize("look", ["phone", "dark", "desktop", "desktop-dark"])
def test_each_main_state_is_pictured_to_be_looked_at(chromium: Browser, edge: Edge, look: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    scheme = {"color_scheme": "dark"} if look.endswith("dark") else {}
    for state in ("start", "concern", "check", "escalation", "young", "outcome", "paper", "languages"):
        made, page = reach(chromium, edge, state, **{**LOOKS[look.split("-")[0]], **scheme})
        path = SCREENS / f"{state}-{look}.png"
        page.screenshot(path=path)
        whole(page)
        page.screenshot(path=SCREENS / f"{state}-{look}-whole.png")
        made.close()
        assert path.stat().st_size > 5_000, "a picture with something on it"


def test_the_numbers_and_the_way_out_stay_in_sight(visit: Visit) -> None:
    page = visit.page
    say(page, "a worry")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("link", name="In danger? Ring 999")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this page")).to_be_in_viewport()
    childline = page.locator("#more-numbers").get_by_role("link", name=re.compile("Childline"))
    expect(childline).to_be_hidden()
    page.locator("#more-numbers summary").click()
    expect(childline).to_be_in_viewport()


def test_large_letters_do_not_run_over_the_edge(visit: Visit) -> None:
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    say(visit.page, "locked")
    expect(visit.page.locator(".card")).to_have_count(1)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(visit.page.get_by_role("link", name="Leave this page")).to_be_in_viewport()
    expect(visit.page.get_by_role("link", name="Ring 999 now")).to_be_in_viewport(ratio=1)


def test_right_to_left_does_not_run_over_the_edge(visit: Visit) -> None:
    visit.page.evaluate("document.documentElement.dir = 'rtl'")
    say(visit.page, "a worry")
    expect(visit.page.locator(".card")).to_have_count(1)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_answer_is_spoken_once(visit: Visit) -> None:
    say(visit.page, "a worry")
    expect(visit.page.locator(".card")).to_have_count(1)
    expect(visit.page.locator("#log")).to_have_attribute("aria-live", "polite")
    say(visit.page, "locked")
    expect(visit.page.locator("[role=alert]")).to_have_count(1)
    expect(visit.page.locator("#log")).to_have_attribute("aria-live", "off")


def test_paper_holds_the_answer_and_not_the_persons_words(visit: Visit) -> None:
    say(visit.page, "consent")
    expect(visit.page.locator(".card")).to_have_count(1)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".card")).to_be_visible()
    for hidden in (".mine", "#bar", "#composer", ".intro", ".helped"):
        expect(visit.page.locator(hidden)).to_be_hidden()
