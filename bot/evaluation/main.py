"""``safeguard evaluate``: held-out messages against the running service, figure by figure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import clock
from bot.evaluation import kept, personal, plots
from bot.evaluation.cases import Case, export, load
from bot.evaluation.figures import figures, intervals, short_of
from bot.evaluation.judge import Marks
from bot.evaluation.repeat import different, messages
from bot.evaluation.report import report, write_lines
from bot.evaluation.run import judge_all, sender
from bot.evaluation.schema import SETS
from bot.paths import ROOT
from bot.settings import load as settings

OUT = ROOT / "results" / "evaluation"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every figure is reached, 1 when one falls short; with ``--export`` nothing is sent."""
    args = _arguments(arguments)
    cases = {name: rows for name, rows in load().items() if not args.sets or name in args.sets}
    if args.export:
        paths = export(args.export, cases)
        paths += [personal.export(args.export, personal.load())] if _personal(args.sets) else []
        say("\n".join(str(path) for path in paths))
        return 0
    if args.repeat:
        return _repeat(cases, args)
    found, spans = {}, {}
    short = _personal_data() if _personal(args.sets) else []
    for name, rows in cases.items():
        marks = judge_all(rows, sender(args.address), args.workers, not args.no_role)
        report(name, rows, marks, args.show, say)
        write_lines(name, rows, marks, args.out)
        _plots(name, rows, marks, args.out)
        found[name], spans[name] = figures(name, marks), intervals(name, marks)
        short += [f"{name}: {line}" for line in short_of(name, found[name])]
    run = kept.run_of(found, spans, clock.now().date(), not args.no_role)
    moved = kept.changes(kept.read(), run) or ["no change"]
    say("\n".join(["Against the kept run, the largest fall first:", *moved]))
    say("\n".join(["Falls short:", *short]) if short else "Every figure is reached.")
    if args.keep:
        kept.keep(run)
        say(f"Kept as {kept.FILE.name}, and written into {kept.CARD.name}.")
    return 1 if short else 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="safeguard evaluate", description=__doc__)
    every = [*SETS, "pii"]
    parser.add_argument("sets", nargs="*", choices=[[], *every], metavar="set", help=f"{', '.join(every)} (all)")
    parser.add_argument("--address", default=f"http://127.0.0.1:{settings().port}", help="where the service is")
    parser.add_argument("--no-role", action="store_true", help="do not tell the service who is writing")
    parser.add_argument("--workers", type=int, default=2, help="conversations at a time")
    parser.add_argument("--show", type=int, default=0, help="how many wrong cases of a set to name")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="where lines and plots are written")
    parser.add_argument("--keep", action="store_true", help="keep this run in models/, to compare the next with")
    parser.add_argument("--repeat", type=int, default=0, metavar="N", help="send N messages twice: same answer?")
    parser.add_argument("--export", type=Path, metavar="FOLDER", help="write the sets as JSON lines for another scorer")
    args = parser.parse_args(arguments)
    if args.keep and args.sets:
        parser.error("--keep takes all sets: their figures are judged together")
    return args


def _plots(name: str, rows: Sequence[Case], marks: Sequence[Marks], folder: Path) -> None:
    if name == "route":
        plots.route_confusion(marks, [case.row["accept"][0] for case in rows], folder / "route_confusion.png")
    if name == "risk":
        from bot.language.encoder import Encoder
        from bot.safety.assess import Judge
        from bot.safety.judgement import Context

        judge = Judge.load(Encoder.load())
        chances = [judge.assess(case.row["text"], Context()).score or 0.0 for case in rows]
        plots.danger_plots(chances, [case.row["label"] == "immediate" for case in rows], folder)


def _repeat(cases: dict[str, tuple[Case, ...]], args: argparse.Namespace) -> int:
    pairs = messages([case for rows in cases.values() for case in rows], args.repeat)
    wrong = different(pairs, sender(args.address), args.workers)
    say(f"{len(pairs)} messages sent twice: {len(wrong)} were answered differently.")
    return 1 if wrong else 0


def _personal(sets: Sequence[str]) -> bool:
    return not sets or "pii" in sets


def _personal_data() -> list[str]:
    """The scrubber on its set, with no service in between, and what falls short of it."""
    from bot.contacts.directory import Directory
    from bot.privacy.scrub import Scrubber

    scrubber = Scrubber.load(Directory.load().digits())
    found = personal.measure(personal.load(), lambda text: scrubber.scrub(text).text)
    say(f"{'pii':<13}{'  '.join(f'{key} {value:g}' for key, value in found.items())}")
    return [f"pii: {line}" for line in personal.short_of(found)]


def say(line: str) -> None:
    """Print at once, for whoever watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
