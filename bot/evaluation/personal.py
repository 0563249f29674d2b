"""Personal data in held-out messages: how much of it is taken out, how much of the rest stays; no service is asked.

A message is marked ``{value|kind}``; what stands outside must stay, and a message without marks must not change.
"""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.evaluation.cases import FOLDER
from bot.evaluation.figures import share
from bot.terms import Role

# fmt: off
KINDS = [
    "person", "place", "address", "postcode", "date_of_birth", "case_number", "url", "ip", "ni_number",
    "handle", "nhs_number", "email", "phone", "bank", "vehicle",
]
# fmt: on
MARK = re.compile(r"\{([^{}|]+)\|([a-z_]+)\}")
PLACEHOLDER = re.compile(r"\[[A-Z_]+_\d+\]")
_ROW = {
    "type": "object", "required": ["id", "role", "marked"], "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^ev-pii-[0-9]{3}$"}, "role": {"enum": [str(r) for r in Role]},
        "marked": {"type": "string", "minLength": 1},
    },
}
FILE = {
    "type": "object", "required": ["set", "rows"], "additionalProperties": False,
    "properties": {"set": {"const": "pii"}, "rows": {"type": "array", "minItems": 1, "items": _ROW}},
}
# What the scrubber must show; raise these as it gets better, never lower them.
LEAST = {"removed": 0.97, "removed_person": 0.95, "kept": 0.97}
MOST = {"touched": 0.04}


@dataclass(frozen=True)
class Message:
    """One message: ``text`` as people write it, ``rest`` with ``[]`` for what is personal, and its (value, kind)."""

    id: str
    text: str
    rest: str
    values: tuple[tuple[str, str], ...]


def load(folder: Path = FOLDER) -> tuple[Message, ...]:
    """The set. Raises ContentError where the file is missing or does not fit."""
    path = folder / "pii.yml"
    content: dict[str, Any] = yamlfile.check(path, yamlfile.read(path), FILE)
    return tuple(read(row["id"], row["marked"]) for row in content["rows"])


def read(name: str, marked: str) -> Message:
    """A marked message taken apart."""
    return Message(name, MARK.sub(r"\1", marked), MARK.sub("[]", marked), tuple(MARK.findall(marked)))


def measure(messages: Sequence[Message], scrub: Callable[[str], str]) -> dict[str, float]:
    """Shares of values removed (in all and by kind), of other words kept, of clean messages touched; ms a message."""
    removed: dict[str, list[bool]] = defaultdict(list)
    kept: list[bool] = []
    touched: list[bool] = []
    begun = time.perf_counter()
    after = [scrub(message.text) for message in messages]
    spent = 1000 * (time.perf_counter() - begun)
    for message, text in zip(messages, after, strict=True):
        for value, kind in message.values:
            removed[kind].append(standing(value, text) <= standing(value, message.rest))
        if message.values:
            left = PLACEHOLDER.sub(" ", text)
            kept += [bool(standing(word, left)) for word in re.findall(r"[^\W_]{3,}", message.rest)]
        else:
            touched.append(text != message.text)
    every = [gone for marks in removed.values() for gone in marks]
    kinds = {f"removed_{kind}": share(marks) for kind, marks in sorted(removed.items())}
    return {
        "n": float(len(messages)), "values": float(len(every)), "removed": share(every), "kept": share(kept),
        "touched": share(touched) if touched else 0.0, "ms": round(spent / max(1, len(messages)), 1), **kinds,
    }


def standing(value: str, text: str) -> int:
    """How often a value stands in a text as whole words, in any case."""
    return len(re.findall(rf"(?<!\w){re.escape(value.lower())}(?!\w)", text.lower()))


def short_of(found: dict[str, float]) -> list[str]:
    """A line for each figure that falls short."""
    low = [f"{name} {found.get(name, 0):g} < {least:g}" for name, least in LEAST.items() if found.get(name, 0) < least]
    return low + [f"{name} {found[name]:g} > {most:g}" for name, most in MOST.items() if found[name] > most]


def export(folder: Path, messages: Sequence[Message]) -> Path:
    """Write ``pii.jsonl``: a row a message with its text, and each value with its kind and its place."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "pii.jsonl"
    path.write_text("".join(json.dumps(_row(m), ensure_ascii=False) + "\n" for m in messages), encoding="utf-8")
    return path


def _row(message: Message) -> dict[str, Any]:
    spans, at, shift = [], 0, 0
    for value, kind in message.values:
        at = message.rest.index("[]", at)
        spans.append({"start": at + shift, "end": at + shift + len(value), "type": kind.upper(), "value": value})
        at, shift = at + 2, shift + len(value) - 2
    words = sorted(set(re.findall(r"[^\W_]{4,}", message.rest)))
    return {"id": message.id, "text": message.text, "spans": spans, "keep": words if spans else []}
