"""The held-out cases, set by set, and the same as JSON lines for a scorer that is not ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.evaluation.schema import SETS, file_of
from bot.paths import DATA

FOLDER = DATA / "evaluation"


@dataclass(frozen=True)
class Case:
    """One message, or one conversation, with what must come of it; ``row`` is as the file holds it."""

    set: str
    id: str
    role: str
    row: Mapping[str, Any]


def load(folder: Path = FOLDER) -> dict[str, tuple[Case, ...]]:
    """Every set by name. Raises ContentError where a file is missing, does not fit, or an id stands twice."""
    found = {}
    for name in SETS:
        path = folder / f"{name}.yml"
        content = yamlfile.check(path, yamlfile.read(path), file_of(name))
        cases = tuple(Case(name, row["id"], row.get("role", "unknown"), row) for row in content["rows"])
        if len({case.id for case in cases}) < len(cases):
            raise ContentError([f"{path.name}: an id stands twice"])
        found[name] = cases
    return found


def export(folder: Path, cases: Mapping[str, tuple[Case, ...]]) -> list[Path]:
    """Write ``<set>.jsonl`` for every set, one row a line, and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in cases.items():
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(dict(c.row), ensure_ascii=False) + "\n" for c in rows), encoding="utf-8")
        written.append(path)
    return written
