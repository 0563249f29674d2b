"""What came in from Teams, as plain facts; ``repr`` shows nothing that a person wrote and nobody's name."""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from jsonschema import Draft7Validator

from bot.channels import Incoming
from bot.channels.teams_parts.check import tenant_of
from bot.errors import BadRequest

# Half a character can be in no address; in what a person wrote it is dropped later.
_ID = {"type": "string", "minLength": 1, "maxLength": 1_000, "pattern": "^[^\ud800-\udfff]*$"}
_ACCOUNT = {"type": "object", "required": ["id"], "properties": {"id": _ID}}
# Part of the path that is posted to: a server that tidies paths would take these two for another address.
_IN_A_PATH = {**_ID, "not": {"enum": [".", ".."]}}
_MAYBE = {"type": ["object", "null"]}
_ACTIVITY = Draft7Validator({
    "type": "object",
    "required": ["type", "channelId", "serviceUrl", "conversation", "from", "recipient"],
    "properties": {
        "type": _ID, "channelId": _ID, "serviceUrl": _ID, "from": _ACCOUNT, "recipient": _ACCOUNT,
        "conversation": {
            **_ACCOUNT, "properties": {"id": _IN_A_PATH, "conversationType": {"type": ["string", "null"]}},
        },
        "id": {**_ID, "type": ["string", "null"]}, "replyToId": {**_ID, "type": ["string", "null"]},
        "text": {"type": ["string", "null"]}, "name": {"type": ["string", "null"]},
        "action": {"type": ["string", "null"]}, "timestamp": {"type": ["string", "null"]},
        "channelData": _MAYBE,
        "entities": {"type": ["array", "null"], "items": {"type": "object"}},
        "attachments": {"type": ["array", "null"], "items": {"type": "object"}},
        "membersAdded": {"type": ["array", "null"], "items": _ACCOUNT},
    },
    "if": {"properties": {"type": {"enum": ["message", "messageUpdate", "invoke"]}}},
    "then": {"required": ["id"], "properties": {"id": _ID}},
})
_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
RETRIES = 600.0  # seconds within which Teams sends again what was not acknowledged
PRIVATE = "personal"
SCOPES = (PRIVATE, "groupChat", "channel")


@dataclass(frozen=True)
class Activity:
    """One activity. ``address`` is all that an answer needs; ``choice`` is what a pressed button said."""

    kind: str
    id: str | None = field(repr=False)
    scope: str
    address: dict[str, str] = field(repr=False)
    person: str = field(repr=False)
    text: str = field(repr=False)
    choice: dict[str, Any] = field(repr=False)
    reply_to: str | None = field(repr=False)
    sent: float | None
    mentioned: bool
    files: bool
    bot_added: bool
    detail: str

    @property
    def old(self) -> bool:
        """Whether it was sent so long ago that Teams does not try again; one without a time counts as old."""
        return self.sent is None or time.time() - self.sent > RETRIES

    @property
    def who(self) -> str:
        """The person, as a mark on the cards that are meant for them."""
        return mark(self.address)

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        return self.scope == PRIVATE

    def incoming(self, text: str, message_id: str | None) -> Incoming:
        """The message for the core. Tenant and scope are part of the endpoint, so that no two share a conversation."""
        return Incoming(
            text=text, endpoint=f"teams/{self.scope}/{self.address['tenant']}", person=self.person, channel="teams",
            conversation=self.address["conversation"], message_id=message_id, sent=self.sent,
        )


def mark(address: Mapping[str, Any]) -> str:
    """One person in one conversation, as a short hash: it stands on cards and in memory, and names nobody."""
    return hashlib.sha256(f"{address['conversation']}\n{address['person']}".encode()).hexdigest()[:16]


def parse(raw: bytes) -> dict[str, Any]:
    """A body as a checked activity. Raises BadRequest 400."""
    try:
        body = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest(400, "not_json") from None
    if not _ACTIVITY.is_valid(body):
        raise BadRequest(400, "not_an_activity")
    return dict(body)


def read(body: dict[str, Any]) -> Activity:
    """The facts of an activity that was checked. Raises BadRequest 400 for a scope that nobody knows."""
    conversation, bot = body["conversation"], body["recipient"]["id"]
    scope = conversation.get("conversationType") or (PRIVATE if not conversation.get("isGroup") else "groupChat")
    if scope not in SCOPES:
        raise BadRequest(400, "scope")
    value = body.get("value")
    data = body.get("channelData") or {}
    return Activity(
        kind=body["type"], id=body.get("id"), scope=scope, person=body["from"]["id"],
        address={
            "service": body["serviceUrl"], "conversation": conversation["id"], "scope": scope,
            "tenant": tenant_of(body) or "", "bot": bot, "person": body["from"]["id"],
        },
        text=spoken(body.get("text") or "", body.get("entities") or [], bot),
        choice=value if isinstance(value, dict) else {}, reply_to=body.get("replyToId"),
        sent=moment(body.get("timestamp")), mentioned=any(_is_mention(e, bot) for e in body.get("entities") or []),
        files=any(not _is_text(a) for a in body.get("attachments") or []),
        bot_added=any(member["id"] == bot for member in body.get("membersAdded") or []),
        detail=str(body.get("name") or body.get("action") or data.get("eventType") or ""),
    )


def moment(timestamp: str | None) -> float | None:
    """A time of Teams, in seconds since 1970; None when it cannot be read. Its seven digits are too fine for Python."""
    head, dot, tail = (timestamp or "").partition(".")
    zone = tail.lstrip("0123456789") if dot else ""
    try:
        at = datetime.fromisoformat((head + zone).replace("Z", "+00:00"))
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp()


def spoken(text: str, entities: list[dict[str, Any]], bot: str) -> str:
    """What the person wrote: the mention of the bot taken out, other mentions left as plain words."""
    for entity in entities:
        if _is_mention(entity, bot) and isinstance(entity.get("text"), str) and entity["text"]:
            text = text.replace(entity["text"], " ")
    return " ".join(html.unescape(_AT.sub(r"\1", text)).replace("\xa0", " ").split(" ")).strip()


def _is_mention(entity: dict[str, Any], bot: str) -> bool:
    mentioned = entity.get("mentioned")
    return entity.get("type") == "mention" and isinstance(mentioned, dict) and mentioned.get("id") == bot


def _is_text(attachment: dict[str, Any]) -> bool:
    """Teams sends every formatted message as an attachment of its own too."""
    return str(attachment.get("contentType")) == "text/html"
