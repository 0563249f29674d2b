"""The page on small screens, with large letters, in all colours, with a screen reader and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.paths import ROOT
from tests.browser.edge import Edge
from tests.browser.states import ALONE, LOOKS, SEEN, dress, reach
from tests.browser.visit import PHONE, Visit, say

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest, which nobody reads, took more than half of the time
}
SCREENS = ROOT / "results" / "screens"
PICTURED = {
    f"{screen}{'-dark' if scheme == 'dark' else ''}": (LOOKS[screen].get("viewport", PHONE), scheme)
    for screen in ("phone", "desktop") for scheme in ("light", "dark")
}
IN_SIGHT = """() => { const last = document.querySelector('.log > :last-child');
    if (last) last.scrollIntoView({ block: 'start' }); else window.scrollTo(0, 0); }"""  # where a person looks
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


class Standing:
    """The page of the last state: most looks are put on it, so that a state is reached once and not for each look."""

    def __init__(self, browser: Browser, edge: Edge) -> None:
        self._browser, self._edge, self._state = browser, edge, ""
        self._made: Visit | None = None

    def page(self, state: str, look: str) -> Page:
        """The page in this state and look."""
        alone = look in ALONE
        if alone or self._state != state:
            self.close()
            # axe is run as a script of the test's own, which the page's policy would rightly refuse
            opened = LOOKS[look] if alone else {}
            self._made, self._page = reach(self._browser, self._edge, state, **opened, bypass_csp=True)
            self._state = "" if alone else state
        if not alone:
            dress(self._page, **LOOKS[look])
        return self._page

    def close(self) -> None:
        """Close the visit, which asked nobody but us."""
        made, self._made, self._state = self._made, None, ""
        if made:
            made.close()


@pytest.fixture(scope="module")
def standing(chromium: Browser, edge: Edge) -> Iterator[Standing]:
    made = Standing(chromium, edge)
    yield made
    made.close()


def scripted(browser: Browser, edge: Edge, page: Page) -> Page:
    """What stands on a page without a script, in one that has them: axe needs one."""
    whole = re.sub(r"<script[^>]*></script>", "", page.content())
    made, copy = reach(browser, edge, "start", bypass_csp=True)
    copy.route(f"{edge.url}/", lambda route: route.fulfill(body=whole, content_type="text/html"))
    copy.goto(edge.url)
    return made.page


@pytest.mark.parametrize(("state", "look"), SEEN)
def test_axe_finds_nothing(
    chromium: Browser, edge: Edge, standing: Standing, found: dict[str, int], state: str, look: str,
) -> None:
    page = standing.page(state, look)
    if look == "no-script":
        page = scripted(chromium, edge, page)
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
    if look == "no-script":
        page.context.close()
    assert faults == []
    assert over <= 0, "runs over the edge"
    assert small == [], "too small to hit"


def whole(page: Page) -> None:
    """Make the window as high as the page: what sticks to its edges covers nothing then."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": (page.viewport_size or {})["width"], "height": height + 200})
    page.evaluate("window.scrollTo(0, 0)")


@pytest.mark.parametrize("state", ["start", "concern", "check", "escalation", "young", "outcome", "paper", "languages"])
def test_each_main_state_is_pictured_to_be_looked_at(standing: Standing, state: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for look, (viewport, scheme) in PICTURED.items():
        page = standing.page(state, "phone")
        dress(page, viewport, color_scheme=scheme)
        path = SCREENS / f"{state}-{look}.png"
        page.evaluate(IN_SIGHT)
        page.screenshot(path=path)
        whole(page)
        page.screenshot(path=SCREENS / f"{state}-{look}-whole.png")
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
