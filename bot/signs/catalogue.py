"""The catalogue of signs and the messages from which their columns are learnt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.terms import Column

COLUMNS = tuple(str(c) for c in Column)
ANY = "any"  # beside the columns: whether there is a sign at all
LEARNT = (*COLUMNS, ANY)
# how each kind of absence is said, before the words of its list
ABSENT = {
    "no": r"(?:no|nothing|without(?: any)?)(?: (?:visible|obvious|other|physical|new|signs? of(?: any)?))*",
    "not": r"(?:is|are|was|were|s|re|he|she|they)?(?:'?s|'?re)?(?: ?not|n'?t)(?: (?:at all|really|very|been))?",
    "never": r"(?:has|have)?(?:n'?t| ?not| ?never)(?: ever)?",
}
_SIGN = {
    "type": "object",
    "required": ["id", "column", "label", "said"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "column": {"enum": list(COLUMNS)},
        "fact": {"type": "string"},
        "label": {"type": "string", "maxLength": 60},
        "said": {"type": "array", "minItems": 3, "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["source", "checked", "lapses", "signs", "other", "little", "absent"],
    "properties": {
        "other": {
            "type": "object",
            "required": list(COLUMNS),
            "additionalProperties": {"type": "string", "maxLength": 60},
        },
        "absent": {"type": "object", "required": list(ABSENT), "additionalProperties": {"type": "array"}},
        "signs": {"type": "array", "items": _SIGN},
    },
}
EXAMPLES: dict[str, Any] = {
    "type": "object",
    "required": ["examples"],
    "properties": {
        "examples": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "columns"],
                "properties": {
                    "text": {"type": "string"},
                    "columns": {"type": "array", "items": {"enum": list(COLUMNS)}},
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Sign:
    """One sign in our own wording, with phrases as people write them."""

    id: str
    column: str
    label: str
    said: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, str]:
        """The sign as the contract shows it."""
        return {"id": self.id, "column": self.column, "label": self.label}


def load(path: Path = DATA / "signs.yml") -> tuple[Sign, ...]:
    """All signs, in the order of the file."""
    content = yamlfile.check(path, yamlfile.read(path), SCHEMA)
    return tuple(Sign(s["id"], s["column"], s["label"], tuple(s["said"])) for s in content["signs"])


def others(path: Path = DATA / "signs.yml") -> dict[str, Sign]:
    """For each column the sign that stands for it when none of its own is near."""
    return {c: Sign(f"{c}_other", c, label) for c, label in yamlfile.read(path)["other"].items()}


@lru_cache(maxsize=1)
def little(path: Path = DATA / "signs.yml") -> frozenset[str]:
    """Words too small to name a sign by."""
    return frozenset(yamlfile.read(path)["little"].split())


@lru_cache(maxsize=1)
def absent(path: Path = DATA / "signs.yml") -> re.Pattern[str]:
    """What is said not to be there, with what is joined to it by "or"."""
    kinds = yamlfile.read(path)["absent"]
    parts = []
    for kind, before in ABSENT.items():
        words = "|".join(kinds[kind])
        parts.append(rf"\b{before} (?:{words})(?:,? (?:or|nor|and)(?: (?:any|been))? (?:{words}))*\b")
    return re.compile("|".join(parts), re.IGNORECASE)


def examples(path: Path = DATA / "signs_examples.yml") -> list[tuple[str, frozenset[str]]]:
    """Whole messages with the columns they hold."""
    content = yamlfile.check(path, yamlfile.read(path), EXAMPLES)
    return [(e["text"], frozenset(e["columns"])) for e in content["examples"]]


def with_any(columns: frozenset[str]) -> frozenset[str]:
    """The columns of an example, with ANY where there are some."""
    return columns | {ANY} if columns else columns
