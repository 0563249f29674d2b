"""A missed danger, from the log to the answer: found, marked by two people, made a change set, released, and caught.

Everything as its people do it: pages in a browser, commands with their own checks, the running service. No file is
written by hand. Prints the gates and what each part took; pictures, the change set and the gates are in results/review.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot import clock, settings
from bot.changes import main as changes
from bot.releases import main as releases
from bot.shelf import RECORD, SERVING, Shelf
from tests.browser.test_review_pages import PICTURES, enter, key
from tests.browser.visit import CHROMIUM, FLAGS
from tests.review.made_up import bench
from tests.server.maintainers import EDITOR, LEAD, Pages
from tests.server.own import repository, served
from tests.server.service import SLOW_MACHINE, Service, card, until
from tests.server.test_killed import told

pytestmark = [
    pytest.mark.server, pytest.mark.browser, pytest.mark.soak, pytest.mark.timeout(1800),
    # spaCy imports packaging, which calls pyparsing by an old name: nothing that we could change.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

MINUTES = 12.0
# Each in several people's words. The first that the service misses in all its words is mended.
MISSED = (
    ("the piano tutor pays our girl to film clips for him now", "the piano tutor pays her to send pictures now",
     "the piano tutor pays our girl for clips that she films now"),
    ("the caretaker makes the little one film clips for him now",
     "he makes the little one film clips for him after lessons now"),
)


class Clock:
    """What each part took; the parts together may take ``MINUTES``."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self._last, self.whole = capsys, time.monotonic(), 0.0

    def part(self, name: str) -> None:
        took, self._last = time.monotonic() - self._last, time.monotonic()
        self.whole += took
        told(self._capsys, f"{name}: {took:.0f} s")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service of its own: what it serves changes."""
    with served(tmp_path / "service") as made:
        yield made


@pytest.fixture
def root(tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> Path:
    return repository(tmp_path, service, monkeypatch)


@pytest.fixture
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "this test needs Debian's chromium"
    expect.set_options(timeout=60_000)  # a crowded machine: what is promised here is the whole, in minutes
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    expect.set_options(timeout=5_000)


@pytest.fixture
def pages(service: Service, tmp_path: Path) -> Iterator[Pages]:
    bench().seed(settings.load({"SAFEGUARD_DATA_DIR": str(service.data)}).database, 300,
                 clock.today() - timedelta(days=1))
    made = Pages(service, tmp_path)
    yield made
    made.stop()


def caught(service: Service, text: str, sender: str) -> bool:
    """Whether the service escalates this or asks about it."""
    answer = card(service.say(text, sender, role="parent"))
    return answer["kind"] == "escalation" or answer["urgency"] == "check"


def missed(service: Service) -> tuple[str, ...]:
    """The danger that is mended: every way of saying it has been said to the service, and got an ordinary answer."""
    for number, family in enumerate(MISSED):
        if not any(caught(service, text, f"{number} {text[-9:]}") for text in family):
            return family
    raise AssertionError("every danger of MISSED is caught by now: add one that is not")


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"mend-{name}.png", full_page=True)


def found(page: Page, office: Pages, family: tuple[str, ...]) -> None:
    """Find it in the queue among 300 other conversations; the pages score the log behind themselves."""
    today = f"{office.url}/?reason=missed_risk&since={clock.today()}"
    until(lambda: bool(page.goto(today)) and page.locator(".item", has_text=family[0]).count() == 1, "the queue",
          SLOW_MACHINE)
    picture(page, "queue")
    page.locator(".item", has_text=family[0]).get_by_role("link", name="Open").click()
    expect(page.get_by_role("heading", name="A child may need help now")).to_be_visible()


def marked(page: Page, family: tuple[str, ...]) -> None:
    """The editor marks it and its near doubles, wants a story and a test, records what was done, and puts it away."""
    here = page.url
    page.locator(".turn-flagged").get_by_role("link", name="Find messages like this").click()
    until(lambda: bool(page.reload()) and page.locator("input[name=also]").count() > 0, "the encoder",
          SLOW_MACHINE)
    key(page, "w")
    expect(page.locator("blockquote", has_text=family[1])).to_be_visible()
    for box in page.locator(".near li").all():
        if not any(text in box.inner_text() for text in family):
            box.locator("input").uncheck()
    picture(page, "alike")
    key(page, "u")
    flagged = page.locator(".turn-flagged")
    expect(flagged).to_contain_text("Should have been immediate, a parent, carer or relative writes (ann")
    for letter, kind in (("s", "Story"), ("t", "Test")):
        key(page, letter)
        expect(flagged).to_contain_text(f"{kind}, as immediate")
    page.goto(here)
    page.get_by_label("I told the safeguarding lead").check()
    page.get_by_role("button", name="Record what was done").click()
    expect(page.locator("#duty")).to_contain_text("Done: I told the safeguarding lead")
    picture(page, "conversation")
    key(page, "v")
    expect(page.get_by_role("heading", name="What to look at first")).to_be_visible()


def agreed(page: Page, office: Pages) -> int:
    """A safety lead agrees with everything that waits; how many marks that were."""
    page.goto(f"{office.url}/marks?words=shown")
    picture(page, "marks")
    waits = page.get_by_role("button", name="I agree")
    for left in range(number := waits.count(), 0, -1):
        expect(waits).to_have_count(left)
        waits.first.click()
    expect(waits).to_have_count(0)
    page.goto(f"{office.url}/dashboard")
    picture(page, "dashboard")
    return number


def shown(browser: Browser, name: str, text: str) -> None:
    """What a command printed, kept as it is and as a picture."""
    (PICTURES / f"mend-{name}.txt").write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1100, "height": 600})
    page.set_content("<pre></pre>")
    page.locator("pre").evaluate("(one, text) => { one.textContent = text; }", text)
    picture(page, name)
    page.close()


def mended(browser: Browser, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the agreed marks to the data, by the commands."""
    assert changes.main(["make", "--why", "a danger was missed", *EDITOR], root=root) == 0
    printed = capsys.readouterr().out
    assert "Left out" not in printed
    number = re.findall(r"Change set (\d+)", printed)[0]
    assert changes.main(["show", number], root=root) == 0
    change_set = capsys.readouterr().out
    shown(browser, "change-set", change_set)
    for path in ("stories/reviewed.yml", "regression/known.yml", "safety/examples/"):
        assert f"+++ bot/data/{path}" in change_set
    assert changes.main(["apply", number, *LEAD], root=root) == 0, capsys.readouterr().out


def released(browser: Browser, service: Service, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Trained, measured, signed and served, with every gate shown."""
    code = releases.release([*LEAD, "--why", "a danger was missed"], root=root)
    gates = capsys.readouterr().out
    told(capsys, gates)
    shown(browser, "release", gates)
    assert code == 0
    shelf = Shelf(service.data)
    served = shelf.read(SERVING)["number"]
    record: dict[str, Any] = json.loads((shelf.home(served) / RECORD).read_text(encoding="utf-8"))
    assert record["after"]["figures"]["risk"]["caught"] >= record["before"]["figures"]["risk"]["caught"]
    assert record["after"]["figures"]["known"]["ok"] == 1.0


def test_a_missed_danger_is_found_mended_and_caught(
    service: Service, root: Path, pages: Pages, chromium: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = Clock(capsys)
    family = missed(service)
    parts.part(f"told to the service in {len(family)} ways, missed in each")
    editor, lead = (enter(chromium, link, viewport={"width": 1280, "height": 900})
                    for link in (pages.editor(), pages.lead()))
    found(editor, pages, family)
    parts.part("found in the queue")
    marked(editor, family)
    assert agreed(lead, pages) >= 2, "the message, and what was near to it"
    parts.part("marked by two people, with what is near")
    mended(chromium, root, capsys)
    parts.part("made a change set and applied")
    released(chromium, service, root, capsys)
    parts.part("released")
    assert [text for text in family if not caught(service, text, f"again {text[-9:]}")] == []
    parts.part("caught")
    told(capsys, f"{parts.whole / 60:.1f} minutes of machine time in all")
    assert parts.whole < 60 * MINUTES
