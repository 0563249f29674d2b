"""What is told of a run: a line of figures a set with their intervals, the worst kinds first, and files to look at."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.evaluation.cases import Case
from bot.evaluation.figures import figures, groups, intervals
from bot.evaluation.judge import Marks

Say = Callable[[str], None]
WORST = 6       # groups of a set that are named


def report(name: str, cases: Sequence[Case], marks: Sequence[Marks], show: int, tell: Say) -> None:
    """Figures, then the groups that went wrong, then wrong cases by id: their texts stay in the file."""
    spans = intervals(name, marks)
    parts = [f"{key} {value:g}" + _span(spans.get(key)) for key, value in figures(name, marks).items()]
    tell(f"{name:<13}{'  '.join(parts + _times(marks))}")
    for by, names in (("kind", [kind(c) for c in cases]), ("role", [c.role for c in cases])):
        worst = [row for row in groups(marks, names) if row[1]][:WORST]
        if worst and len(set(names)) > 1:
            tell(f"  by {by}: " + ", ".join(f"{group} {wrong} of {count} wrong" for group, wrong, count in worst))
    wrong = [(c, m) for c, m in zip(cases, marks, strict=True) if not m["ok"]]
    for case, mark in wrong[:show]:
        tell(f"  {case.id} {kind(case)}: {mark.get('error') or mark.get('got') or ''}")


def kind(case: Case) -> str:
    """The group a case belongs to: its kind, its best route, its section, or its columns."""
    row = case.row
    columns = "+".join(row["columns"]) or "no sign" if "columns" in row else ""
    return str(row.get("kind") or (row.get("accept") or [""])[0] or row.get("section") or columns or case.set)


def write_lines(name: str, cases: Sequence[Case], marks: Sequence[Marks], folder: Path) -> Path:
    """One JSON line for each case: its id, group, role and marks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.jsonl"
    rows = ({"id": c.id, "kind": kind(c), "role": c.role, **m} for c, m in zip(cases, marks, strict=True))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _span(span: tuple[float, float] | None) -> str:
    return f" ({span[0]:.2f}-{span[1]:.2f})" if span else ""


def _times(marks: Sequence[Marks]) -> list[str]:
    seconds = sorted(s for m in marks for s in m.get("seconds", ()))
    if not seconds:
        return []
    half, most = (1000 * seconds[int(share * len(seconds))] for share in (0.50, 0.95))
    return [f"p50 {half:.0f} ms", f"p95 {most:.0f} ms"]
