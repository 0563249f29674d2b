"""`make bench`: start, time per message, memory and training, beside a stock Rasa bot measured in the same run.

The stock bot knows nothing of safeguarding: it shows what Rasa costs as it comes, on the same machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import privacy
import service
import stock
from sample import texts

# What the service must show (issue 2), as upper bounds.
MOST = {
    "train, s": 60.0, "first emergency answer, s": 2.0, "all ready, s": 30.0, "p50, ms": 40.0, "p95, ms": 100.0,
    "memory (PSS), MB": 1000.0, "safe answer after kill -9, s": 1.0, "engine back after kill -9, s": 15.0,
}


def table(ours: dict[str, float], theirs: dict[str, float]) -> str:
    """One line a figure: ours, the stock bot's, how many times less ours is, and the bound."""
    lines = [f"{'':32}{'this':>10}{'stock Rasa':>12}{'ratio':>8}{'at most':>9}"]
    for name, value in ours.items():
        other, bound = theirs.get(name), MOST.get(name)
        ratio = f"{other / value:7.1f}x" if other and value else ""
        verdict = "" if bound is None or value <= bound else "  above"
        cells = (f"{other:.1f}" if other else "", ratio, f"{bound:g}" if bound else "")
        lines.append(f"{name:32}{value:10.1f}{cells[0]:>12}{cells[1]:>8}{cells[2]:>9}{verdict}")
    return "\n".join(lines)


def main() -> int:
    """1 when a figure is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-stock", action="store_true", help="leave the stock bot out")
    parser.add_argument("--no-train", action="store_true", help="leave training out")
    parser.add_argument("--quick", action="store_true", help="40 messages, no kill, no training, no stock bot")
    args = parser.parse_args()
    sample = texts(40 if args.quick else 200)
    ours: dict[str, float] = {}
    if not (args.quick or args.no_train):
        print("==> Training into a folder of its own ...", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            ours["train, s"] = service.train(Path(folder))
    print(f"==> The service, {len(sample)} messages ...", flush=True)
    ours |= service.measure(sample, kill=not args.quick)
    theirs: dict[str, float] = {}
    if not (args.quick or args.no_stock):
        print("==> A stock Rasa bot: rasa init, train, run, the same messages ...", flush=True)
        theirs = stock.measure(sample)
    print(f"\n{table(ours, theirs)}\n")
    if not args.quick:
        print(f"{privacy.table()}\n")
    print(f"{len(sample)} messages, one client, a fresh conversation each; {os.cpu_count()} cores.")
    return 1 if any(ours.get(name, 0) > most for name, most in MOST.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
