"""``safeguard intruder``: plays a motivated reader of the log; 0 when nothing could be linked, else 1."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot import clock, settings
from bot.contacts.directory import Directory
from bot.intruder import patterns
from bot.intruder.guesses import guesser
from bot.intruder.report import Report, examine
from bot.records.counts import shown
from bot.records.queries import LoggedTurn, sampled

AROUND = 30  # characters shown on each side of a find


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what could still be linked, write the counts, and say whether the log is clean."""
    parser = argparse.ArgumentParser(prog="safeguard intruder", description="Try to re-identify people in the log.")
    parser.add_argument("--sample", type=int, default=500, help="conversations whose texts are read; 0 is all (500)")
    parser.add_argument("--seed", type=int, default=0, help="which conversations are drawn (0)")
    parser.add_argument("--out", type=Path, help="file for the counts, as JSON, for the record of a release")
    parser.add_argument("--show", action="store_true", help="show the words that were found, here and nowhere else")
    args = parser.parse_args(arguments)
    every, drawn = sampled(settings.load().database, args.sample, args.seed)
    public = Directory.load().digits()
    report = examine(every, drawn, (partial(patterns.find, public=public), guesser().find), clock.today())
    write = _to_terminal
    tell(report, write)
    if args.show:
        show(report, {turn.row: turn for turn in drawn}, write)
    if args.out:
        args.out.write_text(json.dumps(report.as_dict(), indent=2) + "\n", encoding="utf-8")
    return 1 if report.problems else 0


def tell(report: Report, write: Callable[[str], None]) -> None:
    """The report in words, with small counts hidden."""
    whole = report.as_dict()
    write(f"{whole['conversations']} conversations; the texts of {whole['turns_read']} turns were read.")
    for title, part in (("Identifiers", whole["identifiers"]), ("Guesses", whole["guesses"])):
        write(f"{title}: " + (", ".join(f"{kind} {number}" for kind, number in part.items()) or "none"))
    for one in report.rare:
        by_month = f" (with months for days: {shown(one.by_month)})" if "day" in one.columns else ""
        write(f"Nearly alone by {' and '.join(one.columns)}: {shown(one.alone)}{by_month}")
    for problem in report.problems:
        write(f"Not clean: {problem}")
    write(f"The log may be called {whole['called']}.")


def show(report: Report, turns: dict[str, LoggedTurn], write: Callable[[str], None]) -> None:
    """Each find in its place; a harmless word is then listed in ``bot/data/intruder.yml`` with who has looked at it."""
    for one in report.findings:
        text = turns[one.row].text or ""
        before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
        write(f"  {one.kind}: {before}>>{one.words}<<{after}".replace("\n", " "))


def _to_terminal(line: str) -> None:
    sys.stdout.write(f"{line}\n")
