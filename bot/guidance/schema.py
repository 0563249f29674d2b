"""The shapes of the guidance files, as JSON schemas; a file that does not fit is refused with every problem named."""

from __future__ import annotations

from typing import Any

from bot.terms import Agency, Route, Source

_TEXT = {"type": "string", "minLength": 2}
_TEXTS = {"type": ["array", "null"], "items": _TEXT}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_READERS = ["professional", "parent", "young_person", "adult_survivor", "worried_about_self"]

STRATEGY_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["title", "url", "edition", "checked", "headings", "chapters"],
    "properties": {
        "title": _TEXT, "url": _TEXT, "edition": _TEXT, "checked": _DAY, "note": _TEXT,
        "headings": {"type": "array", "items": _TEXT, "uniqueItems": True},
        "chapters": {"type": "object", "additionalProperties": _TEXT},
    },
    "additionalProperties": False,
}

_CITATION = {
    "type": "object",
    "required": ["source", "section"],
    "properties": {
        "source": {"enum": [str(s) for s in Source]}, "section": _TEXT, "title": _TEXT, "url": _TEXT, "checked": _DAY,
    },
    "additionalProperties": False,
}

_POINT = {
    "type": "object",
    "required": ["say", "asks"],
    "properties": {
        "say": {"type": "string", "minLength": 8, "maxLength": 320}, "asks": _TEXTS, "fact": {"type": "string"},
        "for": {"type": "array", "items": {"enum": _READERS}}, "section": _TEXT,
    },
    "additionalProperties": False,
}

ARTICLE_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["topic", "articles"],
    "properties": {
        "topic": _TEXT,
        "articles": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "route", "lead", "points", "citations", "checked", "lapses"],
                "properties": {
                    "id": {"type": "string", "pattern": "^[a-z0-9_]+$"}, "title": _TEXT,
                    "agency": {"enum": [None, *[str(a) for a in Agency]]},
                    "route": {"enum": [str(r) for r in Route]},
                    "lead": {
                        "type": "object", "minProperties": 1, "propertyNames": {"enum": _READERS},
                        "additionalProperties": {"type": "string", "maxLength": 320},
                    },
                    "points": {"type": "array", "minItems": 1, "items": _POINT},
                    "steps": _TEXTS, "avoid": _TEXTS, "record": _TEXTS, "contacts": _TEXTS, "related": _TEXTS,
                    "citations": {"type": "array", "minItems": 1, "maxItems": 3, "items": _CITATION},
                    "checked": _DAY, "lapses": _DAY,
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
