"""Replies whose words stand whole in a file: small talk, what is declined, support, the fallback."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.contacts.service import choose
from bot.replies.emergency import directory
from bot.replies.reply import Option, Question, Reply
from bot.replies.words import danger_line, for_role, headings, not_a_report, with_own_line
from bot.terms import Area, Kind, Role, Route, Urgency


def build(
    entry: dict[str, Any],
    kind: Kind,
    role: Role,
    area: Area,
    now: datetime,
    first: bool = False,
    citations: tuple[dict[str, Any], ...] = (),
) -> Reply:
    """Turn one entry of a wording file into a reply; ``first`` adds that this chat is not a report."""
    opening = entry["opening"]
    question = entry.get("question")
    closing = tuple(entry.get("closing") or ())
    if first and kind is not Kind.ESCALATION:
        closing += (danger_line(role), not_a_report(role))
    route = entry.get("route")
    return Reply(
        kind=Kind(entry.get("kind", str(kind))),
        topic=entry.get("topic", "other"),
        route=Route(route) if route else None,
        urgency=Urgency(entry.get("urgency", "none")),
        opening=for_role(opening, role) if isinstance(opening, dict) else opening,
        reason=" ".join(part for part in (entry.get("danger"), entry.get("reason")) if part),
        steps=tuple(entry.get("steps") or ()),
        avoid=tuple(entry.get("avoid") or ()),
        contacts=choose(directory(), with_own_line(entry.get("contacts") or (), role), area, now, role),
        citations=citations,
        closing=closing,
        headings=headings(),
        question=_question(question) if question else None,
        extra=tuple(Option(o, o) for o in entry.get("offer") or ()),
    )


def _question(raw: dict[str, Any]) -> Question:
    return Question(raw["slot"], raw["text"], tuple(Option(o, o) for o in raw["options"]))
