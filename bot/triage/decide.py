"""From the facts of a concern to a decision: which agency, how soon, why, and what to do; a pure function of data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from bot.errors import SafeguardError
from bot.terms import Role, Route, Urgency, Word
from bot.triage.concern import Concern
from bot.triage.questions import order
from bot.triage.rules import Addition, Book, Rule, book, rules_for

_FACTS = tuple(f.name for f in fields(Concern))
MOST = {"steps": 4, "avoid": 3, "record": 4}


class NotForChildren(SafeguardError):
    """A worried child is never given an adult's form or an adult's answer."""


@dataclass(frozen=True)
class Decision:
    """The answer of triage. ``contacts`` are ids of the directory; ``citations`` name headings, the best first."""

    route: Route
    urgency: Urgency
    topic: str
    rule: str
    opening: str
    reason: str
    steps: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    citations: tuple[dict[str, str], ...] = ()


def decide(concern: Concern, floor: Decision | None = None) -> Decision:
    """Decide on one concern; with ``floor`` (what was decided before) never less than that.

    Raises NotForChildren when the writer is a child: they get kindness and Childline instead.
    """
    if concern.role is Role.YOUNG_PERSON:
        raise NotForChildren("a child is never given an adult's answer")
    facts = plain(concern)
    rule = strongest(facts)
    facts.update(route=rule.route.value, urgency=rule.urgency.value)
    added = tuple(addition.id for addition in book().additions if addition.holds(facts))
    made = _said(rule.id, rule.route, rule.urgency, facts["nature"], audience(concern.role), added)
    return hold(floor, made) if floor else made


def hold(previous: Decision, new: Decision) -> Decision:
    """What stands after a fact was taken back or changed: route and urgency never fall below what was decided.

    People are pressed to take things back, and the person typing may be the one the worry is about.
    """
    had, has = level(previous), level(new)
    if has[0] >= had[0] and has[1] >= had[1]:
        return new
    if had[0] >= has[0] and had[1] >= has[1]:
        return previous
    stronger = previous if had[1] > has[1] else new
    return replace(stronger, urgency=max(previous, new, key=lambda d: level(d)[0]).urgency)


def level(decision: Decision) -> tuple[int, int]:
    """How strong a decision is: (urgency, rank of the route), each from 0."""
    return book().level(decision.route, decision.urgency)


def plain(concern: Concern) -> dict[str, str]:
    """The facts as plain words; what was not said is left out."""
    said = ((name, getattr(concern, name)) for name in _FACTS)
    return {name: value.value if isinstance(value, Word) else value for name, value in said if value is not None}


def strongest(facts: Mapping[str, str]) -> Rule:
    """The strongest rule that holds; of equals the first in the file."""
    return max((r for r in rules_for(facts["nature"], facts["role"]) if r.holds(facts)), key=lambda rule: rule.level)


def audience(role: Role) -> str:
    """``professional``, or ``parent`` for everybody else."""
    return "professional" if role is Role.PROFESSIONAL else "parent"


def form_for(role: Role) -> tuple[str, ...]:
    """The questions a person may be asked at all; none for a child or somebody worried about themselves."""
    if role in (Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF):
        return ()
    return tuple(slot for slot in order() if slot != "pressure" or role is Role.PROFESSIONAL)


@lru_cache(maxsize=4096)
def _said(
    rule_id: str, route: Route, urgency: Urgency, nature: str, reader: str, added: tuple[str, ...],
) -> Decision:
    """Put the words of a rule and of what single facts add together."""
    whole = book()
    say = whole.words[rule_id]
    extra = [addition for addition in whole.additions if addition.id in added]
    first = _all(extra, "first", reader)
    steps = _list(say["steps"], reader)
    steps = [*first, *steps] if first else [*steps[:1], *_all(extra, "steps", reader), *steps[1:]]
    if first:
        steps[2:2] = _all(extra, "steps", reader)
    record = [*_list(say.get("record", []), reader), *_all(extra, "record", reader)] if reader == "professional" else []
    return Decision(
        route=route, urgency=urgency, topic=whole.topics[nature], rule=rule_id,
        opening=_text(say["opening"], reader), reason=_text(say["reason"], reader),
        steps=_cut(steps, "steps"),
        avoid=_cut([*_all(extra, "avoid", reader), *_list(say["avoid"], reader)], "avoid"),
        record=_cut(record, "record"),
        contacts=_once([*_list(say["contacts"], reader), *_all(extra, "contacts", reader)]),
        citations=_citations(whole, say),
    )


def _citations(whole: Book, say: dict[str, Any]) -> tuple[dict[str, str], ...]:
    return tuple(whole.citations[key] for key in say["cites"])


def _text(value: str | dict[str, str], reader: str) -> str:
    return value if isinstance(value, str) else value[reader]


def _list(value: list[str] | dict[str, list[str]], reader: str) -> list[str]:
    return list(value[reader] if isinstance(value, dict) else value)


def _all(extra: Iterable[Addition], name: str, reader: str) -> list[str]:
    """What every addition says under ``name`` for this reader, in the order of the file."""
    found: list[str] = []
    for addition in extra:
        value = addition.say.get(name)
        if isinstance(value, dict):
            value = value[reader]
        found += [value] if isinstance(value, str) else list(value or [])
    return found


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _cut(items: Iterable[str], name: str) -> tuple[str, ...]:
    return _once(items)[: MOST[name]]


__all__ = ["Decision", "NotForChildren", "audience", "decide", "form_for", "hold", "level", "plain", "strongest"]
