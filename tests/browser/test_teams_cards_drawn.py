"""The Teams cards against the published schemas, and drawn by Microsoft's own renderer with Teams' own look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft6Validator
from playwright.sync_api import Browser, Page

from bot.paths import ROOT
from tests.channels.teams.samples import samples

TOOLS = ROOT / ".tools" / "teams"  # scripts/teams.sh fetches it
PICTURES = ROOT / "results" / "teams"
SAMPLES = samples()
ALIKE = [n for n in SAMPLES if n.startswith(("canned_", "escalation_"))]
DRAW = """([card, host]) => {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(host);
  drawn.parse(card, context);
  const faults = [];
  for (let i = 0; i < context.eventCount; i++) faults.push(context.getEventAt(i).message);
  for (const failure of drawn.validateProperties().validationEvents) faults.push(failure.message);
  window.opened = [];
  drawn.onExecuteAction = pressed => pressed.url ? window.opened.push(pressed.url) : window.sent = pressed.data;
  const colours = host.containerStyles.default.foregroundColors.default;
  document.body.style.color = AdaptiveCards.stringToCssColor(colours.default);
  document.body.style.background = host.containerStyles.default.backgroundColor;
  document.getElementById('card').replaceChildren(drawn.render());
  return faults;
}"""
PAGE = """<!doctype html><html lang="en"><title>card</title><style>
  body { margin: 0; padding: 12px } #card { border: 1px solid #ccc; border-radius: 6px }
  .ac-pushButton { padding: 6px 14px; border: 1px solid #888; border-radius: 4px; background: transparent;
    color: inherit; font: 600 14px sans-serif; margin: 2px; max-width: 100% }
  p { margin: 0 } ul { box-sizing: border-box; margin: 0; padding-left: 20px }
</style><main id="card"></main>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    assert TOOLS.is_dir(), "these tests need the schemas and the renderer: bash scripts/teams.sh"
    PICTURES.mkdir(parents=True, exist_ok=True)
    made = chromium.new_context(viewport={"width": 640, "height": 900}).new_page()
    made.set_content(PAGE)
    for script in ("markdown-it/dist/markdown-it.min.js", "adaptivecards/dist/adaptivecards.min.js"):
        made.add_script_tag(path=TOOLS / script)
    yield made
    made.context.close()


def card(name: str) -> dict[str, Any]:
    content: dict[str, Any] = SAMPLES[name]["attachments"][0]["content"]
    return content


def host(look: str) -> dict[str, Any]:
    """Teams' own look: light, dark."""
    file = TOOLS / f"adaptivecards-designer/lib/hostConfigs/microsoft-teams-{look}.json"
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


@pytest.mark.browser
@pytest.mark.parametrize("name", SAMPLES)
def test_the_card_fits_the_published_schema_of_adaptive_cards_1_5(name: str) -> None:
    schema = json.loads((TOOLS / "cards/adaptive_cards/schemas/schema-1.5.json").read_text(encoding="utf-8"))
    content = {part: value for part, value in card(name).items() if part != "msteams"}  # Teams' own addition to it
    assert [error.message for error in Draft6Validator(schema).iter_errors(content)] == []


@pytest.mark.browser
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_card_is_drawn_without_a_fault_and_nothing_is_cut_off(page: Page, name: str, look: str) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    assert page.evaluate(DRAW, [card(name), host(look)]) == []
    page.locator("#card").screenshot(path=PICTURES / f"{name}-{look}.png")
    _nothing_is_cut_off(page)


@pytest.mark.browser
@pytest.mark.parametrize("name", ALIKE)
def test_the_card_fits_a_telephone(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(DRAW, [card(name), host("light")]) == []
    page.locator("#card").screenshot(path=PICTURES / f"{name}-telephone.png")
    _nothing_is_cut_off(page)


def _nothing_is_cut_off(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    hidden = """all => all.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow === 'hidden')
      .map(e => e.textContent)"""
    assert page.eval_on_selector_all(".ac-textBlock, .ac-actionSet", hidden) == []


@pytest.mark.browser
def test_a_number_is_a_telephone_link_and_a_choice_is_a_button(page: Page) -> None:
    assert page.evaluate(DRAW, [card("escalation_default_1"), host("light")]) == []
    page.get_by_title("on 01733 234724").click()
    page.get_by_role("link", name="Ring 999").click()
    assert page.evaluate("window.opened") == ["tel:01733234724", "tel:999"]
    assert page.get_by_role("img").get_attribute("alt") == "Warning sign"
    assert page.evaluate(DRAW, [card("escalation_default_2"), host("light")]) == []
    page.get_by_role("button", name="I cannot ring").click()
    assert page.evaluate("window.sent")["say"] == "I cannot ring"
