"""``python -m bot.releases.measure``: every held-out case and every known one, asked of this process's home."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.evaluation import cases, known, personal
from bot.evaluation.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.figures import figures
from bot.evaluation.judge import Marks
from bot.evaluation.report import kind
from bot.evaluation.run import judge
from bot.releases.inprocess import ServiceHere
from bot.shelf import code_version, write

KEPT = ("ok", "danger", "caught", "escalated", "error", "intent")
EVERY = 10      # cases between two lines of progress
Told = Callable[[int, int], None]


def sets_version(evaluation: Path, regression: Path) -> str:
    """One SHA-256 over what is asked: figures of two homes are compared only where it is the same."""
    digest = hashlib.sha256()
    for folder in (evaluation, regression):
        for path in sorted(folder.glob("*.yml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measure(service: ServiceHere, evaluation: Path, regression: Path, told: Told) -> dict[str, Any]:
    """The marks of every case with the intent it was given, the figures of every set, and those of the scrubber."""
    sets = dict(cases.load(evaluation)) | {known.NAME: known.load(regression)}
    total, done = sum(map(len, sets.values())), 0
    rows: dict[str, list[dict[str, Any]]] = {}
    found: dict[str, dict[str, float]] = {}
    for name, asked in sets.items():
        marks = []
        for case in asked:
            marks.append(_one(case, service))
            done += 1
            if done % EVERY == 0:
                told(done, total)
        rows[name] = [_row(case, mark) for case, mark in zip(asked, marks, strict=True)]
        found[name] = figures(name, marks)
    return {
        "sets": rows, "figures": found, "privacy": personal.measure(personal.load(evaluation), service.scrub),
        "version": sets_version(evaluation, regression), "code": code_version(),
    }


def _one(case: Case, service: ServiceHere) -> Marks:
    if case.set != known.NAME:
        return judge(case, service.send) | {"intent": service.engine.intent}

    def ask(text: str) -> Answer:
        return Answer(service.send({"sender": case.id, "message": text, "metadata": {}}))

    return known.judge(case, ask, lambda: service.engine.intent) | {"intent": service.engine.intent}


def _row(case: Case, mark: Marks) -> dict[str, Any]:
    """What is kept of a case: no text, only how it went."""
    kept: dict[str, Any] = {name: mark[name] for name in KEPT if name in mark}
    topics = case.row.get("topic") or [case.row.get("section")]
    wrong = str(mark.get("got") or "") if case.set == "dialogues" else ""
    return {"id": case.id, "kind": kind(case), "topic": topics[0] if topics else None, "wrong": wrong, **kept}


def lines(numbers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines of progress read back: (done, all)."""
    for line in numbers:
        words = line.split()
        if len(words) == 2 and all(word.isdigit() for word in words):
            yield int(words[0]), int(words[1])


def main() -> int:
    """Measure, and write the result where it is wanted."""
    parser = argparse.ArgumentParser(prog="python -m bot.releases.measure", description=__doc__)
    parser.add_argument("--evaluation", type=Path, required=True)
    parser.add_argument("--regression", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    began = time.monotonic()

    def told(done: int, total: int) -> None:
        sys.stdout.write(f"{done} {total}\n")
        sys.stdout.flush()

    with TemporaryDirectory(prefix="safeguard-measure.") as folder:
        service = ServiceHere(Path(folder))
        loaded = time.monotonic() - began
        found = measure(service, args.evaluation, args.regression, told)
    found |= {"seconds": round(time.monotonic() - began, 1), "loaded": round(loaded, 1)}
    write(args.out, json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
