"""Signals of a few made-up patterns: one thing is tried at a time, whatever the project's own rows say."""

from __future__ import annotations

from typing import Any

from bot.safety.signals import Row, Signals

DEFAULTS: dict[str, Any] = {
    "code": "made_up", "weight": "immediate", "within": 40, "not_after": frozenset(), "not_before": frozenset(),
    "unless": (), "yields_to_now": False, "hits": (), "near_misses": (),
}


def row(name: str, *patterns: str, **say: Any) -> Row:
    """A row that any of the patterns matches."""
    return Row(**{**DEFAULTS, "name": name, "groups": (patterns,), **say})


def made(*rows: Row, groups: dict[str, list[str]] | None = None, folds: dict[str, str] | None = None) -> Signals:
    """The rows, compiled with their groups of words and their short forms."""
    return Signals(rows, groups or {}, folds or {})


def hears(pattern: str, text: str, *others: str, **words: Any) -> bool:
    """Whether the pattern finds the text, where the patterns ``others`` are known too."""
    rows = [row("first", pattern), *(row(other, other) for other in others)]
    return "first" in {match.row.name for match in made(*rows, **words).matches(text)}
