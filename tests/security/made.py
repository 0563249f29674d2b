"""Requests that hypothesis makes up: far from a message, near it, and good ones with a few bytes changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.channels.telegram_stand_in import HEADER, SECRET
from tests.security.front import MARK

REST, CHAT, TEAMS, TELEGRAM = "/webhooks/rest/webhook", "/chat", "/api/messages", "/webhooks/telegram/webhook"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Made:
    """One request. ``told``: whether it carries what proves where it came from (Teams, Telegram)."""

    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    told: bool = False


SAID = st.sampled_from((
    "hello", "he is here now and he is hurting her", "what is consent", "/restart", "delete my conversation", "", " ",
    "\ud83d", "\u202e", "\x00", "x" * 2001, "{{7*7}}", "<script>alert(1)</script>", "my son has gone quiet\n" * 40,
))
TEXT = st.builds(lambda a, b: f"{MARK} {a}{b}", st.text(st.characters(blacklist_categories=()), max_size=60), SAID)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
VALUE = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_META = st.dictionaries(
    st.sampled_from(("role", "area", "message_id", "agency", "x")), PLAIN | st.just("parent") | VALUE, max_size=4,
)
MESSAGE = st.fixed_dictionaries(
    {"sender": TEXT | VALUE, "message": TEXT | TEXT | VALUE}, optional={"metadata": _META | VALUE, "extra": VALUE},
)
GOOD = st.fixed_dictionaries({"sender": TEXT, "message": TEXT}, optional={"metadata": _META})
_ID = st.sampled_from(("29:person", "a:one", "28:11111111-2222-3333-4444-555555555555", "", MARK)) | TEXT | VALUE
_ACCOUNT = st.fixed_dictionaries({"id": _ID}, optional={"name": VALUE, "tenantId": VALUE}) | VALUE


def activities(base: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Activities of Teams: a good one, some of whose fields are anything."""
    changed = st.fixed_dictionaries({}, optional={
        "type": st.sampled_from(("message", "messageUpdate", "invoke", "conversationUpdate", "installationUpdate"))
        | TEXT,
        "id": _ID, "replyToId": _ID, "text": TEXT | VALUE, "value": VALUE | st.fixed_dictionaries({}, optional={
            "say": TEXT | VALUE, "ask": VALUE, "title": VALUE, "who": VALUE, "open": VALUE, "action": VALUE}),
        "timestamp": st.sampled_from(("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "now"))
        | TEXT | VALUE,
        "from": _ACCOUNT, "recipient": _ACCOUNT, "conversation": _ACCOUNT, "channelData": VALUE | st.fixed_dictionaries(
            {"tenant": VALUE | st.fixed_dictionaries({"id": VALUE})}),
        "entities": VALUE | st.lists(st.fixed_dictionaries(
            {"type": st.just("mention"), "mentioned": VALUE | _ACCOUNT, "text": VALUE}), max_size=3),
        "attachments": VALUE, "membersAdded": VALUE | st.lists(_ACCOUNT, max_size=3), "name": VALUE, "action": VALUE,
    })
    return changed.map(lambda more: {**base, **more})


_CHAT = st.fixed_dictionaries({"id": st.integers() | VALUE, "type": st.sampled_from(("private", "group")) | VALUE})
_MESSAGE = st.fixed_dictionaries(
    {"message_id": st.integers() | VALUE, "date": st.integers() | VALUE, "chat": _CHAT | VALUE},
    optional={"text": TEXT | VALUE, "from": VALUE, "photo": VALUE, "entities": VALUE, "caption": TEXT | VALUE,
              "document": VALUE},
)
UPDATE = st.fixed_dictionaries({"update_id": st.integers() | VALUE}, optional={
    "message": _MESSAGE | VALUE, "edited_message": _MESSAGE | VALUE, "callback_query": VALUE | st.fixed_dictionaries(
        {"id": TEXT, "from": VALUE, "chat_instance": TEXT, "data": TEXT | VALUE, "message": _MESSAGE | VALUE}),
    "my_chat_member": VALUE, "poll": VALUE,
})


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def changed(body: bytes, at: int, bytes_: bytes, gone: int) -> bytes:
    """The same with some bytes changed."""
    place = at % (len(body) + 1)
    return body[:place] + bytes_ + body[place + gone :]


def bodies(good: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Good ones, damaged ones, and any bytes."""
    damaged = st.builds(changed, good, st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 6))
    return good | good | damaged | st.binary(max_size=200) | VALUE.map(as_json)


_FIELDS = st.dictionaries(
    st.sampled_from(("message", "key", "form", "turns", "role", "asked", "sealed")) | st.text(max_size=8),
    TEXT | st.text(max_size=50) | st.just("A" * 43) | st.binary(max_size=20), max_size=8,
).map(lambda fields: urlencode({_plain(k): _plain(v) for k, v in fields.items()}).encode())


def _plain(value: str | bytes) -> bytes:
    return value.encode(errors="surrogatepass") if isinstance(value, str) else value


KINDS = st.sampled_from(("application/json", FORM, "text/plain; charset=utf-16", "multipart/form-data; boundary=a", ""))


def requests(activity: dict[str, Any], token: str) -> st.SearchStrategy[Made]:
    """Requests to every address that takes a body."""
    def made(path: str, **headers: str) -> Any:
        return lambda body: Made(path, body, headers, bool(headers) and path in (TEAMS, TELEGRAM))

    messages = bodies(MESSAGE.map(as_json) | GOOD.map(as_json))
    kind = st.builds(lambda body, kind: Made(REST, body, {"Content-Type": kind} if kind else {}), messages, KINDS)
    rest = messages.map(made(REST, **{"Content-Type": "application/json"}))
    web = st.builds(
        lambda body, path, live: Made(path, body, {"Content-Type": FORM, **live}), bodies(_FIELDS),
        st.sampled_from((CHAT, CHAT, "/summary", "/leave")), st.sampled_from(({}, {"X-Live": "1"})),
    )
    teams = bodies(activities(activity).map(as_json)).map(made(TEAMS, Authorization=f"Bearer {token}"))
    telegram = bodies(UPDATE.map(as_json)).map(made(TELEGRAM, **{HEADER: SECRET}))
    return rest | rest | kind | web | web | teams | telegram
