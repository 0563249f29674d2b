"""An answer of the contract as an Adaptive Card: what matters first, numbers to press, nothing by colour alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from bot.channels.teams_parts.elements import (
    Element,
    bullets,
    card,
    column,
    heading,
    link,
    plain,
    rows_of,
    submit,
    text,
    web_address,
)
from bot.channels.teams_parts.icons import warning_sign
from bot.replies.reply import cite
from bot.replies.words import headings, words

Message = Mapping[str, Any]
Choice = Mapping[str, str]  # title and payload
_SENTENCE = re.compile(r"(?<=[.?!]) ")
SHORT = 3     # characters of a number that has room on its button
SPOKEN = 700  # characters that are read out by themselves


def guidance(message: Message) -> dict[str, Any]:
    """The structured part of a message; empty when it has none."""
    found: dict[str, Any] = (message.get("custom") or {}).get("guidance") or {}
    return found


def answer_card(message: Message, private_url: str = "") -> Element:
    """Everything of an answer but its choices. ``private_url``: where to go on alone, for a chat with others in it."""
    part, said = guidance(message), headings()
    if not part.get("opening"):
        return card([text(str(message["text"]))], _spoken([str(message["text"])]), str(message["text"]))
    contacts = _contacts(part.get("contacts") or [])
    urgent = part["kind"] == "escalation"
    body = [
        _head(part),
        *([text(part["reason"])] if part.get("reason") and part["reason"] != part["opening"] else []),
        *(contacts if urgent else []),
        *bullets("", part.get("points") or []),
        *bullets(said["steps"], part.get("steps") or []),
        *([] if urgent else contacts),
        *bullets(said["avoid"], part.get("avoid") or []),
        *bullets(said["record"], part.get("record") or []),
        *_signs(part), *[text(line, spacing="Medium") for line in part.get("closing") or []],
        *_sources(part.get("citations") or []), *(_in_company(private_url) if private_url else []),
    ]
    numbers = [f"{c['name']}: {c['phone']}." for c in part.get("contacts") or [] if c.get("phone")] if urgent else []
    return card(body, _spoken([part["opening"], part.get("reason") or "", *numbers]), str(message["text"]))


def choice_card(question: str, options: list[Choice], extra: list[Choice], who: str = "") -> Element:
    """A question and what can be pressed; each button carries its question, so that the answered card can be drawn.

    ``who`` marks whose question it is, where others could press.
    """
    also = words("teams")["card"]["also"]
    more = {"ask": question, **({"who": who} if who else {})}
    body = [text(question, weight="Bolder")] if question else []
    body += rows_of([submit(o["title"], {"say": o["payload"], "title": o["title"], **more}) for o in options])
    if extra:
        body.append(text(also, size="Small", spacing="Medium"))
        body += rows_of([submit(o["title"], {"say": o["payload"], "title": o["title"], **more}) for o in extra])
    every = "\n".join([question or also, *(f"- {o['title']}" for o in (*options, *extra))])
    return card(body, _spoken([question or also, *(f"{o['title']}." for o in options)]), every)


def chosen_card(question: str, title: str) -> Element:
    """A question that has been answered: nothing is left to press."""
    say = words("teams")["card"]
    chosen = say["chosen"].format(title=title)
    body = [*([text(question)] if question else []), text(chosen, weight="Bolder"), text(say["wrong"], size="Small")]
    return card(body, _spoken([chosen]), chosen)


def late_card() -> Element:
    """The neutral line, and a button for the answer that waits."""
    say = words("teams")["late"]
    return card([text(say["line"]), *rows_of([submit(say["show"], {"open": True})])], say["line"], say["line"])


def _head(part: dict[str, Any]) -> Element:
    """Label and first words. Danger has a sign, a frame and a word of its own, beside its colour."""
    say = words("teams")["card"]
    label = _label(part)
    first, *rest = _SENTENCE.split(part["opening"], maxsplit=1)
    lines = [text(label, weight="Bolder", size="Large" if part["kind"] == "escalation" else "Small", style="heading")]
    lines = (lines if label else []) + [text(first, weight="Bolder", size="Medium"), *(text(r) for r in rest)]
    if part["kind"] == "escalation":
        sign = {"type": "Image", "url": warning_sign(), "altText": say["warning_sign"], "width": "40px"}
        beside = {"type": "ColumnSet", "columns": [column("auto", [sign]), column("stretch", lines)]}
        return {"type": "Container", "style": "attention", "bleed": True, "items": [beside]}
    return {"type": "Container", **({"style": "warning"} if part.get("urgency") == "check" else {}), "items": lines}


def _label(part: dict[str, Any]) -> str:
    say = words("teams")["card"]
    if part["kind"] == "escalation":
        return str(say["danger"])
    if part.get("urgency") == "check":
        return str(say["check"])
    route = say["route"].get(part.get("route") or "", "") if part["kind"] in ("concern", "question") else ""
    when = say["urgency"].get(part.get("urgency") or "none", "")
    return ", ".join(word for word in (route, when) if word) if route else ""


def _contacts(contacts: list[dict[str, Any]]) -> list[Element]:
    return [heading(headings()["contacts"]), *(_contact(c) for c in contacts)] if contacts else []


def _contact(contact: dict[str, Any]) -> Element:
    """Name, number and note on the left, and on the right what can be pressed."""
    say, name, phone = words("teams")["card"], contact["name"], contact.get("phone")
    lines = [text(name, **({} if phone else {"weight": "Bolder"}))]
    lines += [text(phone, weight="Bolder", size="Medium", spacing="None")] if phone else []
    lines += [text(say["text_number"].format(sms=contact["sms"]), spacing="None")] if contact.get("sms") else []
    lines += [text(contact["note"], size="Small", spacing="None")] if contact.get("note") else []
    press = []
    if phone:
        told = say["ring_named"].format(name=name, phone=phone)
        title = say["ring_short"].format(phone=phone) if len(phone) <= SHORT else say["ring"]
        press.append(link(title, f"tel:{phone.replace(' ', '')}", told))
    elif url := web_address(contact.get("url")):
        press.append(link(say["open"], url, say["open_named"].format(name=name)))
    right = [column("auto", rows_of(press))] if press else []
    return {"type": "ColumnSet", "columns": [column("stretch", lines), *right], "spacing": "Small"}


def _signs(part: dict[str, Any]) -> list[Element]:
    signs = [] if part["kind"] == "question" else part.get("signs") or []  # said once, with the whole answer
    return [text(f"{headings()['signs']} {', '.join(s['label'] for s in signs)}")] if signs else []


def _sources(citations: list[dict[str, Any]]) -> list[Element]:
    if not citations:
        return []
    named = [f"[{plain(cite(c))}]({url})" if (url := web_address(c.get("url"))) else plain(cite(c)) for c in citations]
    line = f"{headings()['sources']} {'; '.join(named)}"
    return [{"type": "TextBlock", "text": line, "wrap": True, "size": "Small", "spacing": "Medium"}]


def _in_company(url: str) -> list[Element]:
    say = words("teams")["group"]
    return [text(say["line"], weight="Bolder", spacing="Medium"), *rows_of([link(say["private"], url, say["private"])])]


def _spoken(parts: list[str]) -> str:
    """A few sentences for a screen reader; the marks of the speech language are escaped."""
    said = ""
    for part in parts:
        if len(said) + len(part) <= SPOKEN:
            said = f"{said} {part}".strip()
    return escape(said or parts[0][:SPOKEN])
