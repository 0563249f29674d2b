"""Every combination of facts that triage can tell apart, worked out from the rules themselves.

Two values of a fact belong together when no rule or addition that a nature and role can meet treats them differently.
The product of these groups is therefore exhaustive: a value left out behaves exactly as the one that stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from bot.terms import Role
from bot.triage.concern import KINDS, Concern, Nature
from bot.triage.decide import Decision, decide, level
from bot.triage.rules import NOT_SAID, Addition, Rule, book, rules_for

ROLES = (Role.PROFESSIONAL, Role.PARENT, Role.UNKNOWN)
WORDS_ONLY = ("area", "communication", "social_care")  # no rule names them: they add steps, and are checked apart
FACTS = tuple(name for name in KINDS if name not in ("role", "nature", *WORDS_ONLY))
Combination = tuple[str, ...]  # one word for each of FACTS; "none" = not said


WORDS = {fact: {value: KINDS[fact](value) for value in map(str, KINDS[fact])} for fact in FACTS}


@dataclass(frozen=True)
class Part:
    """All combinations of one nature and role: what stands for each value, each decision and its level."""

    nature: Nature
    role: Role
    stands_for: dict[str, dict[str, str]]
    decisions: dict[Combination, Decision]
    levels: dict[Combination, tuple[int, int]]

    def changed(self, combination: Combination, fact: str, value: str) -> Combination:
        """The combination when one fact is changed to ``value``."""
        place = FACTS.index(fact)
        return (*combination[:place], self.stands_for[fact][value], *combination[place + 1:])


def can_win(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Leave out the rules that one without conditions, of the same or a higher level, always beats."""
    sure = [r for r in rules if {name for name, _ in (*r.when, *r.unless)} <= {"nature", "role"}]
    if not sure:
        return rules
    least = max(sure, key=lambda r: r.level)
    before = rules[:rules.index(least) + 1]
    return tuple(r for r in rules if r.level > least.level or (r.level == least.level and r in before))


def meets(row: Addition, nature: Nature, role: Role) -> bool:
    """Whether an addition can hold at all for this nature and role."""
    fixed = {"nature": str(nature), "role": str(role)}
    if any(name in fixed and fixed[name] not in allowed for name, allowed in row.when):
        return False
    return not row.unless or not all(name in fixed and fixed[name] in allowed for name, allowed in row.unless)


def groups(nature: Nature, role: Role) -> dict[str, dict[str, str]]:
    """For each fact: every value -> the value that stands for its group."""
    rules = can_win(rules_for(str(nature), str(role)))
    rows = (*rules, *(a for a in book().additions if meets(a, nature, role)))
    found = {}
    for fact in FACTS:
        sets = [allowed for row in rows for part in (row.when, row.unless) for name, allowed in part if name == fact]
        first: dict[tuple[bool, ...], str] = {}
        values = (NOT_SAID, *(str(word) for word in KINDS[fact]))
        found[fact] = {v: first.setdefault(tuple(v in allowed for allowed in sets), v) for v in values}
    return found


@cache
def parts() -> tuple[Part, ...]:
    """The whole space, decided once."""
    return tuple(_part(nature, role) for nature in Nature for role in ROLES if distinct(nature, role))


def distinct(nature: Nature, role: Role) -> bool:
    """Somebody unknown is treated as a parent, except for the natures whose rules tell them apart."""
    return role is not Role.UNKNOWN or rules_for(str(nature), "unknown") != rules_for(str(nature), "parent")


def _part(nature: Nature, role: Role) -> Part:
    stands_for = groups(nature, role)
    choices = [sorted(set(stands_for[fact].values())) for fact in FACTS]
    decisions = {c: decide(concern(nature, role, c)) for c in product(*choices)}
    return Part(nature, role, stands_for, decisions, {c: level(d) for c, d in decisions.items()})


def concern(nature: Nature, role: Role, combination: Combination) -> Concern:
    """The concern that a combination stands for."""
    said = {f: WORDS[f][v] for f, v in zip(FACTS, combination, strict=True) if v != NOT_SAID}
    return Concern(role=role, nature=nature, **said)  # type: ignore[arg-type]


@cache
def every() -> tuple[tuple[Part, dict[str, str], Decision], ...]:
    """Every combination with its facts by name."""
    return tuple(
        (part, dict(zip(FACTS, combination, strict=True)), decision)
        for part in parts() for combination, decision in part.decisions.items()
    )


def size() -> int:
    """How many combinations there are."""
    return sum(len(part.decisions) for part in parts())
