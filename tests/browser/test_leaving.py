"""Leaving: everything is gone at once, nothing comes back, and nothing stays in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.edge import Edge
from tests.browser.visit import WEATHER, Visit, say, weather

pytestmark = pytest.mark.browser
SECRET = "You are not overreacting"
FAST = 100  # ms until nothing is left to see
# Milliseconds after the third press, and what is then left to see, told before the browser goes to another page.
TELL = """() => {
  let presses = 0;
  window.addEventListener('keydown', (event) => {
    presses += 1;
    const left = [document.body.childElementCount, document.title.trim()];
    if (presses === 3) gone([performance.now() - event.timeStamp, ...left]);
  });
}"""
LEFT_BEHIND = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await caches.keys()).length, (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def either(chromium: Browser, edge: Edge, request: pytest.FixtureRequest) -> Iterator[Visit]:
    edge.reset()
    made = Visit(chromium, edge, java_script_enabled=request.param)
    weather(made)
    made.page.fill("#message", "a worry")
    made.page.get_by_role("button", name="Send").click()
    expect(made.page.locator(".card")).to_contain_text(SECRET)
    yield made
    made.close()


def test_the_way_out_opens_a_neutral_page_and_back_shows_nothing(either: Visit, edge: Edge) -> None:
    page = either.page
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(WEATHER)
    assert either.context.cookies(edge.url) == []
    for _ in range(3):  # every entry of the history that is left
        page.go_back()
        assert SECRET not in page.content()
        assert page.locator(".card").count() == 0


def test_three_presses_of_shift_clear_the_page_within_a_tenth_of_a_second(visit: Visit) -> None:
    weather(visit)
    say(visit.page, "a worry")
    expect(visit.page.locator(".card")).to_have_count(1)
    assert visit.page.evaluate(LEFT_BEHIND) == [0, 0, "", 0, 0, 0]
    told: list[list[Any]] = []
    visit.page.expose_function("gone", lambda found: told.append(found))
    visit.page.evaluate(TELL)
    for _ in range(3):
        visit.page.keyboard.press("Shift")
    visit.page.wait_for_url(WEATHER)
    (took, left, title), = told
    assert took <= FAST
    assert (left, title) == (0, "")


def test_after_leaving_by_keyboard_nothing_is_left_in_the_browser(visit: Visit, edge: Edge) -> None:
    weather(visit)
    say(visit.page, "a worry")
    expect(visit.page.locator(".card")).to_have_count(1)
    for _ in range(3):
        visit.page.keyboard.press("Shift")
    visit.page.wait_for_url(WEATHER)
    visit.page.go_back()
    assert SECRET not in visit.page.content()
    fresh = visit.context.new_page()
    fresh.goto(edge.url)
    assert fresh.evaluate(LEFT_BEHIND) == [0, 0, "", 0, 0, 0]
    assert SECRET not in fresh.content()


def test_leaving_one_tab_leaves_the_page_to_keep_in_another(visit: Visit) -> None:
    weather(visit)
    visit.context.route(f"{WEATHER}**", lambda route: route.fulfill(body="Weather", content_type="text/html"))
    say(visit.page, "consent")
    with visit.context.expect_page() as opened:
        visit.page.get_by_role("button", name="Print or save this answer").click()
    paper = opened.value
    expect(paper.get_by_role("heading", name="Your notes from today")).to_be_visible()
    visit.page.get_by_role("link", name="Leave this page").click()
    paper.wait_for_url(WEATHER)


def test_a_page_that_nobody_touches_asks_and_then_clears_itself(visit: Visit) -> None:
    page = visit.page
    page.clock.install()
    page.reload()
    say(page, "a worry")
    expect(page.locator(".card")).to_have_count(1)
    page.clock.run_for(18 * 60_000 + 6_000)
    expect(page.get_by_role("heading", name="Are you still there?")).to_be_visible()
    page.get_by_role("button", name="Keep it open").click()
    expect(page.locator(".idle")).to_have_count(0)
    page.clock.run_for(20 * 60_000 + 6_000)
    expect(page.locator(".card")).to_have_count(0)
    expect(page.get_by_role("heading", name="Are you worried about something?")).to_be_visible()


def test_capital_letters_do_not_leave_the_page(visit: Visit) -> None:
    visit.page.focus("#message")
    for letter in "ABCDE":
        visit.page.keyboard.press(f"Shift+{letter}")
    expect(visit.page.locator("#message")).to_have_value("ABCDE")


def test_escape_alone_does_not_leave_the_page(visit: Visit) -> None:
    for _ in range(4):
        visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#message")).to_be_visible()
