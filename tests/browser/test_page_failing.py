"""When no answer comes, or no script runs, the numbers are there and no word is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from bot.channels import Outcome
from tests.browser.edge import Edge, message
from tests.browser.visit import NUMBERS, Visit, hrefs, say

pytestmark = pytest.mark.browser


def test_a_failed_answer_shows_the_numbers_and_keeps_the_words(visit: Visit, edge: Edge) -> None:
    edge.refuse = (500, "broken")
    say(visit.page, "a worry")
    expect(visit.page.get_by_role("heading", name="I cannot answer just now")).to_be_visible()
    assert hrefs(visit.page, ".failure") == [f"tel:{number}" for number in NUMBERS]
    expect(visit.page.locator("#message")).to_have_value("a worry")
    assert len(edge.seen) == 2, "one quiet second try"
    edge.reset()
    visit.page.press("#message", "Enter")
    expect(visit.page.locator(".kind-concern")).to_have_count(1)


def test_a_broken_line_is_tried_once_more_as_the_same_message(visit: Visit, edge: Edge) -> None:
    tries: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        tries.append(str(route.request.post_data))
        if len(tries) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    visit.page.route("**/chat", lose_the_first_answer)
    say(visit.page, "a worry")
    expect(visit.page.locator(".kind-concern")).to_have_count(1)
    assert tries[0] == tries[1]


@pytest.mark.parametrize("body", ["", "{}"])
def test_silence_is_a_failure(visit: Visit, edge: Edge, body: str) -> None:
    edge.refuse = (200, body)
    say(visit.page, "a worry")
    expect(visit.page.locator(".failure a[href='tel:999']")).to_be_visible()
    assert len(edge.seen) == 2


def test_a_dropped_connection_shows_the_numbers(visit: Visit) -> None:
    visit.page.route("**/chat", lambda route: route.abort("internetdisconnected"))
    say(visit.page, "a worry")
    expect(visit.page.locator(".failure a[href='tel:999']")).to_be_visible()
    expect(visit.page.locator("#message")).to_have_value("a worry")


def test_words_typed_meanwhile_are_kept_too(visit: Visit) -> None:
    held: list[Route] = []
    visit.page.route("**/chat", lambda route: held.append(route))
    say(visit.page, "first words")
    visit.page.fill("#message", "second words")
    for _ in range(2):
        visit.page.wait_for_timeout(200)
        held.pop().abort()
    expect(visit.page.locator("#message")).to_have_value("first words\nsecond words")


def test_a_slow_answer_shows_the_numbers_while_it_waits(visit: Visit, edge: Edge) -> None:
    page = visit.page
    page.clock.install()
    held: list[Route] = []
    page.route("**/chat", lambda route: held.append(route))
    say(page, "a worry")
    expect(page.locator("#typing")).to_contain_text("Looking that up")
    expect(page.locator(".failure")).to_have_count(0)
    page.clock.run_for(6500)
    expect(page.get_by_role("heading", name="This is taking longer than it should")).to_be_visible()
    assert hrefs(page, ".failure") == [f"tel:{number}" for number in NUMBERS]
    held.pop().continue_()
    expect(page.locator(".kind-concern")).to_have_count(1)
    expect(page.locator(".failure")).to_have_count(0)
    expect(page.locator("#typing")).to_be_empty()


def test_a_hanging_answer_is_given_up_after_two_tries(visit: Visit) -> None:
    page = visit.page
    page.clock.install()
    page.route("**/chat", lambda route: None)
    say(page, "a worry")
    for _ in range(2):
        page.wait_for_timeout(100)
        page.clock.run_for(15500)
    expect(page.get_by_role("heading", name="I cannot answer just now")).to_be_visible()
    expect(page.locator("#message")).to_have_value("a worry")


def test_too_many_messages_are_told_kindly_once_and_keep_the_words(visit: Visit, edge: Edge) -> None:
    edge.answer = lambda incoming: Outcome((message("error"),), "limited_rate", over_limit=True)
    say(visit.page, "a worry")
    expect(visit.page.locator(".card")).to_contain_text("Something of mine is not working")
    assert "tel:999" in hrefs(visit.page, ".card")
    assert len(edge.seen) == 1
    expect(visit.page.locator("#message")).to_have_value("a worry")


@pytest.mark.parametrize(("text", "said"), [("x" * 70_000, "That message is too big")])
def test_a_refusal_is_told_kindly_with_the_numbers(visit: Visit, text: str, said: str) -> None:
    say(visit.page, text)
    expect(visit.page.locator(".card")).to_contain_text(said)
    assert "tel:999" in hrefs(visit.page, ".card")


def test_a_script_that_does_not_load_leaves_a_chat_that_works(chromium: Browser, edge: Edge) -> None:
    edge.reset()
    made = Visit(chromium, edge)
    made.page.route("**/static/live.js", lambda route: route.abort())
    made.page.reload()
    made.page.fill("#message", "locked")
    made.page.get_by_role("button", name="Send").click()
    expect(made.page.get_by_role("link", name="Ring 999 now")).to_be_visible()
    made.close()
