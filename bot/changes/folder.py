"""Change sets on disk: ``<data_dir>/changes/<number>/manifest.json``, with what each is about and how far it came."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.changes.mark import Mark, from_dict
from bot.changes.place import Addition
from bot.errors import ChangeRefused
from bot.shelf import read, write

KEPT_DAYS = 30  # that an open one waits: it holds scrubbed words, which are not to outlive their log for long
OPEN, APPLYING, APPLIED = "open", "applying", "applied"


@dataclass(frozen=True)
class ChangeSet:
    """One change set. ``pairs`` holds each mark with its lines, ``wishes`` what somebody has to write; no text shows.

    Once applied it keeps who, why and which files; the words are in the repository then, and no longer here.
    """

    number: int
    who: str
    role: str
    why: str
    at: str
    state: str = OPEN
    pairs: tuple[tuple[Mark, tuple[Addition, ...]], ...] = field(default=(), repr=False)
    wishes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    lines: int = 0

    @property
    def additions(self) -> list[Addition]:
        """Every line of every mark, the same one once."""
        seen: dict[str, Addition] = {}
        for _, added in self.pairs:
            for one in added:
                seen.setdefault(json.dumps(one.as_dict(), sort_keys=True), one)
        return list(seen.values())


class Sets:
    """The folder of change sets below a data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir.resolve() / "changes"

    def numbers(self) -> list[int]:
        """Every change set, the oldest first."""
        return sorted(int(path.parent.name) for path in self.folder.glob("*/manifest.json"))

    def place(self, number: int) -> Path:
        """The folder of one."""
        return self.folder / str(number)

    def add(
        self, who: str, role: str, why: str, at: datetime,
        pairs: Sequence[tuple[Mark, Sequence[Addition]]], wishes: Sequence[str],
    ) -> ChangeSet:
        """Write a new one down under the next number."""
        number = max(self.numbers(), default=0) + 1
        held = tuple((mark, tuple(added)) for mark, added in pairs)
        made = ChangeSet(number, who, role, why, at.isoformat(timespec="seconds"), OPEN, held, tuple(wishes))
        made = replace(made, files=tuple(sorted({one.file for one in made.additions})), lines=len(made.additions))
        self.keep(made)
        return made

    def keep(self, one: ChangeSet) -> None:
        """Write the manifest of a change set."""
        pairs = [{"mark": m.as_dict(), "lines": [a.as_dict() for a in added]} for m, added in one.pairs]
        bare = {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "pairs"}
        text = json.dumps({**bare, "marks": pairs}, indent=1, ensure_ascii=False)
        write(self.place(one.number) / "manifest.json", text + "\n")

    def get(self, number: int) -> ChangeSet:
        """Raises ChangeRefused when there is none or its manifest cannot be read."""
        raw: dict[str, Any] = read(self.place(number) / "manifest.json")
        try:
            pairs = tuple(
                (from_dict(row["mark"]), tuple(Addition(**line) for line in row["lines"])) for row in raw.pop("marks")
            )
            raw |= {"wishes": tuple(raw["wishes"]), "files": tuple(raw["files"])}
            return ChangeSet(**raw, pairs=pairs)
        except (KeyError, TypeError, ValueError):
            raise ChangeRefused([f"there is no change set {number} that can be read"]) from None

    def expire(self, now: datetime) -> list[int]:
        """Drop the open ones that have waited too long; their numbers."""
        oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
        gone = [one.number for one in map(self.get, self.numbers())
                if one.state == OPEN and datetime.fromisoformat(one.at).timestamp() < oldest]
        for number in gone:
            self.drop(number)
        return gone

    def drop(self, number: int) -> None:
        """Remove a change set that was not applied, with every word in it. Raises ChangeRefused."""
        if self.get(number).state != OPEN:
            raise ChangeRefused([f"change set {number} was applied: its lines are in the repository"])
        shutil.rmtree(self.place(number))
