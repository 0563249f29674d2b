"""The page by keyboard, on small screens, with large letters, with a screen reader and on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.edge import Edge
from tests.browser.visit import Visit, say

pytestmark = pytest.mark.browser


def test_the_numbers_and_the_way_out_stay_in_sight(visit: Visit) -> None:
    page = visit.page
    say(page, "a worry")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("link", name="In danger? Ring 999")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this page")).to_be_in_viewport()
    childline = page.locator("#numbers").get_by_role("link", name=re.compile("Childline"))
    expect(childline).not_to_be_in_viewport()
    page.get_by_role("button", name="Other numbers").click()
    expect(childline).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Other numbers")).to_be_focused()


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (360, 740), (768, 1024), (1280, 860)])
def test_nothing_runs_over_the_edge_and_everything_can_be_hit(
    chromium: Browser, edge: Edge, size: tuple[int, int],
) -> None:
    edge.reset()
    made = Visit(chromium, edge, viewport={"width": size[0], "height": size[1]})
    for count, text in enumerate(("a worry", "locked", "my cousin", "consent", "x" * 300), start=1):
        say(made.page, text)
        expect(made.page.locator(".card")).to_have_count(count)
    assert made.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    small = made.page.evaluate("""() => [
        ...document.querySelectorAll('button, summary, a:not(.inline-number):not(.skip)')]
        .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5)).map(([text]) => text)""")
    assert small == []
    made.close()


def test_large_letters_do_not_run_over_the_edge(visit: Visit) -> None:
    visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
    say(visit.page, "locked")
    expect(visit.page.locator(".card")).to_have_count(1)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(visit.page.get_by_role("link", name="Leave this page")).to_be_in_viewport()
    expect(visit.page.get_by_role("link", name="Ring 999 now")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", [None, "a worry", "locked", "my cousin", "consent"])
def test_axe_finds_nothing(chromium: Browser, edge: Edge, text: str | None, scheme: str) -> None:
    edge.reset()
    # axe is run as a script of the test's own, which the page's policy would rightly refuse
    made = Visit(chromium, edge, color_scheme=scheme, bypass_csp=True)
    if text:
        say(made.page, text)
        expect(made.page.locator(".card")).to_have_count(1)
        for fold in made.page.locator(".card details").all():
            fold.evaluate("one => { one.open = true; }")
    results = Axe().run(made.page)
    assert [(found["id"], found["nodes"][0]["html"]) for found in results.response["violations"]] == []
    made.close()


def test_the_whole_journey_works_by_keyboard(visit: Visit, edge: Edge) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type("a worry")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    page.locator(".choice").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card").nth(1).locator("h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".card").nth(1).locator("a").first).to_be_focused()
    assert [body["message"] for body in edge.seen] == ["a worry", "Today or tomorrow"]


def test_paper_holds_the_answer_and_not_the_persons_words(visit: Visit) -> None:
    say(visit.page, "consent")
    expect(visit.page.locator(".card")).to_have_count(1)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".card")).to_be_visible()
    for hidden in (".mine", "#bar", "#composer", ".intro", ".helped"):
        expect(visit.page.locator(hidden)).to_be_hidden()
