"""Answers the edge can give by itself, with nothing but the wording and the directory behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.contacts.service import emergency
from bot.edge.state import Turn
from bot.replies.compose import compose
from bot.replies.emergency import directory, escalation, fixed
from bot.replies.reply import Reply, contact_line, message
from bot.replies.reply import card as card_of
from bot.replies.words import danger_line, for_role, headings, not_a_report, words
from bot.terms import Area, Kind, RiskGrade, Role, Route

Message = dict[str, Any]


def escalated(turn: Turn) -> Message:
    """Somebody may be in danger now: 999, the numbers, and what to do, in words that fit the danger."""
    risk = turn.risk
    dangers, follow = (risk.dangers, risk.follow) if risk else ((), None)
    return message(escalation(dangers, turn.role, turn.area, turn.now, follow))


def failed(turn: Turn) -> Message:
    """The answer when something of ours has failed."""
    if turn.immediate:
        return escalated(turn)
    return fixed(turn.area, turn.now, turn.role, danger=turn.worrying)


def with_numbers(turn: Turn, made: Message) -> Message:
    """The same answer with the emergency contacts added, for when nothing could judge how dangerous the moment is."""
    card = made["custom"]["guidance"]
    numbers = card_of(_numbers(turn, ""))["contacts"]
    there = {contact["id"] for contact in card["contacts"]}
    lines = [f"- {contact_line(contact)}" for contact in emergency(directory(), turn.area, turn.now)]
    text = "\n\n".join((danger_line(turn.role), "\n".join((headings()["contacts"], *lines)), made["text"]))
    contacts = [*card["contacts"], *(contact for contact in numbers if contact["id"] not in there)]
    return {**made, "text": text, "custom": {"guidance": {**card, "contacts": contacts}}}


def unkept(made: Message) -> Message:
    """The same answer, saying plainly that neither it nor the message could be kept."""
    return closing(made, words("emergency")["not_kept"])


def closing(made: Message, line: str) -> Message:
    """The same answer with one more line in its end, once; a question stays behind it."""
    card = made["custom"]["guidance"]
    if line in card["closing"]:
        return made
    asked = (card.get("question") or {}).get("text") or ""
    body = made["text"].removesuffix(asked).rstrip()
    text = "\n\n".join(part for part in (body, line, asked) if part)
    return {**made, "text": text, "custom": {"guidance": {**card, "closing": [*card["closing"], line]}}}


def starting(turn: Turn) -> Message:
    """The answer of the first seconds after a start."""
    return failed(turn) if turn.worrying else message(_numbers(turn, words("edge")["starting"]["opening"]))


def limited(turn: Turn) -> Message:
    """The answer to too many messages in a minute."""
    return failed(turn) if turn.worrying else message(_numbers(turn, words("edge")["limited"]["opening"]))


def paused(turn: Turn) -> Message:
    """The answer while the service is switched off; where danger is only suspected it opens with the question."""
    if turn.immediate:
        return escalated(turn)
    risk = turn.risk.as_dict() if turn.risk else {"grade": "check"}
    kind = Kind.ANSWER if risk["grade"] == RiskGrade.CHECK else Kind.ERROR
    said = switched_off(turn.role, turn.area, turn.now, kind)
    return compose([said], {"risk": risk, "role": str(turn.role)}, {}) or failed(turn)


def deleted(turn: Turn, done: bool) -> Message:
    """The answer to whoever asks for their conversation to be deleted meanwhile: done, or not ``done`` just now."""
    say = words("edge")["paused"]
    if not done:
        return closing(paused(turn), say["not_deleted"])
    if turn.immediate:
        return closing(escalated(turn), say["deleted_line"])
    return message(_shown(turn.role, turn.area, turn.now, for_role(say["deleted"], turn.role), Kind.ANSWER))


def switched_off(role: Role, area: Area, now: datetime, kind: Kind = Kind.ERROR) -> Message:
    """That the service is paused, with whom to ring."""
    return message(_shown(role, area, now, for_role(words("edge")["paused"]["opening"], role), kind))


def withheld(turn: Turn, word: str) -> Message:
    """The answer to a text that was not kept; ``word`` is its wording in ``common.yml``."""
    if turn.immediate:
        return escalated(turn)
    reply = _numbers(turn, words("common")[word], Kind.ANSWER)
    risk = turn.risk.as_dict() if turn.risk else {"grade": "check"}
    return compose([message(reply)], {"risk": risk, "role": str(turn.role)}, {}) or failed(turn)


def _numbers(turn: Turn, opening: str, kind: Kind = Kind.ERROR) -> Reply:
    return _shown(turn.role, turn.area, turn.now, opening, kind)


def _shown(role: Role, area: Area, now: datetime, opening: str, kind: Kind) -> Reply:
    """An opening, one line with 999, and the five emergency contacts."""
    return Reply(
        kind=kind, route=Route.CHILDRENS_SOCIAL_CARE, opening=opening, points=(danger_line(role),),
        contacts=emergency(directory(), area, now), headings=headings(), closing=(not_a_report(role),),
    )
