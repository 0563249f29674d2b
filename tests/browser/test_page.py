"""The conversation on the page, in a real browser, against canned answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.edge import CARDS, Edge
from tests.browser.visit import Visit, hrefs, say

pytestmark = pytest.mark.browser


def test_the_page_asks_nobody_else_stores_nothing_and_has_no_complaint(visit: Visit, edge: Edge) -> None:
    for text in ("a worry", "locked", "consent", "text", "partial", "my cousin"):
        say(visit.page, text)
    expect(visit.page.locator(".card")).to_have_count(6)
    assert [url for url in visit.requests if not url.startswith(edge.url)] == []
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert visit.complaints == []


def test_enter_sends_and_shift_enter_starts_a_line(visit: Visit, edge: Edge) -> None:
    visit.page.fill("#message", "one")
    visit.page.press("#message", "Shift+Enter")
    visit.page.keyboard.type("two")
    assert edge.seen == []
    visit.page.press("#message", "Enter")
    expect(visit.page.locator(".card")).to_have_count(1)
    (body,) = edge.seen
    assert body["message"] == "one\ntwo"
    assert set(body["metadata"]) == {"message_id"}
    assert len(body["sender"]) > 20
    expect(visit.page.locator("#message")).to_have_value("")


def test_nothing_is_sent_from_an_empty_box(visit: Visit, edge: Edge) -> None:
    say(visit.page, "   ")
    expect(visit.page.locator("#counter-said")).to_have_text("Type a few words first.")
    assert edge.seen == []


def test_a_role_goes_with_every_later_message_and_can_be_changed(visit: Visit, edge: Edge) -> None:
    page = visit.page
    page.get_by_role("button", name="I am a parent, carer or family").click()
    expect(page.locator("#role-said")).to_have_text("You told me that you are a parent, carer or family.")
    say(page, "first")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("button", name="Change").click()
    expect(page.locator('[data-role="parent"]')).to_be_focused()
    page.get_by_role("button", name="Skip").click()
    say(page, "second")
    expect(page.locator(".card")).to_have_count(2)
    assert [body["metadata"]["role"] for body in edge.seen] == ["parent", "unknown"]
    assert len({body["metadata"]["message_id"] for body in edge.seen}) == 2
    assert len({body["sender"] for body in edge.seen}) == 1


def test_a_reload_is_a_new_person(visit: Visit, edge: Edge) -> None:
    for _ in range(2):
        say(visit.page, "a worry")
        expect(visit.page.locator(".card")).to_have_count(1)
        visit.page.reload()
        expect(visit.page.locator(".card")).to_have_count(0)
    assert len({body["sender"] for body in edge.seen}) == 2


def test_two_messages_in_a_hurry_are_both_sent(visit: Visit, edge: Edge) -> None:
    say(visit.page, "hes here")
    say(visit.page, "locked")
    expect(visit.page.locator(".card")).to_have_count(2)
    assert sorted(body["message"] for body in edge.seen) == ["hes here", "locked"]


def test_a_concern_is_drawn_from_the_card(visit: Visit) -> None:
    say(visit.page, "a worry")
    card = visit.page.locator(".card")
    headings = ["Do now", "Who to ring", "Please do not", "Write down", "What I have understood"]
    expect(card.locator("h3")).to_have_text(headings)
    expect(card.locator(".opening")).to_contain_text("You are not overreacting.")
    expect(card.locator(".closing")).to_have_text(CARDS["cards"]["concern"]["closing"])
    expect(card.get_by_role("group")).to_contain_text("Where this comes from")
    assert {"tel:01733234724", "tel:03450455203", "tel:01733864180"} <= set(hrefs(visit.page, ".contacts"))
    expect(card.locator(".small")).to_have_text("Numbers checked on 23 November 2026")
    expect(card.locator(".helped")).to_have_count(0)  # a question is open: not yet an outcome


def test_pressing_a_sign_takes_it_back(visit: Visit, edge: Edge) -> None:
    say(visit.page, "a worry")
    visit.page.get_by_role("button", name="Remove: secret games").click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1]["message"] == "Remove: secret games"


def test_an_answered_question_cannot_be_answered_again(visit: Visit, edge: Edge) -> None:
    say(visit.page, "a worry")
    visit.page.get_by_role("button", name="I can stop it").click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1]["message"] == "I can stop it"
    assert visit.page.locator(".card").nth(0).locator(".choice:not([disabled])").count() == 0
    assert visit.page.locator(".card").nth(1).locator(".choice:not([disabled])").count() == 4


def test_an_emergency_leads_with_a_link_that_rings_and_takes_the_focus(visit: Visit) -> None:
    page = visit.page
    say(page, "the door is locked")
    heading = page.get_by_role("heading", name="Ring 999 now")
    expect(heading).to_be_focused()
    expect(heading.locator("a")).to_have_attribute("href", "tel:999")
    expect(page.locator("[role=alert]")).to_have_count(1)
    expect(page.locator(".alarm .opening")).to_have_text("Say who is in danger and give the address.")
    numbers = page.locator(".kind-escalation .contacts .contact-number")
    assert numbers.all_inner_texts() == ["01733 234724", "0345 045 5203", "01733 864180", "0800 1111"]
    top = heading.evaluate("one => one.getBoundingClientRect().top")
    assert 0 < top < 200


def test_after_ringing_nobody_is_told_to_ring_now(visit: Visit) -> None:
    say(visit.page, "locked")
    visit.page.get_by_role("button", name="Yes, help is coming").click()
    expect(visit.page.get_by_role("heading", name="If it gets worse, ring 999")).to_be_focused()


def test_a_child_sees_childline_and_the_rest_is_folded(visit: Visit, edge: Edge) -> None:
    page = visit.page
    say(page, "my cousin")
    expect(page.get_by_role("link", name="Childline 0800 1111")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Peterborough children's"))).to_be_hidden()
    page.locator("summary", has_text="Other numbers").click()
    expect(page.get_by_role("link", name=re.compile("Peterborough children's"))).to_be_visible()
    expect(page.get_by_text("Did this help?")).to_have_count(0)
    page.get_by_role("button", name="What will Childline ask me?").click()
    expect(page.locator(".card")).to_have_count(2)
    assert edge.seen[-1]["message"] == "What will Childline ask me?"


@pytest.mark.parametrize(("button", "said"), [("Yes", "Yes, this helped"), ("No", "No, this did not help")])
def test_an_answer_asks_once_whether_it_helped(visit: Visit, edge: Edge, button: str, said: str) -> None:
    say(visit.page, "consent")
    visit.page.locator(".helped").get_by_role("button", name=button, exact=True).click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1]["message"] == said
    assert visit.page.locator(".helped").first.locator(".choice:not([disabled])").count() == 0


def test_text_without_a_card_is_shown_as_text_and_never_as_markup(visit: Visit) -> None:
    say(visit.page, "text")
    card = visit.page.locator(".card")
    expect(card).to_contain_text("First line <b>here</b>.")
    expect(card.locator("b, img")).to_have_count(0)
    assert hrefs(visit.page, ".card") == ["tel:01733864180"]
    expect(card.get_by_role("button", name="Go on")).to_be_visible()


def test_a_card_with_a_missing_field_falls_back_to_the_text_and_keeps_its_numbers(visit: Visit) -> None:
    say(visit.page, "partial")
    expect(visit.page.locator(".card")).to_contain_text("You are right to ask.")
    assert len(visit.page.locator(".card .contact").all()) == 3


def test_the_counter_speaks_up_near_the_limit_and_lets_long_words_through(visit: Visit, edge: Edge) -> None:
    counter = visit.page.locator("#counter")
    visit.page.fill("#message", "a" * 1700)
    expect(counter).to_be_empty()
    visit.page.fill("#message", "a" * 1900)
    expect(counter).to_have_text("100 characters left")
    visit.page.fill("#message", "a" * 2010)
    expect(counter).to_contain_text("10 over the limit")
    visit.page.press("#message", "Enter")
    expect(visit.page.locator(".card")).to_have_count(1)
    assert len(edge.seen[0]["message"]) == 2010, "what is too long is still read for danger"


@pytest.mark.parametrize("how", ["click", "shift"])
def test_leaving_clears_the_page_and_back_does_not_return_to_it(visit: Visit, how: str) -> None:
    page = visit.page
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather", content_type="text/html"))
    say(page, "a worry")
    expect(page.locator(".card")).to_have_count(1)
    if how == "click":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert "127.0.0.1" not in page.url


def test_capital_letters_do_not_leave_the_page(visit: Visit) -> None:
    visit.page.focus("#message")
    for letter in "ABCDE":
        visit.page.keyboard.press(f"Shift+{letter}")
    expect(visit.page.locator("#message")).to_have_value("ABCDE")
