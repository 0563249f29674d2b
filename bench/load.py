"""`make load`: many people at once on the running service, everything on and durable, beside a stock Rasa bot.

50 people who think 2 seconds, for 5 minutes; then as many turns a second as it takes, the service and the stock bot by
turns; then turn 200 beside turn 5. The client runs on the same machine and takes its share of the processor. `--short`
takes a minute and leaves the stock bot out. Everything found is written to results/load.json; `bench/sizing.py --write`
puts its tables into deploy/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import service
import sizing
import stock
from crowd import Heard, crowd, long_talks
from measure import command, cpu_seconds, pss_mb, seconds_until, status, tree
from sample import texts

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "results" / "load.json"
FREE = {"SAFEGUARD_LIMIT_PER_SENDER": "100000"}  # one client stands for many
PIECES, WARM = 4, 4.0  # of the busiest load, one bot after the other; seconds before each that do not count
# Issue 8: what must hold on two cores.
P95_MS, TIMES_STOCK, LATE_TO_EARLY = 150.0, 3.0, 1.2


def parts(pid: int) -> dict[str, list[int]]:
    """The processes of the service: edge, engine, and the rest (supervisor, spares)."""
    found: dict[str, list[int]] = {"edge": [], "engine": [], "rest": []}
    for one in tree(pid):
        line = command(one)
        kinds = [] if "--spare" in line else [kind for kind in ("edge", "engine") if f"bot.{kind}" in line]
        name = kinds[0] if kinds else "rest"
        found[name].append(one)
    return found


@dataclass
class Watched:
    """One bot under one load: its port, its processes by part, what was heard so far, and the processor time used."""

    port: int
    pids: dict[str, list[int]]
    heard: Heard = field(default_factory=Heard)
    used: dict[str, float] = field(default_factory=dict)

    def under(self, work: Callable[[int], Heard]) -> Watched:
        """Add what comes of one piece of work."""
        before = {name: sum(map(cpu_seconds, group)) for name, group in self.pids.items()}
        self.heard.add(work(self.port))
        for name, group in self.pids.items():
            self.used[name] = self.used.get(name, 0.0) + sum(map(cpu_seconds, group)) - before[name]
        return self

    def figures(self) -> dict[str, Any]:
        """What was heard, processor time a turn and in all, memory now."""
        found: dict[str, Any] = self.heard.figures()
        found["cores used"] = sum(self.used.values()) / self.heard.seconds
        for name, group in self.pids.items():
            found[f"{name}: CPU ms a turn"] = 1000 * self.used[name] / max(self.heard.turns, 1)
            found[f"{name}: PSS, MB"] = sum(map(pss_mb, group))
        return {**found, "errors by kind": self.heard.errors}


def run(sample: list[str], args: argparse.Namespace) -> dict[str, Any]:
    """All loads: people at the service; then both bots as busy as they can be, by turns; then long conversations.

    By turns, a piece of a minute each: the speed of a machine that others use too changes from minute to minute, and
    so changes for both.
    """
    with ExitStack() as bots:
        port, pid, data = bots.enter_context(service.running(FREE))
        seconds_until(lambda: status(port, "/health/ready") == 200, time.monotonic())
        if not args.short:
            time.sleep(25)  # the spare imports Rasa behind the first people
        crowd(port, sample, 4, 3.0, 0.0)  # what is read at first use
        print(f"==> The service, {args.people} people, {args.seconds:.0f} s ...", flush=True)
        people = Watched(port, parts(pid)).under(lambda at: crowd(at, sample, args.people, args.seconds, args.think))
        found: dict[str, Any] = {"service": {"people": people.figures()}}
        busy = {"service": Watched(port, parts(pid))}
        if not args.no_stock:
            print("==> A stock Rasa bot: rasa init, train, run ...", flush=True)
            other, stocks = bots.enter_context(stock.running())[:2]
            crowd(other, sample, 4, 3.0, 0.0)
            busy["stock"] = Watched(other, {"stock": tree(stocks)})
        print(f"==> As busy as it can be, {args.busy} people without a pause, by turns ...", flush=True)
        before = _bytes(data)
        for _ in range(PIECES):
            for bot in busy.values():
                crowd(bot.port, sample, args.busy, WARM, 0.0)  # the system takes memory from what is idle for a while
                bot.under(lambda at: crowd(at, sample, args.busy, args.busy_seconds / PIECES, 0.0))
        found["service"]["saturation"] = busy["service"].figures()
        turns = busy["service"].heard.turns * (1 + WARM * PIECES / args.busy_seconds)  # those before it are stored too
        stored = (_bytes(data) - before) / max(turns, 1)
        found["service"]["saturation"]["store, bytes a turn"] = stored
        if "stock" in busy:
            found["stock"] = busy["stock"].figures()
        found["service"]["long"] = long_talks(port, sample, args.talks, 200, 5)
    return found


def verdicts(found: dict[str, Any]) -> list[str]:
    """What does not hold."""
    people, busy, long = found["service"]["people"], found["service"]["saturation"], found["service"]["long"]
    errors = sum(part["errors"] for part in (people, busy, long))
    wrong = [f"{errors} errors"] if errors else []
    if people["p95, ms"] > P95_MS:
        wrong.append(f"p95 {people['p95, ms']:.0f} ms is over {P95_MS:.0f}")
    if "stock" in found and busy["turns/s"] < TIMES_STOCK * found["stock"]["turns/s"]:
        wrong.append(f"saturation is under {TIMES_STOCK:g} times the stock bot's")
    if long["ratio"] > LATE_TO_EARLY:
        wrong.append(f"turn 200 takes {long['ratio']:.2f} times turn 5")
    return wrong


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("safeguard.db*"))


def main() -> int:
    """1 when something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a minute, 20 people, no stock bot")
    parser.add_argument("--no-stock", action="store_true")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--think", type=float, default=2.0)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args()
    args.busy, args.busy_seconds, args.talks = 8, 60.0, 20
    if args.short:
        args.people, args.seconds, args.busy_seconds, args.talks, args.no_stock = 20, 10.0, 5.0, 1, True
    sample = texts(200)
    load = f"{args.people} people who think {args.think:g} s, {args.seconds:.0f} s long"
    found = {"cores": os.cpu_count(), "short": args.short, "load": load, **run(sample, args)}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    lines = found["service"] | ({"stock, saturation": found["stock"]} if "stock" in found else {})
    for part, figures in lines.items():
        told = {name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()}
        print(f"{part}: " + ", ".join(f"{name} {value}" for name, value in told.items()))
    print(f"\n{sizing.measured(found)}\n")
    wrong = verdicts(found)
    print("All holds." if not wrong else "Does not hold: " + "; ".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
