"""An answer as Telegram shows it: plain text in parts that are short enough, with numbers that can be tapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers

from bot.channels.post import FIRST, STATUS, Message
from bot.channels.telegram_parts.wording import Wording

LONGEST = 4096          # of one message, in UTF-16 units, as Telegram counts
SHORTEST_TAPPED = 7     # digits; shorter numbers (999, 101) have no international form
DELETED = "answered_deleted"
# Where a text may be cut, the best place first: paragraph, line, end of a sentence, space.
_ENDS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"(?<=[.?:]) "), re.compile(r" "))


def whole(message: Message, words: Wording) -> str:
    """All that one message of the contract says in Telegram."""
    text = str(message["text"])
    card: Mapping[str, Any] = (message.get("custom") or {}).get("guidance") or {}
    for contact in card.get("contacts") or ():
        text = tappable(text, str(contact["name"]), contact.get("phone"))
    if message.get(STATUS) == DELETED:
        text = f"{text}\n\n{words.deleted}"
    elif message.get(FIRST):
        text = before_the_question(text, words.stays, str((card.get("question") or {}).get("text") or ""))
    return text


def before_the_question(text: str, line: str, question: str) -> str:
    """``line`` as a paragraph of its own at the end, but a question stays the last thing read."""
    if question and text.endswith(question):
        return f"{text.removesuffix(question).rstrip()}\n\n{line}\n\n{question}".lstrip()
    return f"{text}\n\n{line}"


def tappable(text: str, name: str, phone: str | None) -> str:
    """The number of one contact also in its international form: Telegram makes a link of that one only."""
    known = f"{name}: {phone}"
    if not phone or known not in text or sum(c.isdigit() for c in phone) < SHORTEST_TAPPED:
        return text
    try:
        number = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number(number):
        return text
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return text.replace(known, f"{known} ({shown})", 1)


def split(text: str, longest: int = LONGEST) -> list[str]:
    """The text in parts of at most ``longest`` UTF-16 units, cut at the end of a paragraph, line, sentence or word."""
    parts = []
    rest = text.strip()
    while _units(rest) > longest:
        at = _cut(rest, longest)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, longest: int) -> int:
    most = _fitting(text, longest)
    for end in _ENDS:
        # a place in the first half would leave a part that says little
        found = [match.start() for match in end.finditer(text, 0, most + 1) if match.start() > most // 2]
        if found:
            return found[-1]
    return most


def _fitting(text: str, longest: int) -> int:
    """How many characters from the beginning fit."""
    units = 0
    for count, character in enumerate(text):
        units += _units(character)
        if units > longest:
            return count
    return len(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def buttons(message: Message) -> list[str]:
    """The titles of the choices, in order; pressing one says its title."""
    offered: Iterable[Mapping[str, Any]] = message.get("buttons") or ()
    return [str(button["title"]) for button in offered]
