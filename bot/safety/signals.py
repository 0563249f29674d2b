"""Which words of a message speak of danger now, perhaps, or against it: explainable, and alone from the first second.

The rows are data (``bot/data/safety/signals/*.yml``): each with its danger, its weight, messages that it must find and
near misses that it must not. Needs no model; anything that the rows miss is left to the classifier beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.errors import ContentError
from bot.paths import DATA
from bot.safety.automaton import Automaton
from bot.safety.patterns import Graph
from bot.safety.words import Reader, Reading, bare

FOLDER = DATA / "safety" / "signals"
BARE_CALL, ENDED, NOW = "bare_call", "ended", "now"
_PHRASES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["code", "weight", "hits", "near_misses"],
        "oneOf": [{"required": ["any"]}, {"required": ["all"]}],
        "properties": {
            "code": {"type": "string", "pattern": "^[a-z_]+$"},
            "weight": {"enum": ["immediate", "check", "calm", "mark"]},
            "why": {"type": "string"},
            "any": _PHRASES,
            "all": {"type": "array", "items": _PHRASES, "minItems": 2},
            "within": {"type": "integer", "minimum": 2},
            "not_after": _PHRASES,
            "not_before": _PHRASES,
            "unless": _PHRASES,
            "yields_to_now": {"type": "boolean"},
            "hits": _PHRASES,
            "near_misses": {"type": "object", "additionalProperties": {"type": "string", "minLength": 3}},
        },
        "additionalProperties": False,
    },
}


@dataclass(frozen=True)
class Signal:
    """One reason. ``weight``: immediate, check or calm; ``start`` and ``end`` are places in the raw text."""

    code: str
    weight: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """One row of the data. ``groups``: patterns, of which each group must match, within ``within`` words of each other.

    A match beside a word of ``not_after`` or ``not_before`` counts for nothing; so does a row whose ``unless`` matches.
    """

    name: str
    code: str
    weight: str
    groups: tuple[tuple[str, ...], ...]
    within: int
    not_after: frozenset[str]
    not_before: frozenset[str]
    unless: tuple[str, ...]
    yields_to_now: bool
    hits: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """A row that matched: first and last place in the raw text, and of its last match the first word's number."""

    row: Row
    start: int
    end: int
    latest: int


class Signals:
    """All rows, compiled together."""

    def __init__(self, rows: tuple[Row, ...], groups: dict[str, list[str]], folds: dict[str, str]) -> None:
        graph = Graph(groups)
        self.rows = rows
        self._parts: list[tuple[int, ...]] = []
        self._vetoes: list[int] = []
        count = 0
        for row in rows:
            self._parts.append(tuple(range(count, count + len(row.groups))))
            graph.context.update(row.not_after, row.not_before)
            for patterns in (*row.groups, row.unless):
                for pattern in patterns:
                    graph.add(pattern, count)
                count += 1
            self._vetoes.append(count - 1)
        self._rows = {parts[0]: number for number, parts in enumerate(self._parts)}  # by the first part that must match
        self.automaton = Automaton(graph)
        self.reader = Reader(graph, folds)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Signals:
        """Read the rows; raises ContentError naming the pattern that cannot be read."""
        from bot import yamlfile  # slow to import, and this module must answer within the first seconds

        groups: dict[str, list[str]] = {}
        folds: dict[str, str] = {}
        rows: list[Row] = []
        for path in sorted(folder.glob("*.yml")):
            content = yamlfile.read(path)
            if isinstance(content, dict):
                groups.update({name: [_plain(w) for w in words] for name, words in content["groups"].items()})
                folds.update({str(raw): str(folded) for raw, folded in content["folds"].items()})
            else:
                rows += [_row(f"{path.stem}/{number}", item) for number, item in enumerate(content, 1)]
        if not rows:
            raise ContentError([f"{folder.name}: no signals"])
        return cls(tuple(rows), groups, folds)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return the rows that match, in the order of the data."""
        reading = self.reader.read(text)
        found = self.automaton.read(reading.signatures)
        matched = []
        for number in sorted(self._rows[part] for part in self._rows.keys() & found.keys()):
            row, parts = self.rows[number], self._parts[number]
            if self._vetoes[number] not in found and all(part in found for part in parts):
                match = self._match(row, parts, found, reading)
                if match:
                    matched.append(match)
        return tuple(matched)

    def _match(self, row: Row, parts: tuple[int, ...], found: dict[int, list[int]], reading: Reading) -> Match | None:
        first, *others = (found[part] for part in parts)
        ends = [end for end in first if all(_near(ends, end, row.within) for ends in others)]
        starts = [self.automaton.start(reading.signatures, parts[0], end) for end in _sample(ends)]
        kept = [
            (start, end)
            for start, end in zip(starts, _sample(ends), strict=True)
            if not any(row.not_after & word for word in reading.signatures[max(0, start - 2) : start])
            and not any(row.not_before & word for word in reading.signatures[end + 1 : end + 3])
        ]
        if not kept:
            return None
        start, end = kept[0]
        return Match(row, reading.spans[start][0], reading.spans[end][1], kept[-1][0])


def _near(ends: list[int], end: int, within: int) -> bool:
    at = bisect_left(ends, end - within)
    return at < len(ends) and ends[at] <= end + within


def _sample(ends: list[int], most: int = 8) -> list[int]:
    """The first and last few matches say all; a text of thousands must not cost thousands of looks back."""
    return ends if len(ends) <= most else ends[: most // 2] + ends[-most // 2 :]


def _plain(phrase: object) -> str:
    return " ".join(bare(word) for word in str(phrase).split())


def _row(name: str, item: dict[str, Any]) -> Row:
    groups = item.get("all") or [item["any"]]
    return Row(
        name=name, code=item["code"], weight=item["weight"],
        groups=tuple(tuple(_plain(p) for p in patterns) for patterns in groups),
        within=item.get("within", 40),
        not_after=frozenset(item.get("not_after", ())), not_before=frozenset(item.get("not_before", ())),
        unless=tuple(_plain(p) for p in item.get("unless", ())),
        yields_to_now=item.get("yields_to_now", False),
        hits=tuple(item["hits"]), near_misses=tuple(item["near_misses"]),
    )


@lru_cache(maxsize=1)
def loaded() -> Signals:
    """The project's own rows, compiled at first use."""
    return Signals.load()


def find(text: str) -> tuple[Signal, ...]:
    """Return the signals of a raw message, one for each code and weight, in reading order.

    A calm signal that speaks of the past gives way where the message also speaks of danger and of this very time.
    """
    matched = loaded().matches(text)
    now = any(m.row.code == NOW for m in matched) and any(m.row.weight == "immediate" for m in matched)
    signals: dict[tuple[str, str], Signal] = {}
    for m in matched:
        if m.row.weight != "mark" and not (now and m.row.yields_to_now):
            signals.setdefault((m.row.code, m.row.weight), Signal(m.row.code, m.row.weight, m.start, m.end))
    return tuple(sorted(signals.values(), key=lambda s: (s.start, s.end)))


def deescalates(text: str) -> bool:
    """Whether the person says that help is there, the child is safe or it was a mistake, and no new danger after it."""
    matched = loaded().matches(text)
    ended = max((m.latest for m in matched if m.row.code == ENDED), default=-1)
    return ended >= 0 and not any(m.row.weight == "immediate" and m.latest > ended for m in matched)


def calls_for_help(text: str) -> bool:
    """Whether the message is hardly more than a call for help."""
    return any(m.row.code == BARE_CALL for m in loaded().matches(text))
