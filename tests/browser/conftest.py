"""The browser and the stand-in edge, started once a file; a fresh visit for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.edge import Edge
from tests.browser.visit import CHROMIUM, FLAGS, Visit


@pytest.fixture(scope="module")
def edge() -> Iterator[Edge]:
    running = Edge()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "these tests need Debian's chromium: apt-get install chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, edge: Edge) -> Iterator[Visit]:
    edge.reset()
    made = Visit(chromium, edge)
    yield made
    made.close()
