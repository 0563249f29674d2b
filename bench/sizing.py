"""What was measured, and how many machines it means: the tables in deploy/README.md, from results/load.json.

`python bench/sizing.py` prints them; `--write` puts them into deploy/README.md. No figure is invented: without a
measured run there is no table, and what is assumed is said.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS, README = ROOT / "results" / "load.json", ROOT / "deploy" / "README.md"
BEGIN, END = "<!-- sizing: made by bench/sizing.py -->", "<!-- end of sizing -->"
USERS = (1_000, 10_000, 100_000, 1_000_000)  # a month

# Assumptions. Nobody has measured these people yet: change them to what your own log shows.
CONVERSATIONS, TURNS = 1.5, 10.0  # a user has in a month; a conversation has (the log's mean says)
DAY = 1.5 / 30.4                  # share of a month in its busiest day
HOUR = 0.12                       # share of that day in its busiest hour
BURST = 3.0                       # the busiest minute beside the mean of that hour (the evening news)
FULL = 0.5                        # of saturation at most, so that p95 stays and one of several may fail
LOG_MONTHS = 12
POOL, STORES = 4, 3               # connections that each store of an edge keeps; an engine has one store


def rows(found: dict[str, Any]) -> list[list[str]]:
    """One row for each number of users; raises KeyError for a run that lacks a figure."""
    busy = found["service"]["saturation"]
    edge, engine = (busy[f"{part}: CPU ms a turn"] / 1000 for part in ("edge", "engine"))
    table = []
    for users in USERS:
        turns = users * CONVERSATIONS * TURNS
        peak = turns * DAY * HOUR / 3600 * BURST
        # One edge and one engine use one core each at most: Python's lock, and one loop.
        edges, engines = (max(2, math.ceil(peak * cost / FULL)) for cost in (edge, engine))
        cores = math.ceil(peak * (edge + engine) / FULL)
        memory = edges * busy["edge: PSS, MB"] + engines * busy["engine: PSS, MB"]
        disk = turns * LOG_MONTHS * busy["store, bytes a turn"] / 1e9
        connections = edges * POOL * STORES + engines * POOL
        table.append([f"{users:,}", f"{turns:,.0f}", f"{peak:.2f}", str(edges), str(engines), str(max(2, cores)),
                      f"{memory / 1000:.1f}", f"{disk:.1f}", str(connections)])
    return table


def measured(found: dict[str, Any]) -> str:
    """One row for each load, ours and the stock bot's, and how a late turn compares with an early one."""
    ours, long = found["service"], found["service"]["long"]
    loads = {found["load"]: ours["people"], "as busy as it can be": ours["saturation"]}
    if "stock" in found:
        loads["a stock Rasa bot, as busy as it can be"] = found["stock"]
    head = ["load", "turns/s", "p50, ms", "p95, ms", "errors", "cores used", "memory (PSS), MB"]
    lines = [" | ".join(line) for line in (head, ["---", *["---:"] * (len(head) - 1)])]
    for name, one in loads.items():
        memory = sum(value for what, value in one.items() if what.endswith(": PSS, MB"))
        cells = [f"{one['turns/s']:.1f}", f"{one['p50, ms']:.0f}", f"{one['p95, ms']:.0f}", f"{one['errors']}",
                 f"{one['cores used']:.2f}", f"{memory:.0f}"]
        lines.append(" | ".join([name, *cells]))
    early, late = long["turn 5 p95, ms"], long["turn 200 p95, ms"]
    return "\n".join([
        *(f"| {line} |" for line in lines), "",
        f"One conversation of 200 turns, one client: p95 {early:.0f} ms at turn 5, {late:.0f} ms at turn 200.",
    ])


def text(found: dict[str, Any]) -> str:
    """What was measured, the table of sizes, and its assumptions."""
    head = ["users a month", "turns a month", "turns/s at the worst minute", "edges", "engines", "cores",
            "memory, GB", "store after a year, GB", "connections"]
    lines = [" | ".join(line) for line in (head, ["---:"] * len(head), *rows(found))]
    busy = found["service"]["saturation"]
    return "\n".join([
        measured(found), "", *(f"| {line} |" for line in lines), "",
        f"Measured on {found['cores']} cores{' (a short run)' if found['short'] else ''}, client on the same machine: "
        f"{busy['turns/s']:.0f} turns/s at saturation, {busy['edge: CPU ms a turn']:.0f} ms of processor a turn in the "
        f"edge and {busy['engine: CPU ms a turn']:.0f} ms in the engine, {busy['edge: PSS, MB']:.0f} MB and "
        f"{busy['engine: PSS, MB']:.0f} MB (PSS), {busy['store, bytes a turn']:.0f} bytes of SQLite a turn. The "
        "store's column is an upper bound: what is live goes after 24 hours.", "",
        f"Assumed, not measured: {CONVERSATIONS:g} conversations a user, {TURNS:g} turns each; {100 * DAY:.1f} % of a "
        f"month in its busiest day, {100 * HOUR:.0f} % of that in its busiest hour, {BURST:g} times that in its worst "
        f"minute; loaded to {100 * FULL:.0f} % of saturation; never fewer than two of each. They stand at the head of "
        "`bench/sizing.py`.",
    ])


def main() -> int:
    """2 without a measured run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--write", action="store_true", help="put it into deploy/README.md")
    args = parser.parse_args()
    if not args.results.exists():
        sys.stderr.write("No results: run `make load` first.\n")
        return 2
    made = text(json.loads(args.results.read_text(encoding="utf-8")))
    if not args.write:
        print(made)
        return 0
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
