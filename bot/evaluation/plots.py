"""Plots of a run as files: routes taken for others, danger found against false alarms, and how true the chances are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.evaluation.judge import Marks

BINS = 8        # of equal width; more would be empty in sets of some hundreds


def route_confusion(marks: Sequence[Marks], wanted: Sequence[str], path: Path) -> None:
    """Rows: the best route; columns: the one that was given; a number in each square."""
    names = sorted({*wanted, *(str(m.get("got")) for m in marks)})
    counts = np.zeros((len(names), len(names)), dtype=int)
    for want, mark in zip(wanted, marks, strict=True):
        counts[names.index(want), names.index(str(mark.get("got")))] += 1
    plot, axes = _figure(8, 7)
    axes.imshow(counts, cmap="Blues")
    for row, column in zip(*np.nonzero(counts), strict=True):
        dark = counts[row, column] > counts.max() / 2
        axes.text(column, row, str(counts[row, column]), ha="center", va="center", color="white" if dark else "black")
    axes.set_xticks(range(len(names)), names, rotation=60, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="route given", ylabel="best route")
    _save(plot, path)


def recall_curve(chances: Sequence[float], danger: Sequence[bool]) -> list[tuple[float, float]]:
    """(false alarms, danger found), both 0 to 1, for every threshold on the chance, the strictest first."""
    order = sorted(zip(chances, danger, strict=True), reverse=True)
    bad, calm = max(1, sum(danger)), max(1, len(danger) - sum(danger))
    points, hits, alarms = [(0.0, 0.0)], 0, 0
    for _, is_danger in order:
        hits, alarms = hits + is_danger, alarms + (not is_danger)
        points.append((alarms / calm, hits / bad))
    return points


def calibration(chances: Sequence[float], danger: Sequence[bool]) -> list[tuple[float, float, int]]:
    """(mean chance, share of danger, cases) for each bin of the chance that is not empty."""
    rows = []
    for at in range(BINS):
        inside = [(c, d) for c, d in zip(chances, danger, strict=True) if min(BINS - 1, int(c * BINS)) == at]
        if inside:
            rows.append((sum(c for c, _ in inside) / len(inside), sum(d for _, d in inside) / len(inside), len(inside)))
    return rows


def danger_plots(chances: Sequence[float], danger: Sequence[bool], folder: Path) -> None:
    """The classifier alone, before signals and conversation: its curve and its calibration."""
    plot, axes = _figure(6, 5)
    points = recall_curve(chances, danger)
    axes.step([x for x, _ in points], [y for _, y in points], where="post")
    axes.set(xlabel="false alarms (share of harmless messages)", ylabel="danger found", xlim=(0, 0.5), ylim=(0.5, 1.01))
    axes.grid(alpha=0.3)
    _save(plot, folder / "danger_found_against_false_alarms.png")
    plot, axes = _figure(6, 5)
    rows = calibration(chances, danger)
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey")
    axes.plot([chance for chance, _, _ in rows], [share for _, share, _ in rows], marker="o")
    for chance, found, cases in rows:
        axes.annotate(str(cases), (chance, found), textcoords="offset points", xytext=(4, -12))
    axes.set(xlabel="chance given by the classifier", ylabel="share that was danger (cases beside each point)")
    axes.grid(alpha=0.3)
    _save(plot, folder / "danger_calibration.png")


def _figure(width: float, height: float) -> tuple[Any, Any]:
    """One picture without a window behind it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    plot = Figure(figsize=(width, height), tight_layout=True)
    FigureCanvasAgg(plot)
    return plot, plot.add_subplot()


def _save(plot: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    plot.savefig(path, dpi=120)
