"""Word rules of the second look: which of them hold in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["groups", "rules", "alike"],
    "properties": {
        "groups": {"type": "object", "additionalProperties": _WORDS},
        "rules": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "weight", "all", "hit", "miss"],
                "properties": {
                    "code": {"type": "string", "pattern": "^[a-z_]+$"}, "weight": {"enum": [1, 2]},
                    "all": _WORDS, "unless": _WORDS, "hit": {"type": "string"}, "miss": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
        "alike": {
            "type": "object", "required": ["some", "strong"], "additionalProperties": False,
            "properties": {"some": {"type": "number"}, "strong": {"type": "number"}},
        },
    },
    "additionalProperties": False,
}
_END = re.compile(r"[.!?\n]+")


@dataclass(frozen=True)
class Rule:
    """``needs``: one word of each of these groups; ``unless``: none of these; ``hit`` and ``miss``: a text of each."""

    code: str
    weight: int
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    hit: str
    miss: str


class Rules:
    """All rules; ``some`` and ``strong`` are the likenesses to known dangers that count with them."""

    def __init__(self, groups: dict[str, re.Pattern[str]], rules: tuple[Rule, ...], some: float, strong: float) -> None:
        self._groups, self.rules, self.some, self.strong = groups, rules, some, strong

    @classmethod
    def load(cls, path: Path) -> Rules:
        """Read the file. Raises ContentError for a rule that names no group."""
        content = yamlfile.check(path, yamlfile.read(path), SCHEMA)
        groups = {name: _pattern(words) for name, words in content["groups"].items()}
        rules = tuple(
            Rule(r["code"], r["weight"], tuple(r["all"]), tuple(r.get("unless", ())), r["hit"], r["miss"])
            for r in content["rules"]
        )
        unknown = sorted({name for rule in rules for name in (*rule.needs, *rule.unless)} - groups.keys())
        if unknown:
            raise ContentError([f"{path.name}: no group {name!r}" for name in unknown])
        return cls(groups, rules, content["alike"]["some"], content["alike"]["strong"])

    def find(self, text: str) -> list[Rule]:
        """The rules that hold in one sentence, or in two that follow each other."""
        parts = [part for part in _END.split(folded(text)) if part.strip()]
        pairs = [" ".join(parts[at : at + 2]) for at in range(max(1, len(parts) - 1))]
        there = [{name for name, words in self._groups.items() if words.search(pair)} for pair in pairs]
        return [
            rule for rule in self.rules
            if any(found.issuperset(rule.needs) and found.isdisjoint(rule.unless) for found in there)
        ]


def folded(text: str) -> str:
    """Small letters, no apostrophes: "can't" and "cant" are one word."""
    return re.sub(r"['\u2019\u2018]", "", text.lower())


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
