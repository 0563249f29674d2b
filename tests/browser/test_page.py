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
    assert all(url.startswith(edge.url) for url in visit.requests)
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert visit.complaints == []


def test_enter_sends_and_shift_enter_starts_a_line(visit: Visit, edge: Edge) -> None:
    visit.page.fill("#message", "one")
    visit.page.press("#message", "Shift+Enter")
    visit.page.keyboard.type("two")
    assert edge.seen == []
    visit.page.press("#message", "Enter")
    expect(visit.page.locator(".card")).to_have_count(1)
    (got,) = edge.seen
    assert got.text.splitlines() == ["one", "two"]
    assert got.endpoint == "web"
    assert len(got.conversation) > 20
    expect(visit.page.locator("#message")).to_have_value("")


def test_nothing_is_sent_from_an_empty_box(visit: Visit, edge: Edge) -> None:
    say(visit.page, "   ")
    expect(visit.page.locator(".govuk-error-summary")).to_contain_text("Type a few words first.")
    expect(visit.page.locator(".govuk-error-summary")).to_be_focused()
    assert edge.seen == []


def test_a_role_goes_with_every_later_message_and_can_be_changed(visit: Visit, edge: Edge) -> None:
    page = visit.page
    page.get_by_label("I am a parent, carer or family").check()
    say(page, "first")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_label("Skip this question").check()
    say(page, "second")
    expect(page.locator(".card")).to_have_count(2)
    assert [str(got.role) for got in edge.seen] == ["parent", "unknown"]
    assert len({got.message_id for got in edge.seen}) == 2
    assert len({got.conversation for got in edge.seen}) == 1


def test_a_reload_is_a_new_person(visit: Visit, edge: Edge) -> None:
    for _ in range(2):
        say(visit.page, "a worry")
        expect(visit.page.locator(".card")).to_have_count(1)
        visit.page.reload()
        expect(visit.page.locator(".card")).to_have_count(0)
    assert len({got.conversation for got in edge.seen}) == 2


def test_two_messages_in_a_hurry_are_both_sent(visit: Visit, edge: Edge) -> None:
    say(visit.page, "hes here")
    say(visit.page, "locked")
    expect(visit.page.locator(".card")).to_have_count(2)
    assert sorted(got.text for got in edge.seen) == ["hes here", "locked"]
    assert len({got.conversation for got in edge.seen}) == 1, "pieces of one worry belong together"


def test_a_concern_is_drawn_from_the_card(visit: Visit) -> None:
    say(visit.page, "a worry")
    card = visit.page.locator(".card")
    headings = ["Do now", "Who to ring", "Please do not", "Write down", "What I have understood"]
    expect(card.locator("h3")).to_have_text(headings)
    expect(card.locator("h2")).to_have_text("Next step: children's social care, today")
    expect(card.locator(".govuk-radios__item")).to_have_count(4)
    expect(card.locator(".question .govuk-hint")).to_have_text(re.compile("Question 1. There are 7 at most"))
    expect(card.locator(".opening")).to_contain_text("You are not overreacting.")
    expect(card.locator(".closing")).to_have_text(CARDS["cards"]["concern"]["closing"])
    expect(card.locator(".sources")).to_contain_text("Where this comes from")
    assert {"tel:01733234724", "tel:03450455203", "tel:01733864180"} <= set(hrefs(visit.page, ".contacts"))
    expect(card.locator(".part-contacts .small")).to_contain_text("Numbers checked on 23 November 2026.")
    expect(card.locator(".helping")).to_have_count(0)  # a question is open: not yet an outcome


def test_pressing_a_sign_takes_it_back(visit: Visit, edge: Edge) -> None:
    say(visit.page, "a worry")
    visit.page.get_by_role("button", name="Remove: secret games").click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1].text == "Remove: secret games"


def test_an_answered_question_cannot_be_answered_again(visit: Visit, edge: Edge) -> None:
    say(visit.page, "a worry")
    visit.page.get_by_label("This week").check()
    visit.page.get_by_role("button", name="Continue").click()
    cards = visit.page.locator(".card")
    expect(cards).to_have_count(2)
    assert edge.seen[-1].text == "This week"
    expect(visit.page.locator(".mine").last).to_contain_text("This week")
    assert cards.nth(0).locator(".question :is(input[type=radio], button):not([disabled])").count() == 0
    assert cards.nth(1).locator(".question input[type=radio]:not([disabled])").count() == 4
    expect(cards.nth(1).locator("h2")).to_be_focused()


def test_continuing_without_a_choice_says_so_where_the_person_is(visit: Visit, edge: Edge) -> None:
    say(visit.page, "a worry")
    visit.page.get_by_role("button", name="Continue").click()
    problem = visit.page.locator(".question .govuk-error-summary")
    expect(problem).to_contain_text("Choose an answer first")
    expect(problem).to_be_focused()
    problem.get_by_role("link").click()
    expect(visit.page.get_by_label("Today or tomorrow")).to_be_focused()
    assert len(edge.seen) == 1


def test_a_question_about_danger_is_answered_by_one_press(visit: Visit, edge: Edge) -> None:
    say(visit.page, "unsure")
    visit.page.locator(".card").get_by_role("button", name="Not sure", exact=True).click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1].text == "Not sure"


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


@pytest.mark.parametrize("size", [(1280, 720), (390, 760)])
def test_nothing_that_sticks_to_the_top_covers_the_emergency(visit: Visit, size: tuple[int, int]) -> None:
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for text in ("a worry", "the door is locked"):
        say(page, text)
    heading = page.get_by_role("heading", name="Ring 999 now")
    expect(heading).to_be_focused()
    bars = "() => [...document.querySelectorAll('#bar, .bar-wide')].map((one) => one.getBoundingClientRect().bottom)"
    assert max(page.evaluate(bars)) < heading.evaluate("one => one.getBoundingClientRect().top")


def test_after_ringing_nobody_is_told_to_ring_now(visit: Visit) -> None:
    say(visit.page, "locked")
    visit.page.get_by_role("button", name="Yes, help is coming").click()
    expect(visit.page.get_by_role("heading", name="If it gets worse, ring 999")).to_be_focused()


def test_a_child_sees_childline_and_the_rest_is_folded(visit: Visit, edge: Edge) -> None:
    page = visit.page
    say(page, "my cousin")
    expect(page.get_by_role("link", name="Childline 0800 1111")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Peterborough children's"))).to_be_hidden()
    page.locator(".card summary", has_text="Other numbers").click()
    expect(page.get_by_role("link", name=re.compile("Peterborough children's"))).to_be_visible()
    expect(page.get_by_text("Did this help?")).to_have_count(0)
    page.get_by_role("button", name="What will Childline ask me?").click()
    expect(page.locator(".card")).to_have_count(2)
    assert edge.seen[-1].text == "What will Childline ask me?"


@pytest.mark.parametrize(("button", "said"), [("Yes", "Yes, this helped"), ("No", "No, this did not help")])
def test_an_answer_asks_once_whether_it_helped(visit: Visit, edge: Edge, button: str, said: str) -> None:
    say(visit.page, "consent")
    visit.page.locator(".helped").get_by_role("button", name=button, exact=True).click()
    expect(visit.page.locator(".card")).to_have_count(2)
    assert edge.seen[-1].text == said
    assert visit.page.locator(".helping").first.locator("button:not([disabled])").count() == 0


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
    assert len(edge.seen[0].text) == 2010, "what is too long is still read for danger"
