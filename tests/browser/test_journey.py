"""A whole journey, worry to paper: by keyboard alone, without a script, and with the same answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.edge import CARDS, Edge
from tests.browser.visit import NUMBERS, Visit, hrefs, say

pytestmark = pytest.mark.browser


def on_screen(page: Page) -> str:
    """The words of the last card, once the sheet has come: before it, hidden words are run into their neighbours."""
    page.wait_for_load_state("load")
    return re.sub(r"\s+", " ", page.locator(".card").last.inner_text())


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until this has the focus: what cannot be reached by keyboard fails here."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement && document.activeElement.matches(one)", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


def by_keyboard(page: Page) -> list[str]:
    """Worry, a question answered, the paper opened: nothing but keys. Returns what each card said."""
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Leave this page")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "#message") if not page.locator("#message").evaluate("one => one === document.activeElement") else None
    page.keyboard.type("a worry")
    tab_to(page, ".send")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("You are not overreacting")
    shown = [on_screen(page)]
    page.locator(".card").last.locator("h2").focus()
    tab_to(page, ".question input[type=radio]")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    tab_to(page, ".question .govuk-button")
    page.keyboard.press("Enter")
    expect(page.locator(".card").last).to_contain_text("Here is what I have understood")
    shown.append(on_screen(page))
    tab_to(page, ".card:last-of-type .keeping button")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", name="Your notes from today")).to_be_visible()
    opened.value.wait_for_load_state("load")
    shown.append(re.sub(r"\s+", " ", opened.value.locator(".paper").inner_text()))
    return shown


def test_the_whole_journey_by_keyboard_and_without_a_script_gives_the_same_answers(
    chromium: Browser, edge: Edge,
) -> None:
    edge.reset()
    shown = []
    for script in (True, False):
        made = Visit(chromium, edge, java_script_enabled=script)
        shown.append(by_keyboard(made.page))
        made.close()
    with_script, without = shown
    assert with_script[:2] == without[:2]
    # the button needs a script; a tab that a page opens may have one where the page has none
    assert [one[2].replace("Print this page ", "") for one in shown] == [without[2].replace("Print this page ", "")] * 2
    assert [got.text for got in edge.seen] == ["a worry", "I can stop it"] * 2


@pytest.fixture
def plain(chromium: Browser, edge: Edge) -> Iterator[Visit]:
    edge.reset()
    made = Visit(chromium, edge, java_script_enabled=False)
    yield made
    made.close()


def send(page: Page, text: str) -> None:
    page.fill("#message", text)
    page.get_by_role("button", name="Send").click()


def test_without_a_script_only_the_current_answer_is_shown(plain: Visit) -> None:
    page = plain.page
    send(page, "a worry")
    send(page, "the door is locked")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("link", name="Ring 999 now")).to_be_visible()
    expect(page.locator(".mine")).to_have_count(0)
    assert "the door is locked" not in page.content()
    shown = set(hrefs(page, ".card"))
    assert {f"tel:{number}" for number in NUMBERS} <= shown


def test_without_a_script_a_sign_is_taken_back_and_an_empty_box_told(plain: Visit, edge: Edge) -> None:
    page = plain.page
    send(page, "a worry")
    page.get_by_role("button", name="Remove: secret games").click()
    expect(page.locator(".card")).to_have_count(1)
    assert edge.seen[-1].text == "Remove: secret games"
    send(page, " ")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Type a few words first.")
    expect(page.locator(".card")).to_have_count(1)


def test_without_a_script_the_role_stays_and_can_be_changed(plain: Visit, edge: Edge) -> None:
    page = plain.page
    page.get_by_label("I work with children").check()
    send(page, "a worry")
    send(page, "more")
    page.locator("summary", has_text="Change who you are").click()
    expect(page.get_by_label("I work with children")).to_be_checked()
    page.get_by_label("I am a child or young person").check()
    send(page, "again")
    assert [str(got.role) for got in edge.seen] == ["professional", "professional", "young_person"]


def test_a_professional_gets_a_record_to_fill_in_and_a_parent_does_not(visit: Visit) -> None:
    for role, wanted in (("I work with children", 1), ("I am a parent, carer or family", 0)):
        visit.page.reload()
        visit.page.get_by_label(role).check()
        say(visit.page, "consent")
        with visit.context.expect_page() as opened:
            visit.page.get_by_role("button", name="Print or save this answer").click()
        paper = opened.value
        expect(paper.get_by_role("heading", name="Your notes from today")).to_be_visible()
        expect(paper.get_by_role("heading", name="Observation record")).to_have_count(wanted)
        expect(paper.get_by_text("Do you share this phone, computer or printer?")).to_be_visible()
        expect(paper.locator("td")).to_have_text([""] * 9 if wanted else [])
        paper.close()


def test_every_part_of_the_card_is_on_the_paper(visit: Visit) -> None:
    say(visit.page, "i can stop it")
    with visit.context.expect_page() as opened:
        visit.page.get_by_role("button", name="Print or save this answer").click()
    paper = opened.value.locator(".paper")
    card = CARDS["cards"]["outcome"]
    for line in (*card["steps"], *card["avoid"], *card["closing"], card["reason"], "0345 045 5203", "secret games"):
        expect(paper).to_contain_text(line)
    expect(paper).not_to_contain_text("Tap anything")  # there is nothing to tap on paper
    opened.value.emulate_media(media="print")
    for hidden in ("#bar", ".foot", ".screen-only"):
        expect(opened.value.locator(hidden)).to_be_hidden()
