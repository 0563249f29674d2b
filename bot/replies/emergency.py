"""The answer when somebody may be in danger now, and the fixed answer when something of ours has failed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.contacts.directory import Directory
from bot.contacts.service import choose, emergency
from bot.replies.reply import Option, Question, Reply, message
from bot.replies.words import age_of, for_role, headings, words
from bot.terms import Area, Kind, Role, Route, Urgency


@lru_cache(maxsize=1)
def directory() -> Directory:
    """The directory of contacts, read once."""
    return Directory.load()


def group_of(dangers: tuple[str, ...]) -> str:
    """Which words fit: those of the danger named first, but care for somebody hurt comes before everything."""
    groups = words("emergency")["groups"]
    named = [next((str(n) for n, codes in groups.items() if danger in codes), "default") for danger in dangers]
    return "medical" if "medical" in named else named[0] if named else "default"


def escalation(
    dangers: tuple[str, ...],
    role: Role,
    area: Area,
    now: datetime,
    follow: str | None = None,
    signs: tuple[dict[str, str], ...] = (),
) -> Reply:
    """Say 999 first, then the numbers, then what to do; ``follow`` names what the person answered since."""
    say = words("emergency")
    group = group_of(dangers)
    part = say["follow"][follow] if follow else say["say"][group][age_of(role)]
    suicide = group in ("own_actions", "images", "writer") or bool(set(say["groups"]["suicide"]) & set(dangers))
    extra = list(say["with_suicide"]) if suicide else []
    extra += list(say["with_images"]) if group == "images" else []
    extra += list(say["with_own_actions"]) if group == "own_actions" or role is Role.WORRIED_ABOUT_SELF else []
    contacts = emergency(directory(), area, now)
    contacts += tuple(c for c in choose(directory(), extra, area, now, role) if c not in contacts)
    return Reply(
        kind=Kind.ESCALATION,
        topic="other",
        route=Route.EMERGENCY,
        urgency=Urgency.IMMEDIATE,
        opening=part["opening"],
        steps=tuple(part["steps"]),
        contacts=contacts,
        signs=signs,
        closing=(closing(role),),
        headings={**headings(), "contacts": say["other_numbers"]},
        question=rung_question(),
    )


def closing(role: Role) -> str:
    """What this chat is not, for somebody in a hurry."""
    return for_role(words("emergency")["closing"], role)


def rung_question() -> Question:
    """Stay with the person: have you been able to ring?"""
    asked = words("emergency")["question"]
    return Question("rung", asked["text"], tuple(Option(o, o) for o in asked["options"]))


def fixed(area: Area, now: datetime, role: Role, recipient: str = "", danger: bool = False) -> dict[str, Any]:
    """The safe message for when anything behind it has failed; ``danger``: the words point to danger now."""
    if danger:
        return message(escalation((), role, area, now), recipient)
    say = words("emergency")["fixed"]
    reply = Reply(
        kind=Kind.ERROR,
        topic="other",
        route=Route.CHILDRENS_SOCIAL_CARE,
        urgency=Urgency.CHECK,
        opening=say["opening"],
        points=tuple(say["lines"]),
        contacts=emergency(directory(), area, now),
        headings=headings(),
        closing=(closing(role),),
    )
    return message(reply, recipient)
