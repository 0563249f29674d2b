"""The danger classifier's own training texts: read, checked, and turned into plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.paths import DATA

AFTERMATH = ("ended", "open", "other")
VOICES = ("young_person", "parent", "professional", "other")
_TEXTS = {"type": ["array", "null"], "items": {"type": "string", "minLength": 1}}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "label"],
    "properties": {
        "kind": {"type": "string"},
        "label": {"enum": ["immediate", "none"]},
        "note": {"type": "string"},
        "picked": {"const": True},  # written against the models and chosen for being hard: no measure of what is usual
        **dict.fromkeys(VOICES, _TEXTS),
        "other_languages": _TEXTS,
        "replies": {
            "type": ["array", "null"],
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
        },
    },
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Example:
    """One labelled text; ``asked`` is the question it answers, if any. ``picked``: chosen because models misread it."""

    text: str
    danger: bool
    kind: str
    voice: str
    asked: str | None = None
    picked: bool = False


def endings(folder: Path = DATA / "safety") -> tuple[tuple[str, str], ...]:
    """What people write while an emergency is open: (text, ``ended``, ``open`` or ``other``: another matter)."""
    texts = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 20}
    schema = {
        "type": "object",
        "required": ["ended", "open"],
        "properties": dict.fromkeys(AFTERMATH, texts),
        "additionalProperties": False,
    }
    rows: list[tuple[str, str]] = []
    for path in sorted(folder.glob("ended*.yml")):
        content = yamlfile.check(path, yamlfile.read(path), schema)
        rows += [(str(text), name) for name in AFTERMATH for text in content.get(name, ())]
    return tuple(rows)


def load(folder: Path = DATA / "safety" / "examples") -> tuple[Example, ...]:
    """Read every file of examples; raises ContentError naming what does not fit."""
    rows: list[Example] = []
    for path in sorted(folder.glob("*.yml")):
        content = yamlfile.check(path, yamlfile.read(path), SCHEMA)
        same = content["label"] == "immediate", content["kind"]
        picked = bool(content.get("picked"))
        for voice in VOICES:
            rows += [Example(str(t), *same, voice, picked=picked) for t in content.get(voice) or ()]
        rows += [Example(str(t), *same, "other_language", picked=picked) for t in content.get("other_languages") or ()]
        rows += [Example(str(a), *same, "reply", str(q), picked) for q, a in content.get("replies") or ()]
    return tuple(rows)
