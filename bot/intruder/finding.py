"""One thing found in a logged text, and what is left out because it names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot import yamlfile
from bot.paths import DATA

PLACEHOLDER = re.compile(r"\[[A-Z_]+(?:_\d+)?\]")
WORD = re.compile(r"[^\W\d_]+")
# Our own wording: no example messages and no lists of names among them.
OURS = ("words", "guidance", "contacts.yml", "signs.yml", "triage.yml", "triage_words.yml", "questions.yml")


@dataclass(frozen=True)
class Finding:
    """``kind`` in ``row`` from ``start`` to ``end``; ``sure``: a pattern, not a guess; ``repr`` hides the words."""

    row: str
    kind: str
    start: int
    end: int
    sure: bool
    words: str = field(repr=False)


def outside_placeholders(text: str, found: Iterable[Finding]) -> list[Finding]:
    """Without what touches a placeholder: that is what the scrubber put there."""
    kept = [match.span() for match in PLACEHOLDER.finditer(text)]
    return [one for one in found if all(one.end <= start or one.start >= end for start, end in kept)]


@cache
def harmless() -> frozenset[str]:
    """Words that name nobody, in small letters: those of our own wording, and those that a person has looked at."""
    files = [path for name in OURS for path in sorted(DATA.glob(name if name.endswith(".yml") else f"{name}/*.yml"))]
    own = {word.lower() for path in files for text in _texts(yamlfile.read(path)) for word in WORD.findall(text)}
    reviewed = yamlfile.read(DATA / "intruder.yml")["harmless"]
    looked_at = {word.lower() for group in reviewed.values() for text in group for word in WORD.findall(text)}
    return frozenset(own | looked_at)


def names_nobody(words: str) -> bool:
    """Whether every word of a find is harmless by itself."""
    return all(word.lower() in harmless() for word in WORD.findall(words))


def _texts(content: Any) -> Iterable[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
