"""Steps of a release that train and measure nothing, and what a good service is measured as."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.releases.cycle import Maker
from bot.training import MODEL

BY = Maker("ann", "safety_lead", "missed in November", datetime(2026, 11, 25, 12, 0, tzinfo=timezone.utc))
KEY = b"k" * 32


def row(name: str, ok: bool = True, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "weapon", "topic": "consent", "wrong": "", "ok": ok, "intent": "ask_x", **more}


def danger(name: str, caught: bool = True, escalated: bool = True) -> dict[str, Any]:
    return row(name, caught, danger=True, caught=caught, escalated=escalated)


def measured() -> dict[str, Any]:
    """What a service that does everything well is measured as."""
    sets = {
        "risk": [danger("ev-risk-001"), danger("ev-risk-002"), row("ev-risk-003", danger=False)],
        "forced": [danger("ev-forced-001")], "known": [danger("known-one"), row("known-two", danger=False)],
        "dialogues": [row("ev-dialogue-001")],
        **{name: [row(f"ev-{name}-001")] for name in ("route", "faq", "unanswerable", "indicators", "smalltalk")},
    }
    figures: dict[str, dict[str, float]] = {name: {"n": 10.0, "ok": 1.0, "errors": 0.0} for name in sets}
    figures["risk"] |= {"caught": 0.99, "escalated": 0.92, "complete": 1.0, "false_escalations": 0.01}
    figures["risk"] |= {"false_checks": 0.1}
    figures["forced"] |= {"caught": 1.0, "escalated": 0.6, "complete": 1.0}
    figures["faq"] |= {"section_ok": 0.9}
    figures["indicators"] |= {"f1": 0.8}
    privacy = {"removed": 0.97, "removed_person": 0.96, "kept": 0.99}
    return {"sets": sets, "figures": figures, "privacy": privacy, "version": "v", "code": "c"}


Change = Callable[[dict[str, Any]], None]


class Steps:
    """``after`` alters what the candidate is measured as; ``homes`` are those that were measured."""

    def __init__(self, after: Change = lambda found: None, lints: tuple[str, ...] = ()) -> None:
        self.after, self.lints, self.homes = after, lints, list[Path]()

    def seed(self, models: Path, home: Path) -> None:
        (home / "models" / MODEL).write_bytes((models / MODEL).read_bytes())

    def train(self, home: Path, tick: Callable[[float], None]) -> None:
        (home / "models" / MODEL).write_bytes(b"trained in " + home.name.encode())

    def lint(self, home: Path) -> list[str]:
        return list(self.lints)

    def measure(self, old: Path, new: Path, tick: Callable[[float], None]) -> tuple[dict[str, Any], dict[str, Any]]:
        self.homes += [old, new]
        before, after = measured(), copy.deepcopy(measured())
        self.after(after)
        return before, after
