"""The rules of triage as data: read once, matched by sets; which rule wins is decided in ``decide``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.paths import DATA
from bot.terms import Route, Urgency

Facts = Mapping[str, str]
Sets = tuple[tuple[str, frozenset[str]], ...]
NOT_SAID = "none"


@dataclass(frozen=True)
class Rule:
    """One row: it holds when every fact of ``when`` fits and not all of ``unless`` do."""

    id: str
    when: Sets
    unless: Sets
    route: Route
    urgency: Urgency
    level: tuple[int, int]  # how strong: (urgency, rank of the route), each from 0

    def holds(self, facts: Facts) -> bool:
        """Whether this rule fits the facts."""
        return holds(self.when, self.unless, facts)


@dataclass(frozen=True)
class Addition:
    """What one fact adds to an answer; ``say`` holds the words as they stand in the file."""

    id: str
    when: Sets
    unless: Sets
    say: dict[str, Any]

    def holds(self, facts: Facts) -> bool:
        """Whether this addition fits the facts (with the ``route`` and ``urgency`` decided on)."""
        return holds(self.when, self.unless, facts)


@dataclass(frozen=True)
class Book:
    """Everything the data files say."""

    rules: tuple[Rule, ...]
    additions: tuple[Addition, ...]
    words: dict[str, dict[str, Any]]
    citations: dict[str, dict[str, str]]
    topics: dict[str, str]
    ranks: dict[str, int]
    urgencies: tuple[str, ...]
    worry: dict[str, tuple[tuple[str, ...], ...]]

    def level(self, route: str, urgency: str) -> tuple[int, int]:
        """How strong a decision is: urgency first, then the rank of the route."""
        return self.urgencies.index(str(urgency)), self.ranks[str(route)]


def holds(when: Sets, unless: Sets, facts: Facts) -> bool:
    """Every ``when`` fits, and ``unless`` is empty or does not fit as a whole."""
    for name, allowed in when:
        if facts.get(name, NOT_SAID) not in allowed:
            return False
    if not unless:
        return True
    return any(facts.get(name, NOT_SAID) not in allowed for name, allowed in unless)


def sets(row: Mapping[str, list[str]] | None) -> Sets:
    """``{fact: [values]}`` of the file as frozen sets."""
    return tuple((name, frozenset(values)) for name, values in (row or {}).items())


@lru_cache(maxsize=1)
def book() -> Book:
    """Read the three files of triage; raises ContentError when a rule has no words or a name is unknown."""
    table = yamlfile.read(DATA / "triage.yml")
    spoken = yamlfile.read(DATA / "triage_words.yml")
    extra = yamlfile.read(DATA / "triage_additions.yml")
    problems = [f"triage.yml: rules/{r['id']}: no words" for r in table["rules"] if r["id"] not in spoken["words"]]
    problems += [
        f"triage_words.yml: {name}: unknown citation {key}"
        for name, say in spoken["words"].items() for key in say["cites"] if key not in spoken["citations"]
    ]
    if problems:
        raise ContentError(problems)
    return Book(
        rules=tuple(
            Rule(
                r["id"], sets(r["when"]), sets(r.get("unless")), Route(r["route"]), Urgency(r["urgency"]),
                (table["urgencies"].index(r["urgency"]), table["ranks"][r["route"]]),
            )
            for r in table["rules"]
        ),
        additions=tuple(Addition(a["id"], sets(a["when"]), sets(a.get("unless")), a) for a in extra["additions"]),
        words=spoken["words"], citations=spoken["citations"], topics=table["topics"], ranks=table["ranks"],
        urgencies=tuple(table["urgencies"]),
        worry={name: tuple(tuple(step) for step in steps) for name, steps in table["worry"].items()},
    )


@lru_cache(maxsize=256)
def rules_for(nature: str, role: str) -> tuple[Rule, ...]:
    """The rules that this nature and role can meet at all, in the order of the file."""
    fixed = {"nature": nature, "role": role}

    def possible(rule: Rule) -> bool:
        if any(name in fixed and fixed[name] not in allowed for name, allowed in rule.when):
            return False
        return not rule.unless or not all(name in fixed and fixed[name] in allowed for name, allowed in rule.unless)

    return tuple(rule for rule in book().rules if possible(rule))
