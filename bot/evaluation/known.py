"""The corrections that must stay true, in ``bot/data/regression``: what people wrote, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.evaluation.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.judge import Marks
from bot.paths import DATA

NAME = "known"
FOLDER = DATA / "regression"
_EXPECT = {
    "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False,
    "properties": {
        "caught": {"const": True}, "calm": {"const": True}, "intent": {"type": "string"}, "route": {"type": "string"},
    },
}
_CASE = {
    "type": "object", "required": ["id", "text", "expect"], "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^known-[a-z0-9-]+$"}, "text": {"type": "string", "minLength": 1},
        "expect": _EXPECT,
    },
}
FILE: dict[str, Any] = {
    "type": "object", "required": ["cases"], "additionalProperties": False,
    "properties": {"cases": {"type": "array", "minItems": 1, "items": _CASE}},
}


def load(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Every case of every file. Raises ContentError for a wrong shape or an id that stands twice."""
    cases = [
        Case(NAME, row["id"], "unknown", row)
        for path in sorted(folder.glob("*.yml")) for row in yamlfile.check(path, yamlfile.read(path), FILE)["cases"]
    ]
    if len({case.id for case in cases}) < len(cases):
        raise ContentError([f"{folder.name}: an id stands twice"])
    return tuple(cases)


def judge(case: Case, ask: Callable[[str], Answer], intent: Callable[[], str | None]) -> Marks:
    """Whether the answer is what it must be; ``intent`` tells what the last message was understood as."""
    answer = ask(case.row["text"])
    caught = answer.escalated or answer.checked
    (name, wanted), = case.row["expect"].items()
    ok = {
        "caught": caught, "calm": not answer.escalated, "intent": intent() == wanted,
        "route": answer.first("route") == wanted,
    }[name]
    return {"ok": bool(ok), "danger": name == "caught", "caught": caught, "escalated": answer.escalated}
