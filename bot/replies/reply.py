"""The one shape of an answer, and how it becomes a message of the contract ``guidance/1``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.contacts.directory import Contact
from bot.terms import Kind, Route, Urgency

SCHEMA = "guidance/1"
MOST_CITATIONS = 3


@dataclass(frozen=True)
class Option:
    """One choice of a question; ``payload`` is what pressing it says, in plain words."""

    title: str
    payload: str


@dataclass(frozen=True)
class Question:
    """One question, never two; ``slot`` names the fact it asks for."""

    slot: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Reply:
    """An answer before it is put into words for a channel.

    ``opening`` is the first thing read; ``closing`` are the lines after the lists (what this chat is not).
    """

    kind: Kind
    opening: str
    topic: str = "other"
    agency: str | None = None
    route: Route | None = None
    urgency: Urgency = Urgency.NONE
    reason: str = ""
    points: tuple[str, ...] = ()
    signs: tuple[dict[str, str], ...] = ()
    facts: tuple[dict[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    citations: tuple[dict[str, Any], ...] = ()
    question: Question | None = None
    closing: tuple[str, ...] = ()
    extra: tuple[Option, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    content_version: str = ""


def contact_line(contact: Contact) -> str:
    """``Name: number`` or ``Name: address``, with the text number where there is no voice number."""
    where = contact.phone or contact.sms or contact.url or ""
    return f"{contact.name}: {where}" if where else contact.name


def card(reply: Reply) -> dict[str, Any]:
    """The structured part, ``custom.guidance``, exactly as the contract names its fields."""
    question = reply.question
    return {
        "schema": SCHEMA,
        "kind": str(reply.kind),
        "topic": reply.topic,
        "agency": reply.agency,
        "route": str(reply.route) if reply.route else None,
        "urgency": str(reply.urgency),
        "opening": reply.opening,
        "reason": reply.reason,
        "points": list(reply.points),
        "signs": list(reply.signs),
        "facts": list(reply.facts),
        "steps": list(reply.steps),
        "avoid": list(reply.avoid),
        "record": list(reply.record),
        "contacts": [_contact(c) for c in reply.contacts],
        "citations": list(reply.citations[:MOST_CITATIONS]),
        "closing": list(reply.closing),
        "question": question and {
            "slot": question.slot,
            "text": question.text,
            "options": [{"title": o.title, "payload": o.payload} for o in question.options],
        },
        "content_version": reply.content_version,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id, "name": contact.name, "phone": contact.phone, "sms": contact.sms, "url": contact.url,
        "for": contact.audience, "note": contact.note, "checked": contact.checked.isoformat(),
    }


def text(reply: Reply) -> str:
    """The whole answer in plain words; what matters stands first, so a client that shows only text still helps."""
    say = reply.headings
    parts = [reply.opening]
    if reply.reason and reply.reason != reply.opening:
        parts.append(reply.reason)
    if reply.kind is Kind.ESCALATION:  # a person in danger reads the numbers before anything else
        parts += _contacts(reply, say)
    parts += [_bullets(None, reply.points), _bullets(say.get("steps"), reply.steps)]
    if reply.kind is not Kind.ESCALATION:
        parts += _contacts(reply, say)
    parts += [_bullets(say.get("avoid"), reply.avoid), _bullets(say.get("record"), reply.record)]
    if reply.signs and reply.kind is not Kind.QUESTION:  # said once, with the whole answer
        parts.append(f"{say.get('signs', '')} {', '.join(s['label'] for s in reply.signs)}".strip())
    parts += list(reply.closing)
    if reply.citations:
        parts.append(f"{say.get('sources', '')} {'; '.join(cite(c) for c in reply.citations[:MOST_CITATIONS])}".strip())
    if reply.question:
        parts.append(reply.question.text)
    return "\n\n".join(part for part in parts if part)


def _contacts(reply: Reply, say: dict[str, str]) -> list[str]:
    return [_bullets(say.get("contacts"), tuple(contact_line(c) for c in reply.contacts))]


def _bullets(heading: str | None, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([heading, *lines] if heading and lines else lines)


def cite(citation: dict[str, Any]) -> str:
    """One citation as a line: the heading, and for what is not the strategy the day it was checked."""
    heading = str(citation["section"])
    return heading if citation["source"] == "strategy" else f"{heading} (checked {citation['checked']})"


def message(reply: Reply, recipient: str = "") -> dict[str, Any]:
    """One message as a Rasa REST channel would send it, with the card beside the text."""
    options = (reply.question.options if reply.question else ()) + reply.extra
    return {
        "recipient_id": recipient,
        "text": text(reply),
        "buttons": [{"title": o.title, "payload": o.payload} for o in options],
        "custom": {"guidance": card(reply)},
    }
