"""The shape of ``contacts.yml``, as a JSON schema; a file that does not fit is refused with every problem named."""

from __future__ import annotations

from typing import Any

from bot.terms import Area, Route

_ID = {"type": "string", "pattern": "^[a-z0-9_]+$"}
_TEXT = {"type": "string", "minLength": 2}
_NUMBER = {"type": ["string", "null"], "pattern": r"^\d[\d ]{1,14}\d$"}
_PAGE = {"type": ["string", "null"], "pattern": "^https?://"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}

AUDIENCES = ("anyone", "adult", "parent", "young_person", "professional", "adult_survivor")
GRADES = ("H", "M")

_CONTACT = {
    "type": "object",
    "required": ["id", "name", "audience", "grade", "source", "checked", "lapses"],
    "anyOf": [{"properties": {key: {"type": "string"}}, "required": [key]} for key in ("phone", "sms", "url")],
    "properties": {
        "id": _ID, "name": {"type": "string", "minLength": 3, "maxLength": 60}, "phone": _NUMBER, "sms": _NUMBER,
        "url": _PAGE, "audience": {"enum": list(AUDIENCES)},
        "areas": {"type": "array", "minItems": 1, "items": {"enum": [str(a) for a in Area]}},
        "note": {"type": "string", "maxLength": 200}, "grade": {"enum": list(GRADES)},
        "source": {
            "type": "object", "required": ["title", "url"], "properties": {"title": _TEXT, "url": _PAGE},
            "additionalProperties": False,
        },
        "checked": _DAY, "lapses": _DAY, "never_lapses": {"type": "boolean"},
        "owner_must_confirm": {"type": "boolean"}, "through": _ID,
    },
    "additionalProperties": False,
}

CONTACTS_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["wording", "groups", "contacts"],
    "properties": {
        "wording": {
            "type": "object", "required": ["lapsed", "unsure"],
            "properties": {"lapsed": {"type": "string", "pattern": r"\{month\}"}, "unsure": _TEXT},
            "additionalProperties": False,
        },
        "groups": {
            "type": "object", "propertyNames": _ID,
            "additionalProperties": {"type": "array", "minItems": 2, "uniqueItems": True, "items": _ID},
        },
        "asked": {
            "type": "array", "items": {
                "type": "object", "required": ["words", "contacts", "route"],
                "properties": {
                    "words": _TEXT, "contacts": {"type": "array", "minItems": 1, "items": _ID},
                    "route": {"enum": [str(route) for route in Route]},
                },
                "additionalProperties": False,
            },
        },
        "contacts": {"type": "array", "minItems": 1, "items": _CONTACT},
    },
    "additionalProperties": False,
}
