"""The real page on the real service: a parent tonight, somebody in danger, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.edge import Edge
from tests.browser.visit import WEATHER, Visit, hrefs, say, weather
from tests.server.service import WORRY, Shared, shared

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(400)]

DANGER = "hes just come back and locked himself in with her, i can hear her crying, help"
SCREENS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 860}}
ANSWER = 15_000  # ms; the test's machine may be busy


@pytest.fixture
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    found = shared(request, tmp_path_factory)
    found.wait()
    return found


@pytest.fixture(params=SCREENS)
def visit(request: pytest.FixtureRequest, chromium: Browser, service: Shared) -> Iterator[Visit]:
    made = Visit(chromium, cast(Edge, service), viewport=SCREENS[request.param])
    yield made
    made.close()


def cards(page: Page, count: int) -> None:
    """Wait for the answer that makes it so many."""
    expect(page.locator(".card")).to_have_count(count, timeout=ANSWER)


def picture(page: Page, folder: Path, name: str) -> None:
    """What a person sees, and the whole page, to be looked at."""
    width = (page.viewport_size or {})["width"]
    page.screenshot(path=folder / f"{name}-{width}.png")
    page.screenshot(path=folder / f"{name}-{width}-whole.png", full_page=True)


def test_a_parents_worry_gets_numbers_and_goes_on_to_an_outcome(visit: Visit, service: Shared, tmp_path: Path) -> None:
    page = visit.page
    picture(page, tmp_path, "first")
    page.get_by_label("I am a parent, carer or family").check()
    say(page, WORRY)
    cards(page, 1)
    first = page.locator(".card").first
    expect(first).to_have_class(re.compile("kind-concern"))
    expect(first.locator(".opening")).not_to_be_empty()
    assert {"tel:03450455203", "tel:01733864180", "tel:01733234724"} <= set(hrefs(page, ".card .contacts"))
    expect(first.locator(".closing").filter(has_text=re.compile("not a report", re.I))).to_have_count(1)
    expect(first.locator(".question :is(input[type=radio], button)").first).to_be_enabled()
    picture(page, tmp_path, "worry")

    for count in range(2, 10):
        last = page.locator(".card").last
        radios = last.locator(".question input[type=radio]")
        presses = last.locator(".presses.question button")
        if radios.count():
            radios.nth(1).check()
            last.get_by_role("button", name="Continue").click()
        elif presses.count():
            presses.nth(1).click()
        else:
            break
        cards(page, count)
        picture(page, tmp_path, f"question-{count}")
    outcome = page.locator(".card").last
    expect(outcome.locator(".question")).to_have_count(0)
    expect(outcome.get_by_text("Did this help?")).to_be_visible()
    expect(outcome.get_by_role("button", name="Print or save this answer")).to_be_visible()
    shown = outcome.locator("button").all_inner_texts()
    assert len(shown) == len(set(shown)), "nothing is offered twice"
    expect(outcome.get_by_role("button", name=re.compile("^Remove: "))).to_have_count(outcome.locator(".chip").count())
    assert {"tel:03450455203", "tel:01733864180"} <= set(hrefs(page, ".card:last-of-type .contacts"))
    picture(page, tmp_path, "outcome")
    assert visit.complaints == []


def test_danger_in_the_middle_takes_the_focus_and_ends_the_question(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    say(page, WORRY)
    cards(page, 1)
    say(page, DANGER)
    cards(page, 2)
    heading = page.get_by_role("heading", name="Ring 999 now")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(heading.locator("a")).to_have_attribute("href", "tel:999")
    expect(page.locator(".card").first.locator(".question :is(input, button):not([disabled]):visible")).to_have_count(0)
    numbers = set(hrefs(page, ".kind-escalation"))
    assert {"tel:999", "tel:03450455203", "tel:01733864180", "tel:01733234724", "tel:08001111"} <= numbers
    picture(page, tmp_path, "danger")
    page.get_by_role("button", name="I cannot ring").click()
    cards(page, 3)
    expect(page.locator(".card").last).to_contain_text("55")
    picture(page, tmp_path, "cannot-ring")
    assert visit.complaints == []


def test_a_question_is_answered_with_its_source(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    say(page, "what is the maximum sentence for fgm")
    cards(page, 1)
    card = page.locator(".card").first
    expect(card).to_have_class(re.compile("kind-answer"))
    card.locator("summary", has_text="Where this comes from").click()
    expect(card.locator("details", has_text="Where this comes from")).to_contain_text("2021-2023")
    picture(page, tmp_path, "question")
    assert visit.complaints == []


def test_a_child_sees_childline(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.get_by_label("I am a child or young person").check()
    say(page, "my stepdad comes in my room at night and i dont like it, is it my fault")
    cards(page, 1)
    expect(page.locator(".card")).to_contain_text("0800 1111")
    expect(page.locator(".card")).to_contain_text(re.compile("not your fault", re.I))
    picture(page, tmp_path, "child")
    assert visit.complaints == []


def test_the_page_is_left_and_nothing_stands_there_when_coming_back(visit: Visit) -> None:
    page = visit.page
    weather(visit)
    say(page, WORRY)
    cards(page, 1)
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(WEATHER)
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)


def test_deleting_by_words_takes_the_row_away(visit: Visit, service: Shared) -> None:
    page = visit.page
    (before,), = service.rows("SELECT count(*) FROM live_conversations")
    say(page, WORRY)
    cards(page, 1)
    assert service.rows("SELECT count(*) FROM live_conversations") == [(before + 1,)]
    say(page, "delete my conversation")
    cards(page, 2)
    expect(page.locator(".card").last).to_contain_text("I have deleted this conversation")
    assert service.rows("SELECT count(*) FROM live_conversations") == [(before,)]
