"""The contract with clients as a JSON schema: one message, and the card in it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from jsonschema import Draft7Validator

from bot.terms import TOPICS, Agency, Column, Kind, Route, Source, Urgency

WORDS = {"type": "string", "minLength": 1}
LINES = {"type": "array", "items": WORDS}
OR_NULL = {"type": ["string", "null"]}
DAY = {"type": "string", "pattern": r"^20\d\d-\d\d-\d\d$"}


def one_of(kind: type[Enum], none: bool = False) -> dict[str, Any]:
    return {"enum": [str(word) for word in kind] + ([None] if none else [])}


def whole(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def listed(most: int = 100, **properties: Any) -> dict[str, Any]:
    return {"type": "array", "maxItems": most, "items": whole(**properties)}


BUTTONS = listed(title=WORDS, payload={"type": "string", "pattern": "^[^/]"})
CARD = whole(
    schema={"const": "guidance/1"}, kind=one_of(Kind), topic={"enum": list(TOPICS)}, agency=one_of(Agency, none=True),
    route=one_of(Route, none=True), urgency=one_of(Urgency), reason={"type": "string"},
    signs=listed(id=WORDS, column=one_of(Column), label=WORDS), steps=LINES, avoid=LINES, record=LINES,
    contacts=listed(**{"id": WORDS, "name": WORDS, "phone": OR_NULL, "url": OR_NULL, "for": WORDS, "note": OR_NULL}),
    citations=listed(3, section=WORDS, title=WORDS, source=one_of(Source), url=OR_NULL, edition=OR_NULL, checked=DAY),
    question={"anyOf": [{"type": "null"}, whole(slot=WORDS, options=BUTTONS)]}, content_version={"type": "string"},
)
MESSAGE = Draft7Validator(whole(recipient_id=WORDS, text=WORDS, buttons=BUTTONS, custom=whole(guidance=CARD)))


def faults(message: dict[str, Any]) -> list[str]:
    """Where a message departs from the contract."""
    errors = MESSAGE.iter_errors(message)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:120]}" for error in errors]
