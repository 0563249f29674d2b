"""The shapes of the held-out files, as JSON schemas: one for each set, under a common head."""

from __future__ import annotations

from typing import Any

from bot.terms import Column, Role, Route, Urgency

_TEXT = {"type": "string", "minLength": 1}
_ROUTES = {"type": "array", "minItems": 1, "items": {"enum": [str(r) for r in Route]}}
_GROUPS = {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 1, "items": _TEXT}}
_HEAD = {"id": {"type": "string", "pattern": "^ev-[a-z]+-[0-9]{3}$"}, "role": {"enum": [str(r) for r in Role]}}
_TURN = {
    "type": "object", "required": ["user"], "additionalProperties": False,
    "properties": {
        "user": _TEXT,
        "expect": {
            "type": "object", "additionalProperties": False,
            "properties": {
                "escalate": {"type": "boolean"}, "ambiguous": {"type": "boolean"},
                "accept_routes": _ROUTES, "must_mention_any": _GROUPS,
            },
        },
    },
}

_OWN: dict[str, dict[str, Any]] = {
    "risk": {
        "text": _TEXT, "kind": _TEXT, "label": {"enum": ["immediate", "not_immediate"]},
        "near_miss": {"type": "boolean"}, "check_ok": {"type": "boolean"},
    },
    "forced": {"text": _TEXT, "kind": _TEXT, "label": {"const": "immediate"}},
    "route": {
        "text": _TEXT, "accept": _ROUTES, "topic": {"type": "array", "items": _TEXT},
        "urgency": {"enum": [str(u) for u in Urgency]},
    },
    "faq": {"text": _TEXT, "section": _TEXT, "keywords_any": _GROUPS},
    "unanswerable": {"text": _TEXT, "kind": _TEXT, "expect": {"enum": ["decline_and_signpost", "out_of_scope"]}},
    "indicators": {"text": _TEXT, "columns": {"type": "array", "items": {"enum": [str(c) for c in Column]}}},
    "smalltalk": {"text": _TEXT, "intent_gloss": _TEXT},
    "dialogues": {"kind": _TEXT, "turns": {"type": "array", "minItems": 1, "items": _TURN}},
}
_MAY_BE_LEFT_OUT = {"near_miss", "check_ok"}
SETS = tuple(_OWN)


def file_of(name: str) -> dict[str, Any]:
    """The schema of the file of one set."""
    own = _OWN[name]
    row = {
        "type": "object", "additionalProperties": False, "properties": {**_HEAD, **own},
        "required": ["id", *(key for key in own if key not in _MAY_BE_LEFT_OUT)],
    }
    return {
        "type": "object", "required": ["set", "rows"], "additionalProperties": False,
        "properties": {"set": {"const": name}, "rows": {"type": "array", "minItems": 1, "items": row}},
    }
