"""The kept run: the figures of the shipped models, in ``models/figures.json``, and the card that people read."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from bot.errors import ContentError
from bot.evaluation.intervals import Interval
from bot.paths import MODELS

FILE = MODELS / "figures.json"
CARD = MODELS / "README.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
SLACK = 0.0005  # figures are rounded; a smaller change is none

Run = dict[str, Any]


def run_of(sets: dict[str, dict[str, float]], spans: dict[str, dict[str, Interval]], day: date, told: bool) -> Run:
    """One run as it is kept; ``told``: whether the service was told who writes."""
    return {"day": day.isoformat(), "role_told": told, "sets": sets,
            "intervals": {name: {key: list(span) for key, span in found.items()} for name, found in spans.items()}}


def read(path: Path = FILE) -> Run | None:
    """The kept run, or None where there is none. Raises ContentError for a file that is not one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise ContentError([f"{path.name}: not JSON"]) from None
    if not isinstance(found, dict) or not isinstance(found.get("sets"), dict):
        raise ContentError([f"{path.name}: not a kept run"])
    return found


def keep(run: Run, path: Path = FILE, card: Path = CARD) -> None:
    """Write the run, and its table into the card between its two marks.

    Raises ContentError without the marks, and for a run with messages that had no answer, which tells nothing.
    """
    lost = {name: int(found["errors"]) for name, found in run["sets"].items() if found.get("errors")}
    if lost:
        raise ContentError([f"{name}: {many} without an answer; nothing is kept" for name, many in lost.items()])
    text = card.read_text(encoding="utf-8")
    if START not in text or END not in text:
        raise ContentError([f"{card.name}: the marks {START} and {END} are missing"])
    path.write_text(json.dumps(run, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    between = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    card.write_text(between.sub(lambda _: f"{START}\n{table(run)}\n{END}", text), encoding="utf-8")


def table(run: Run) -> str:
    """The figures as a table in Markdown, each with its interval."""
    rows = ["| set | cases | figure | value | 95 % interval |", "|---|---|---|---|---|"]
    for name, found in run["sets"].items():
        for key, value in found.items():
            if key in ("n", "errors"):
                continue
            low, high = run["intervals"].get(name, {}).get(key, (None, None))
            span = "" if low is None else f"{low:.3f} to {high:.3f}"
            rows.append(f"| {name} | {found['n']:g} | {key} | {value:.3f} | {span} |")
    told = "told" if run["role_told"] else "not told"
    return "\n".join([f"Measured on {run['day']}, the service {told} who writes.", "", *rows])


def changes(before: Run | None, now: Run) -> list[str]:
    """What moved since the kept run, the largest fall first; a set that was not in both is left out."""
    if before is None or before.get("role_told") != now["role_told"]:
        return []
    moved = []
    for name, found in now["sets"].items():
        old = before["sets"].get(name, {})
        moved += [(found[k] - old[k], f"{name} {k} {old[k]:.3f} -> {found[k]:.3f}") for k in found
                  if k in old and k not in ("n", "errors") and abs(found[k] - old[k]) > SLACK]
    return [line for _, line in sorted(moved)]
