"""What of Microsoft's manifest we use, as a schema of our own: stricter than theirs, and there without a network."""

from __future__ import annotations

from typing import Any


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _exactly(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


_ID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_PAGE = {"type": "string", "pattern": "^https://[^/\\s@]+(/\\S*)?$", "maxLength": 2048}
_SCOPES = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": ["personal", "team", "groupChat"]}}
_COMMANDS = {"type": "array", "minItems": 1, "maxItems": 10, "items": _exactly(title=_text(32), description=_text(128))}
_LISTS = {"type": "array", "minItems": 1, "maxItems": 3, "items": _exactly(scopes=_SCOPES, commands=_COMMANDS)}
_BOT = _exactly(
    botId=_ID, scopes=_SCOPES, supportsFiles={"const": False}, isNotificationOnly={"const": False}, commandLists=_LISTS,
)

MANIFEST: dict[str, Any] = _exactly(**{
    "$schema": _PAGE, "manifestVersion": {"const": "1.22"},
    "version": {"type": "string", "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"}, "id": _ID,
    "localizationInfo": _exactly(defaultLanguageTag={"const": "en-gb"}, defaultLanguageFile={"const": "en-gb.json"}),
    "developer": _exactly(name=_text(32), websiteUrl=_PAGE, privacyUrl=_PAGE, termsOfUseUrl=_PAGE),
    "name": _exactly(short=_text(30), full=_text(100)), "description": _exactly(short=_text(80), full=_text(4000)),
    "icons": _exactly(color={"const": "color.png"}, outline={"const": "outline.png"}),
    "accentColor": {"type": "string", "pattern": "^#[0-9A-F]{6}$"}, "defaultInstallScope": {"const": "personal"},
    "bots": {"type": "array", "minItems": 1, "maxItems": 1, "items": _BOT},
    "validDomains": {"type": "array", "maxItems": 0},
})
STRINGS: dict[str, Any] = {
    "type": "object", "required": ["name.short", "name.full", "description.short", "description.full"],
    "properties": {
        "name.short": _text(30), "name.full": _text(100), "description.short": _text(80),
        "description.full": _text(4000),
    },
    "additionalProperties": _text(4000),
}
