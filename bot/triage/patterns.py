"""The patterns of ``bot/data/readings.yml``, compiled once; ``<name>`` stands for a list of words of that file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot import yamlfile
from bot.paths import DATA

_MACRO = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True)
class Reading:
    """One value of a fact, the words that say it, and the words that take it back."""

    value: str
    hit: re.Pattern[str]
    unless: re.Pattern[str] | None

    def fits(self, text: str) -> bool:
        """Whether folded text says this value."""
        return bool(self.hit.search(text)) and not (self.unless and self.unless.search(text))


def fold(text: str) -> str:
    """Lower case, straight quotes, single spaces."""
    return re.sub(r"\s+", " ", text.replace("\u2019", "'").replace("\u2018", "'").lower()).strip()


@lru_cache(maxsize=1)
def content() -> dict[str, Any]:
    """The file as it stands."""
    whole: dict[str, Any] = yamlfile.read(DATA / "readings.yml")
    return whole


def expand(pattern: str) -> str:
    """Put the named lists of words in, also where one list uses another."""
    words = content()["words"]
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda found: f"(?:{words[found[1]]})", pattern)
    return pattern


def compiled(patterns: list[str]) -> re.Pattern[str]:
    """One pattern that hits where any of the list does."""
    return re.compile("|".join(f"(?:{expand(p)})" for p in patterns))


def reading(value: str, row: dict[str, list[str]]) -> Reading:
    """Compile one row of the file."""
    return Reading(value, compiled(row["patterns"]), compiled(row["unless"]) if row.get("unless") else None)


@lru_cache(maxsize=1)
def facts() -> dict[str, tuple[Reading, ...]]:
    """For each fact its values, in the order in which they are looked for."""
    return {name: tuple(reading(r["value"], r) for r in rows) for name, rows in content()["facts"].items()}


@lru_cache(maxsize=1)
def roles() -> tuple[Reading, ...]:
    """How people say who they are."""
    return tuple(reading(row["value"], row) for row in content()["role"])


@lru_cache(maxsize=1)
def private() -> re.Pattern[str]:
    """Words of somebody at work who now writes for themselves."""
    return compiled(content()["private"])


@lru_cache(maxsize=1)
def agencies() -> dict[str, re.Pattern[str]]:
    """Words that name the writer's own agency."""
    return {name: compiled(rows) for name, rows in content()["agency"].items()}


@lru_cache(maxsize=1)
def places() -> dict[str, re.Pattern[str]]:
    """Place names of each area; ``lives`` before a place outside it."""
    area = content()["area"]
    found = {name: re.compile("|".join(rf"(?:\b{p}\b)" for p in area[name])) for name in area if name != "lives"}
    away = "|".join(f"(?:{p})" for p in area["elsewhere"])
    return {**found, "lives_elsewhere": re.compile(rf"\b{area['lives']}(?:\w+ )?(?:{away})\b")}


@lru_cache(maxsize=1)
def ages() -> dict[str, re.Pattern[str]]:
    """Words (not numbers) that tell an age band."""
    return {band: compiled(rows) for band, rows in content()["ages"].items()}


@lru_cache(maxsize=1)
def named() -> dict[str, Reading]:
    """For some natures the words without which a line amid a worry does not mean them."""
    return {row["nature"]: reading(row["nature"], row) for row in content()["named"]}


@lru_cache(maxsize=1)
def put_right() -> tuple[tuple[frozenset[str], Reading], ...]:
    """What a line puts right: the natures that were taken, and the reading with the one that is meant."""
    return tuple((frozenset(row["from"]), reading(row["to"], row)) for row in content()["put_right"])


@lru_cache(maxsize=1)
def answers() -> dict[str, tuple[Reading, ...]]:
    """For each slot the values that a short answer can mean, in the order in which they are looked for."""
    return {slot: tuple(reading(r["value"], r) for r in rows) for slot, rows in content()["answers"].items()}


@lru_cache(maxsize=1)
def age_answers() -> dict[str, re.Pattern[str]]:
    """Words that are an age only where the question was "how old"."""
    return {band: compiled(rows) for band, rows in content()["age_answers"].items()}


@lru_cache(maxsize=16)
def single(name: str) -> re.Pattern[str]:
    """One of the lone patterns: ``question``, ``now_what``, ``already``, ``skip``, ``unsure``, ``yes``, ``no`` ..."""
    return re.compile(content()[name])
