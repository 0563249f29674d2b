"""`python bench/page.py`: weight of the first page and time to its first paint, on Fast 3G, processor 4 times slower.

Run on demand, not with `make bench`: it needs Debian's chromium, and nothing of the models.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright

from tests.browser.edge import Edge
from tests.browser.visit import CHROMIUM, FLAGS

MOST_BYTES = 250_000            # before compression, everything that the first page loads
MOST_SECONDS = 2.0              # first contentful paint
FAST_3G = {"offline": False, "latency": 562.5, "downloadThroughput": 1_440_000 / 8, "uploadThroughput": 675_000 / 8}
SLOWER = 4
VISITS = 5
PAINT = "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"


def visit(browser: Browser, url: str) -> tuple[int, float]:
    """(bytes before compression, seconds to the first contentful paint) of one first visit."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    wire: Any = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", FAST_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="networkidle")
    page.wait_for_function(PAINT)
    paint = page.evaluate(PAINT) / 1000
    context.close()
    return sum(sizes), paint


def main() -> int:
    """1 when the page is heavier or slower than it may be."""
    edge = Edge()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = [visit(browser, edge.url) for _ in range(VISITS)]
        browser.close()
    edge.stop()
    weight, paint = found[0][0], statistics.median(seconds for _, seconds in found)
    print(f"page weight, kB        {weight / 1000:8.1f}   at most {MOST_BYTES / 1000:g}")
    print(f"first paint, s         {paint:8.2f}   at most {MOST_SECONDS:g}")
    print(f"Median of {VISITS} first visits; Fast 3G, processor {SLOWER} times slower.")
    return 1 if weight > MOST_BYTES or paint > MOST_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
