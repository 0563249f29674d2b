"""Charts as SVG, drawn on the server: lines over days, bars by name; a table with the same numbers stands under each.

Only attributes and classes, no inline style, so that the pages' policy holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 220, 48, 28, 12
BAR, GAP, NAMES, NUMBERS = 22, 8, 232, 80
LONGEST = 34  # letters of a name of a row
Line = tuple[str, Sequence[float | None]]  # class of the line, one value for each place; None is a gap


def lines(series: Sequence[Line], labels: Sequence[str], title: str, unit: str = "") -> Markup:
    """Lines over equal steps; ``labels`` names the first and the last place."""
    most = max((value for _, values in series for value in values if value is not None), default=0) or 1
    parts = [_grid(share, f"{_short(most * share)}{unit}") for share in (0, 0.5, 1)]
    for name, values in series:
        parts += [_path(name, values, most), *_dots(name, values, most)]
    ends = ((LEFT, "start", labels[0]), (WIDTH - 8, "end", labels[-1])) if labels else ()
    parts += [
        Markup('<text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>').format(x, HEIGHT - 6, anchor, label)
        for x, anchor, label in ends
    ]
    return _frame(WIDTH, HEIGHT, title, parts)


def bars(rows: Sequence[tuple[str, int | None, str]], title: str) -> Markup:
    """One bar for each (name, number, number as it may be shown); None is a number that is hidden."""
    most = max((number for _, number, _ in rows if number), default=1)
    parts, room = [], WIDTH - NAMES - NUMBERS
    for at, (name, number, shown) in enumerate(rows):
        y = at * (BAR + GAP)
        wide = round(room * (number or 0) / most, 1)
        parts.append(Markup(
            '<text class="axis" x="{}" y="{}" text-anchor="end">{}</text>'
            '<rect class="bar-fill" x="{}" y="{}" width="{}" height="{}" rx="3"></rect>'
            '<text class="axis" x="{}" y="{}">{}</text>'
        ).format(NAMES - 8, y + 16, name[:LONGEST], NAMES, y, wide, BAR, NAMES + wide + 8, y + 16, shown))
    return _frame(WIDTH, max(1, len(rows)) * (BAR + GAP), title, parts)


def _frame(width: int, height: int, title: str, parts: Sequence[Markup]) -> Markup:
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, title, Markup("").join(parts)
    )


def _grid(share: float, label: str) -> Markup:
    y = _y(share)
    return Markup(
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
        '<text class="axis" x="{}" y="{}" text-anchor="end">{}</text>'
    ).format(LEFT, WIDTH - 8, y, y, LEFT - 6, y + 4, label)


def _path(name: str, values: Sequence[float | None], most: float) -> Markup:
    """The line; a gap breaks it."""
    steps, up = [], True
    for at, value in enumerate(values):
        if value is None:
            up = True
            continue
        steps.append(f"{'M' if up else 'L'}{_x(at, len(values))} {_y(value / most)}")
        up = False
    return Markup('<path class="line line-{}" d="{}"></path>').format(name, " ".join(steps))


def _dots(name: str, values: Sequence[float | None], most: float) -> list[Markup]:
    """A dot for each value where there are few, so that one alone can be seen."""
    if len(values) > 40:
        return []
    dot = Markup('<circle class="dot dot-{}" cx="{}" cy="{}" r="3"></circle>')
    return [
        dot.format(name, _x(at, len(values)), _y(value / most)) for at, value in enumerate(values) if value is not None
    ]


def _x(at: int, number: int) -> float:
    return round(LEFT + (WIDTH - 8 - LEFT) * (at / max(1, number - 1)), 1)


def _y(share: float) -> float:
    return round(TOP + (HEIGHT - BOTTOM - TOP) * (1 - share), 1)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.2f}".rstrip("0")
