"""``safeguard evaluate``: held-out messages against the running service, figure by figure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.evaluation import personal
from bot.evaluation.cases import Case, export, load
from bot.evaluation.figures import figures, short_of
from bot.evaluation.judge import Marks
from bot.evaluation.run import judge_all, sender
from bot.evaluation.schema import SETS
from bot.settings import load as settings

Say = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every figure is reached, 1 when one falls short; with ``--export`` nothing is sent."""
    parser = argparse.ArgumentParser(prog="safeguard evaluate", description=__doc__)
    every = [*SETS, "pii"]
    parser.add_argument("sets", nargs="*", choices=[[], *every], metavar="set", help=f"{', '.join(every)} (all)")
    parser.add_argument("--address", default=f"http://127.0.0.1:{settings().port}", help="where the service is")
    parser.add_argument("--no-role", action="store_true", help="do not tell the service who is writing")
    parser.add_argument("--workers", type=int, default=2, help="conversations at a time")
    parser.add_argument("--show", type=int, default=0, help="how many wrong cases of a set to name")
    parser.add_argument("--export", type=Path, metavar="FOLDER", help="write the sets as JSON lines for another scorer")
    args = parser.parse_args(arguments)
    cases = {name: rows for name, rows in load().items() if not args.sets or name in args.sets}
    if args.export:
        paths = export(args.export, cases)
        if _personal(args.sets):
            paths.append(personal.export(args.export, personal.load()))
        say("\n".join(str(path) for path in paths))
        return 0
    short = _personal_data(say) if _personal(args.sets) else []
    for name, rows in cases.items():
        marks = judge_all(rows, sender(args.address), args.workers, not args.no_role)
        report(name, rows, marks, args.show, say)
        short += [f"{name}: {line}" for line in short_of(name, figures(name, marks))]
    say("\n".join(["Falls short:", *short]) if short else "Every figure is reached.")
    return 1 if short else 0


def _personal(sets: Sequence[str]) -> bool:
    return not sets or "pii" in sets


def _personal_data(tell: Say) -> list[str]:
    """The scrubber on its set, with no service in between, and what falls short of it."""
    from bot.contacts.directory import Directory
    from bot.privacy.scrub import Scrubber

    scrubber = Scrubber.load(Directory.load().digits())
    found = personal.measure(personal.load(), lambda text: scrubber.scrub(text).text)
    tell(f"{'pii':<13}{'  '.join(f'{key} {value:g}' for key, value in found.items())}")
    return [f"pii: {line}" for line in personal.short_of(found)]


def report(name: str, cases: Sequence[Case], marks: Sequence[Marks], show: int, tell: Say) -> None:
    """One line of figures, then the first wrong cases by id: their texts stay in the file."""
    line = "  ".join(f"{key} {value:g}" for key, value in figures(name, marks).items())
    seconds = sorted(s for m in marks for s in m.get("seconds", ()))
    if seconds:
        half, most = (1000 * seconds[int(share * len(seconds))] for share in (0.50, 0.95))
        line += f"  p50 {half:.0f} ms  p95 {most:.0f} ms"
    tell(f"{name:<13}{line}")
    wrong = [(c, m) for c, m in zip(cases, marks, strict=True) if not m["ok"]]
    for case, mark in wrong[:show]:
        tell(f"  {case.id} {case.row.get('kind', '')}: {mark.get('error') or mark.get('got') or ''}")


def say(line: str) -> None:
    """Print at once, for whoever watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
