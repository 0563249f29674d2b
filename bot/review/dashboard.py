"""The dashboard: what the service is asked and how it answers, in numbers that point at nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.channels.web.send import html
from bot.language.encoder import version
from bot.paths import MODELS
from bot.records.counts import LEAST, shown, table_shown
from bot.records.figures import Day, Version
from bot.review import svg
from bot.review.desk import Desk
from bot.review.gate import session_of

BY = ("channel", "role", "topic", "route", "kind", "grade", "took")
USUAL = 30
NAMED = 15  # bars of one chart; what is rarer stands in the table alone
RATES = ("fallback", "escalated", "failed")


class Dashboard:
    """One page of charts, each with its table."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def page(self, request: web.Request) -> web.Response:
        """Draw the charts of one period that ends today."""
        desk, session = self._desk, session_of(request)
        periods = [int(days) for days in desk.pages.words["dashboard"]["periods"]]
        asked = request.query.get("days", "")
        days = int(asked) if asked in {str(one) for one in periods} else USUAL
        until = desk.now().date()
        since = until - timedelta(days=days - 1)
        tallies = await desk.run(desk.stores.figures.read, until)
        counts = {word: tallies.by(word, since, until) for word in BY}
        found = tallies.days(since, until)
        return html(desk.pages.draw(
            "dashboard", person=session.person, csrf=desk.sessions.token(session), since=since, until=until, days=days,
            volume=self._volume(found, since, until), rates=self._rates(found, since, until),
            by={word: self._by(word, numbers) for word, numbers in counts.items() if numbers},
            drift=self._drift(), versions=_versions(tallies.versions()), encoder=version(),
            model=_model(), loading=desk.drift is None,
        ))

    def _volume(self, found: list[Day], since: date, until: date) -> dict[str, Any]:
        """Turns and conversations a day; a number under five is a gap in the line and hidden in the table."""
        by_day = {one.day: one for one in found}
        days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
        series = [
            (name, [_seen(getattr(by_day[day], name)) if day in by_day else 0 for day in days])
            for name in ("turns", "conversations")
        ]
        rows = [(_short(one.day), shown(one.turns), shown(one.conversations)) for one in reversed(found)]
        title = self._desk.pages.words["dashboard"]["volume"]
        return {"chart": svg.lines(series, _ends(days), title), "rows": rows}

    def _rates(self, found: list[Day], since: date, until: date) -> dict[str, Any]:
        """Shares of each day's turns; a share is shown only where neither it nor the rest is a small number."""
        days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
        by_day = {one.day: {name: _share(getattr(one, name), one.turns) for name in RATES} for one in found}
        series = [(name, [by_day[day][name] if day in by_day else None for day in days]) for name in RATES]
        rows = [(_short(one.day), *(by_day[one.day][name] for name in RATES)) for one in reversed(found)]
        whole = [(name, sum(getattr(one, name) for one in found)) for name in RATES]
        turns = sum(one.turns for one in found)
        total = [(name, _share(number, turns)) for name, number in whole]
        title = self._desk.pages.words["dashboard"]["rates"]
        return {"chart": svg.lines(series, _ends(days), title, " %"), "rows": rows, "total": total}

    def _by(self, word: str, numbers: Mapping[str, int]) -> dict[str, Any]:
        """Bars and table of one word; hidden numbers have no bar."""
        table = table_shown(numbers)
        named = {name: self._label(word, name) for name in numbers}
        rows = [
            (named[name], number if isinstance(table[name], int) else None, str(table[name]))
            for name, number in list(numbers.items())[:NAMED]
        ]
        title = self._desk.pages.words["dashboard"]["by"][word]
        whole = [(named[name], table[name]) for name in numbers]
        return {"chart": svg.bars(rows, title), "rows": whole, "title": title}

    def _label(self, word: str, name: str) -> str:
        labels = self._desk.pages.words["labels"]
        lists = {"channel": "channels", "role": "roles", "took": "took"}
        unset = self._desk.pages.words["dashboard"]["unset"]
        return unset if name == "-" else str(labels[lists[word]].get(name, name) if word in lists else name)

    def _drift(self) -> dict[str, Any] | None:
        weeks = self._desk.drift
        if not weeks:
            return None
        title = self._desk.pages.words["dashboard"]["drift"]
        labels = [_short(monday) for monday, _, _ in weeks]
        chart: Markup = svg.lines([("drift", [distance for _, distance, _ in weeks])], labels, title)
        return {"chart": chart, "rows": [(_short(monday), *rest) for monday, *rest in reversed(weeks)]}


def _seen(number: int) -> int | None:
    return None if 0 < number < LEAST else number


def _share(part: int, whole: int) -> float | None:
    """Percent, or None where the part or the rest is a small number."""
    if not whole or 0 < part < LEAST or 0 < whole - part < LEAST or whole < LEAST:
        return None
    return round(100 * part / whole, 1)


def _ends(days: list[date]) -> list[str]:
    return [_short(days[0]), _short(days[-1])]


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _versions(found: list[Version]) -> list[tuple[str, str, str, int | str]]:
    return [(one.name, _short(one.first), _short(one.last), shown(one.turns)) for one in found[:NAMED]]


def _model() -> str:
    """A short name of what was trained last, by the hash of its data."""
    try:
        stamp = json.loads((MODELS / "trained.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "-"
    return " ".join(f"{name}:{value[:10]}" for name, value in sorted(stamp.items()) if isinstance(value, str))
