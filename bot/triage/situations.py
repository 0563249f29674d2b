"""Situations met every week: which of them a text shows, and what each lays over a decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.terms import Kind, Role, Route, Urgency
from bot.triage.decide import MOST, Decision, audience, hold
from bot.triage.patterns import fold

_AT_ONCE = 2  # more than two situations in one text would bury what matters
_MACRO = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True)
class Situation:
    """One row: when it is seen, and its words as they stand in the file."""

    id: str
    hit: re.Pattern[str]
    unless: re.Pattern[str] | None
    roles: frozenset[str]
    alone: bool
    near_misses: tuple[str, ...]
    say: dict[str, Any]

    def seen(self, words: str, role: Role) -> bool:
        """Whether folded text, from this person, shows the situation."""
        if self.roles and str(role) not in self.roles:
            return False
        return bool(self.hit.search(words)) and not (self.unless and self.unless.search(words))

    def said(self, name: str, role: Role) -> tuple[str, ...]:
        """The lines under ``name`` for this reader."""
        value = self.say.get(name) or []
        return tuple(value[audience(role)] if isinstance(value, dict) else value)

    def opening(self, role: Role) -> str | None:
        """The first line of its own, if it has one."""
        value = self.say.get("opening")
        return value[audience(role)] if isinstance(value, dict) else value


@lru_cache(maxsize=1)
def situations() -> tuple[Situation, ...]:
    """Every row, in the order of the file: the weightier first."""
    content = yamlfile.read(DATA / "situations.yml")
    words: dict[str, str] = content["words"]

    def compiled(patterns: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{_MACRO.sub(lambda m: f'(?:{words[m[1]]})', p)})" for p in patterns))

    return tuple(
        Situation(
            row["id"], compiled(row["patterns"]), compiled(row["unless"]) if row.get("unless") else None,
            frozenset(row.get("for", ())), bool(row.get("alone")), tuple(row.get("near_misses", ())), row,
        )
        for row in content["situations"]
    )


@lru_cache(maxsize=2)  # of one turn: it is asked whether one stands alone, then which are laid over
def matching(text: str, role: Role) -> tuple[Situation, ...]:
    """Every situation that the text shows; none for a child, who is never given an adult's answer."""
    if role is Role.YOUNG_PERSON:
        return ()
    words = fold(text)
    return tuple(row for row in situations() if row.seen(words, role))


def find(text: str, role: Role) -> tuple[str, ...]:
    """The ids of the situations that the text lays over a decision (those that stand alone are left out)."""
    return tuple(row.id for row in matching(text, role) if not row.alone)


def apply(decision: Decision, ids: tuple[str, ...], role: Role) -> Decision:
    """The decision with the steps of the situations found so far; route and urgency can only rise.

    Only two rows add words (the weightiest: the order of the file), but every row's least route counts.
    """
    meant = [row for row in situations() if row.id in ids and not row.alone]
    rows = [row for row in meant if not row.roles or str(role) in row.roles]
    for row in rows[_AT_ONCE:]:
        decision = _raised(decision, row.say.get("raise"))
    for row in reversed(rows[:_AT_ONCE]):
        decision = _lay(decision, row, role)
    return decision


def overlay(decision: Decision, text: str, role: Role) -> Decision:
    """The decision with what the situations in this text add."""
    return apply(decision, find(text, role), role)


def alone(text: str, role: Role) -> Decision | None:
    """The whole answer for a text that is no concern in itself (a prank, the press, "promise not to tell"), or None."""
    row = next((row for row in matching(text, role) if row.alone), None)
    if row is None:
        return None
    return Decision(
        route=Route(row.say["route"]), urgency=Urgency(row.say["urgency"]), topic="other", rule=row.id,
        opening=row.opening(role) or "", reason="", steps=row.said("steps", role), avoid=row.said("avoid", role),
        contacts=row.said("contacts", role),
    )


def kind_of(decision: Decision) -> Kind:
    """What kind of reply an answer of ``alone`` is."""
    return Kind(next(row.say["kind"] for row in situations() if row.id == decision.rule))


def _lay(decision: Decision, row: Situation, role: Role) -> Decision:
    """One row over a decision; in an emergency 999 stays the first thing said."""
    steps, urgent = row.said("steps", role), decision.route is Route.EMERGENCY
    if row.say.get("short") and not urgent:
        return replace(
            decision, opening=row.opening(role) or decision.opening, reason="", steps=steps, avoid=(), record=(),
            contacts=decision.contacts[:1],
        )
    keep = 2 if urgent else 1 if row.say.get("place") == "last" else 0
    laid = replace(
        decision,
        opening=decision.opening if urgent else row.opening(role) or decision.opening,
        steps=_once((*decision.steps[:keep], *steps, *decision.steps[keep:]))[: MOST["steps"]],
        avoid=_once((*row.said("avoid", role), *decision.avoid))[: MOST["avoid"]],
        contacts=_once((*decision.contacts[:keep], *row.said("contacts", role), *decision.contacts)),
    )
    return _raised(laid, row.say.get("raise"))


def _raised(decision: Decision, least: dict[str, str] | None) -> Decision:
    """Never less than the row asks for."""
    if not least:
        return decision
    floor = replace(decision, route=Route(least["route"]), urgency=Urgency(least["urgency"]))
    return hold(floor, decision)


def _once(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
