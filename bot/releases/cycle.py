"""One release from beginning to end: a candidate apart from what is served, measured, refused or signed and chosen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bot.errors import ReleaseError
from bot.releases import gate
from bot.releases.home import build, prune
from bot.releases.progress import Progress
from bot.shelf import RECORD, Shelf, code_version, hash_of, signature, write
from bot.training import MODEL

Say = Callable[[str], None]
Tick = Callable[[float], None]


class Doing(Protocol):
    """The heavy steps (``bot.releases.steps.Steps``)."""

    def seed(self, models: Path, home: Path) -> None:
        """Copy trained models into a home."""

    def train(self, home: Path, tick: Tick) -> None:
        """Train what is stale; raises ReleaseError."""

    def lint(self, home: Path) -> list[str]:
        """Faults of its content."""

    def measure(self, old: Path, new: Path, tick: Tick) -> tuple[dict[str, Any], dict[str, Any]]:
        """What both do with the same cases; raises ReleaseError."""


@dataclass(frozen=True)
class Maker:
    """Who releases, as what, and why; ``why`` is scrubbed."""

    who: str
    role: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """``number`` is the release that is signed, None when it was refused; ``verdict`` says why."""

    number: int | None
    verdict: gate.Verdict
    report: tuple[str, ...]


@dataclass(frozen=True)
class Cycle:
    """Where releases are made: the repository, the shelf, the key that signs, and the steps."""

    root: Path
    shelf: Shelf
    key: bytes
    doing: Doing

    def baseline(self, by: Maker) -> int:
        """The release that a new one is held against, and that can be gone back to: the one that is chosen.

        Where none is, the repository's own data and models are served: they are kept as a release before anything
        changes them, once for each state of the code. Raises ReleaseError where nothing has been trained.
        """
        numbers, chosen = self.shelf.numbers(), self.shelf.chosen()
        if chosen in numbers and chosen is not None:
            return chosen
        if numbers and self.shelf.record(numbers[-1], self.key)["code"] == code_version():
            return numbers[-1]
        if not (self.root / "models" / MODEL).exists():
            raise ReleaseError("nothing is trained yet that a release could be held against: `safeguard train`")
        number = max(numbers, default=0) + 1
        home = self.shelf.home(number)
        build(self.root, home)
        self.doing.seed(self.root / "models", home)
        self._sign(number, by, {}, None)
        return number

    def release(self, by: Maker, progress: Progress) -> Outcome:
        """Make a candidate of the repository as it stands. Raises ReleaseError when it cannot be made or measured."""
        progress.begin("prepare")
        old_number = self.baseline(by)
        number = max(self.shelf.numbers()) + 1
        old, home = self.shelf.home(old_number), self.shelf.home(number)
        build(self.root, home)
        try:
            self.doing.seed(old / "models", home)
            progress.begin("train")
            self.doing.train(home, progress.tick)
            progress.begin("check")
            lints = self.doing.lint(home)
            progress.begin("measure")
            before, after = self.doing.measure(old, home, progress.tick)
            verdict = gate.verdict(before, after, lints)
            report = tuple(gate.shown(before, after))
        except BaseException:
            shutil.rmtree(home, ignore_errors=True)
            raise
        if verdict.refusals:
            shutil.rmtree(home)
            return Outcome(None, verdict, report)
        figures = {name: {"figures": found["figures"], "privacy": found["privacy"]}
                   for name, found in (("before", before), ("after", after))}
        self._sign(number, by, figures, old_number)
        return Outcome(number, verdict, report)

    def choose(self, number: int) -> None:
        """Want it in service, once its files and its record are found to be what was signed. Raises ReleaseError."""
        self.shelf.fit(number, self.key)
        served = self.shelf.chosen()
        self.shelf.choose(number)
        prune(self.shelf, {number, served})

    def back_to(self, wanted: int | None) -> int:
        """The release to go back to: the one that is named, else the one that the served one was held against."""
        numbers, chosen = self.shelf.numbers(), self.shelf.chosen()
        if wanted is None:
            held = self.shelf.record(chosen, self.key).get("previous") if chosen is not None else None
            earlier = [number for number in numbers if chosen is not None and number < chosen]
            wanted = held if held in numbers else earlier[-1] if earlier else None
        if wanted is None or wanted not in numbers:
            raise ReleaseError(f"there is no such release to go back to; there are: {_listed(numbers)}")
        return wanted

    def _sign(self, number: int, by: Maker, figures: dict[str, Any], previous: int | None) -> None:
        home = self.shelf.home(number)
        record = {
            "number": number, "at": by.at.isoformat(timespec="seconds"), "who": by.who, "role": by.role, "why": by.why,
            "code": code_version(), "data": hash_of(home, "bot"), "models": hash_of(home, "models"),
            "content_version": content_version(home), "previous": previous, **figures,
        }
        record = json.loads(json.dumps(record))
        write(home / RECORD, json.dumps({**record, "signature": signature(record, self.key)}, indent=1) + "\n")


def content_version(home: Path) -> str:
    """The version that answers from this home carry."""
    from bot.guidance import articles

    data = home / "bot" / "data"
    return articles.load(data / "guidance", data / "strategy.yml").version


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"
