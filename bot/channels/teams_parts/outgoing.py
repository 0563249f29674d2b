"""Which activities one answer becomes: the answer, then its choices on a card of their own, each within Teams' size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.teams_parts.cards import answer_card, choice_card, chosen_card, guidance, late_card
from bot.channels.teams_parts.elements import Element
from bot.replies.words import not_a_report, words
from bot.terms import Role

MOST_BYTES = 28 * 1024  # of one message in Teams, counted as UTF-16 as Teams counts it
_SPARE = ("citations", "record", "points", "avoid", "closing")  # what an answer that is too big loses first
_CARD = "application/vnd.microsoft.card.adaptive"


def activities(message: Mapping[str, Any], private_url: str, agency: bool, who: str = "") -> list[dict[str, Any]]:
    """The activities in their order. ``agency``: whether to ask where the person works; ``who``: whose choices."""
    part = guidance(message)
    found = [activity(_fitted(message, private_url))]
    question = part.get("question") or {}
    options = question.get("options") or []
    asked = [o["payload"] for o in options]
    extra = [b for b in message.get("buttons") or [] if b["payload"] not in asked]
    ask = str(question.get("text") or "")
    if options or extra:
        found.append(activity(choice_card(ask, options, extra, who)))
    if agency:
        say = words("teams")["agency"]
        found.append(activity(choice_card(say["text"], [{"title": o, "payload": o} for o in say["offers"]], [])))
    return found


def room_for_agency(message: Mapping[str, Any]) -> bool:
    """Whether this answer leaves room to ask a professional where they work: it asks nothing, and nothing is urgent."""
    part = guidance(message)
    calm = part.get("kind") in ("smalltalk", "answer", "concern") and part.get("urgency") != "check"
    told = not_a_report(Role.PROFESSIONAL) in (part.get("closing") or [])  # said to professionals only
    return calm and told and not part.get("question") and not part.get("agency")


def activity(card: Element) -> dict[str, Any]:
    """A message with one card. Its summary is what a lock screen shows, so it says nothing."""
    return {
        "type": "message", "summary": words("teams")["card"]["summary"],
        "attachments": [{"contentType": _CARD, "content": card}],
    }


def in_words(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The same activity without its card, for a Teams that could not read it."""
    text = str(sent["attachments"][0]["content"]["fallbackText"])
    while size({"text": text}) > MOST_BYTES - 2_000:
        text = text[: int(len(text) * 0.9)]
    return {"type": "message", "summary": sent["summary"], "textFormat": "plain", "text": text}


def late() -> dict[str, Any]:
    """Only the neutral line, without a sound: somebody else may see the screen."""
    return {**activity(late_card()), "summary": words("teams")["late"]["line"],
            "channelData": {"notification": {"alert": False}}}


def chosen(question: str, title: str) -> dict[str, Any]:
    """What takes the place of choices when one was pressed."""
    return activity(chosen_card(question, title))


def size(content: Mapping[str, Any]) -> int:
    """Bytes of an activity on its way, in UTF-16."""
    return len(json.dumps(content, ensure_ascii=False).encode("utf-16-le"))


def _fitted(message: Mapping[str, Any], private_url: str) -> Element:
    """The card of an answer; one that is too big loses what can be spared, never a number and never a step."""
    card = answer_card(message, private_url)
    lighter: dict[str, Any] = dict(message)
    for spare in _SPARE:
        if size(activity(card)) <= MOST_BYTES:
            break
        lighter = {**lighter, "custom": {"guidance": {**guidance(lighter), spare: []}}}
        card = answer_card(lighter, private_url)
    return card
