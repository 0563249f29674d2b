"""When no answer comes, or no script runs, the numbers are there and no word is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.edge import Edge
from tests.browser.visit import NUMBERS, Visit, hrefs, say

pytestmark = pytest.mark.browser


def test_a_failed_answer_shows_the_numbers_and_keeps_the_words(visit: Visit, edge: Edge) -> None:
    edge.answer = lambda message: (500, "broken")
    say(visit.page, "a worry")
    expect(visit.page.get_by_role("heading", name="I cannot answer just now")).to_be_visible()
    assert hrefs(visit.page, ".failure") == [f"tel:{number}" for number in NUMBERS]
    expect(visit.page.locator("#message")).to_have_value("a worry")
    first, second = edge.seen
    assert first == second, "one quiet second try, with the same message_id"
    edge.reset()
    visit.page.press("#message", "Enter")
    expect(visit.page.locator(".kind-concern")).to_have_count(1)
    assert edge.seen[0] == first, "the same words again are the same message"


@pytest.mark.parametrize("body", [[], "", {}, {"ok": True}])
def test_silence_is_a_failure(visit: Visit, edge: Edge, body: object) -> None:
    edge.answer = lambda message: (200, body)
    say(visit.page, "a worry")
    expect(visit.page.locator(".failure a[href='tel:999']")).to_be_visible()
    assert len(edge.seen) == 2


def test_a_dropped_connection_shows_the_numbers(visit: Visit) -> None:
    visit.page.route("**/webhooks/**", lambda route: route.abort("internetdisconnected"))
    say(visit.page, "a worry")
    expect(visit.page.locator(".failure a[href='tel:999']")).to_be_visible()
    expect(visit.page.locator("#message")).to_have_value("a worry")


def test_words_typed_meanwhile_are_kept_too(visit: Visit) -> None:
    held: list[Route] = []
    visit.page.route("**/webhooks/**", lambda route: held.append(route))
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
    page.route("**/webhooks/**", lambda route: held.append(route))
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
    page.route("**/webhooks/**", lambda route: None)
    say(page, "a worry")
    for _ in range(2):
        page.wait_for_timeout(100)
        page.clock.run_for(15500)
    expect(page.get_by_role("heading", name="I cannot answer just now")).to_be_visible()
    expect(page.locator("#message")).to_have_value("a worry")


@pytest.mark.parametrize(("status", "body", "said"), [
    (429, [{"recipient_id": "x", "text": "Please wait. In danger: 999."}], "Please wait. In danger: 999."),
    (429, {}, "Please wait a minute and try again."),
    (400, {"error": "That was not a message. In danger: 999."}, "That was not a message. In danger: 999."),
    (413, "That was too long.\n- 999\n- Childline: 0800 1111", "That was too long."),
    (404, {}, "I could not take that message as it was."),
])
def test_a_refusal_is_told_kindly_once_and_keeps_the_words(
    visit: Visit, edge: Edge, status: int, body: object, said: str,
) -> None:
    edge.answer = lambda message: (status, body)
    say(visit.page, "a worry")
    card = visit.page.locator(".card")
    expect(card).to_contain_text(said)
    assert "tel:999" in hrefs(visit.page, ".card")
    assert len(edge.seen) == 1
    expect(visit.page.locator("#message")).to_have_value("a worry")


def test_without_a_script_the_numbers_stand_there(chromium: Browser, edge: Edge) -> None:
    made = Visit(chromium, edge, java_script_enabled=False)
    expect(made.page.get_by_role("heading", name="The chat cannot start in this browser")).to_be_visible()
    for number in NUMBERS:
        expect(made.page.locator(f".cannot-start a[href='tel:{number}']")).to_be_visible()
    for hidden in ("#composer", "#roles", "#toggle"):
        expect(made.page.locator(hidden)).to_be_hidden()
    made.close()


def test_a_script_that_does_not_load_leaves_the_numbers_and_no_dead_box(chromium: Browser, edge: Edge) -> None:
    made = Visit(chromium, edge, java_script_enabled=True)
    made.page.route("**/static/main.js", lambda route: route.abort())
    made.page.reload()
    expect(made.page.locator(".cannot-start a[href='tel:999']")).to_be_visible()
    expect(made.page.locator("#composer")).to_be_hidden()
    made.close()
