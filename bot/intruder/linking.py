"""Rare combinations: conversations that stand nearly alone among all others that share what an outsider may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from bot.records.counts import LEAST
from bot.records.queries import LoggedTurn
from bot.terms import Role

KNOWABLE = ("day", "channel", "role", "route", "topic")
UNKNOWN = str(Role.UNKNOWN)
Conversation = dict[str, str]


@dataclass(frozen=True)
class Rare:
    """``alone`` conversations share these columns with fewer than four others; ``by_month``: if days were months."""

    columns: tuple[str, ...]
    alone: int
    by_month: int


def conversations(turns: Iterable[LoggedTurn]) -> list[Conversation]:
    """What an outsider may know of each conversation: its day, its channel, who wrote, and what it was about.

    The subject is that of the first turn that has one; who wrote is what the log knew in the end.
    """
    found: dict[str, Conversation] = {}
    for turn in sorted(turns, key=lambda one: (one.log_id, one.position)):
        one = found.setdefault(turn.log_id, {"day": turn.day.isoformat(), "channel": turn.channel})
        for column, value in (("route", turn.route), ("topic", turn.topic)):
            if value:
                one.setdefault(column, value)
        if turn.role and turn.role != UNKNOWN:
            one["role"] = turn.role
    return list(found.values())


def rare(known: list[Conversation]) -> list[Rare]:
    """Every combination of columns in which some conversation shares its values with fewer than four others."""
    months = [{**one, "day": one["day"][:7]} for one in known]
    sets = [columns for size in range(1, len(KNOWABLE) + 1) for columns in combinations(KNOWABLE, size)]
    found = [Rare(columns, alone(known, columns), alone(months, columns)) for columns in sets]
    return [one for one in found if one.alone]


def alone(known: list[Conversation], columns: tuple[str, ...]) -> int:
    """How many conversations are in a group of fewer than five."""
    groups = Counter(tuple(one.get(column, "") for column in columns) for one in known)
    return sum(number for number in groups.values() if number < LEAST)
