"""The last look at an answer before it goes out: what is wrong with it, as codes; any code holds it back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.errors import ContentError
from bot.paths import DATA
from bot.safety.numbers import all_known
from bot.safety.people import PERSON, Person

CODES = (
    "empty_answer", "no_card", "unknown_number", "promise_of_secrecy", "diagnosis_or_likelihood", "person_named",
)
_TEXTS = {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 2}}
FILE: dict[str, Any] = {
    "type": "object",
    "required": ["unless", "patterns", "people"],
    "properties": {
        "unless": {"type": "object", "additionalProperties": {"type": "string"}},
        "patterns": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "code", "pattern", "hits", "near_misses"],
                "properties": {
                    "id": {"type": "string"}, "code": {"enum": list(CODES[3:5])}, "pattern": {"type": "string"},
                    "unless": {"type": "array", "items": {"type": "string"}}, "hits": _TEXTS, "near_misses": _TEXTS,
                },
                "additionalProperties": False,
            },
        },
        "people": {"type": "array", "items": PERSON},
    },
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Pattern:
    """One thing never said; ``unless`` are looked for before the match, in the same sentence."""

    id: str
    code: str
    pattern: re.Pattern[str]
    unless: tuple[re.Pattern[str], ...]

    def found_in(self, text: str) -> bool:
        """Whether ``text`` (already plain) says it."""
        return any(not self._excused(text, match.start()) for match in self.pattern.finditer(text))

    def _excused(self, text: str, start: int) -> bool:
        before = _SENTENCE_END.split(text[:start])[-1]
        return any(exception.search(before) for exception in self.unless)


def problems(message: dict[str, Any], digits: frozenset[str]) -> tuple[str, ...]:
    """Codes of what is wrong with one message, in the order of ``CODES``; an empty tuple means that it may go out.

    ``digits`` are the numbers of the directory as bare digits. Never raises for a message, however odd its shape.
    """
    text, custom = message.get("text"), message.get("custom")
    card = custom.get("guidance") if isinstance(custom, dict) else None
    found: set[str] = set()
    if not isinstance(text, str) or not text.strip():
        found.add("empty_answer")
    if not isinstance(card, dict) or not card:
        found.add("no_card")
    whole = "\n".join(_strings([text, message.get("buttons"), _spoken(card)]))
    avoid = card.get("avoid") if isinstance(card, dict) else None
    found |= _wording(whole, tuple(_strings(avoid)), digits)
    if not _contacts_known(card, digits):
        found.add("unknown_number")
    return tuple(code for code in CODES if code in found)


@lru_cache(maxsize=1 << 9)
def _wording(whole: str, avoid: tuple[str, ...], digits: frozenset[str]) -> frozenset[str]:
    """The codes of what is wrong with the words of an answer; ``avoid``: the lines of what not to do among them."""
    whole, found = _plain(whole), set()
    if not all(_numbers_known(pair, digits) for pair in _pairs(whole)):
        found.add("unknown_number")
    for pair in _pairs(_without_avoided(whole, avoid)):
        found |= _said_in(pair)
    return frozenset(found)


def _pairs(text: str) -> Iterator[str]:
    """Each line of ``text`` with the one after it, once: the same lines come again with every answer.

    Nothing that is looked for is longer than two lines, and text and card hold the same sentences.
    """
    lines = text.split("\n")
    return iter(dict.fromkeys(f"{line}\n{after}" for line, after in zip(lines, [*lines[1:], ""], strict=True)))


@lru_cache(maxsize=1 << 14)
def _numbers_known(pair: str, digits: frozenset[str]) -> bool:
    return all_known(pair, digits)


@lru_cache(maxsize=1 << 14)
def _said_in(pair: str) -> frozenset[str]:
    """The codes of what is said in two lines that must never be said."""
    return frozenset(pattern.code for pattern in patterns() if pattern.found_in(pair))


@lru_cache(maxsize=1)
def patterns() -> tuple[Pattern | Person, ...]:
    """What an answer must never say, read once. Raises ContentError for a file that does not fit."""
    return load(DATA / "safety" / "never_said.yml")


def load(path: Path) -> tuple[Pattern | Person, ...]:
    """The patterns of one file, then the people.

    Raises ContentError for a wrong shape, a bad pattern or an unknown exception.
    """
    content = yamlfile.check(path, yamlfile.read(path), FILE)
    try:
        unless = {name: re.compile(text, re.IGNORECASE) for name, text in content["unless"].items()}
        said = tuple(
            Pattern(
                raw["id"], raw["code"], re.compile(raw["pattern"], re.IGNORECASE),
                tuple(unless[name] for name in raw.get("unless", ())),
            )
            for raw in content["patterns"]
        )
    except (re.error, KeyError) as error:
        raise ContentError([f"{path.name}: bad pattern or exception: {error}"]) from None
    return said + tuple(Person(raw["id"], raw["code"], frozenset(raw["sha256"])) for raw in content["people"])


_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_NOT_SPOKEN = {"citations", "content_version", "schema", "contacts", "signs", "url", "slot"}


def _spoken(card: Any) -> Any:
    """The parts of a card that are our own wording: no source titles, addresses or dates."""
    return {key: value for key, value in card.items() if key not in _NOT_SPOKEN} if isinstance(card, dict) else None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)


def _plain(text: str) -> str:
    """One kind of apostrophe, space and dash, so that a pattern needs no variants."""
    return re.sub(r"[‘’`]", "'", unicodedata.normalize("NFKC", text)).replace("*", "")


def _without_avoided(text: str, avoid: tuple[str, ...]) -> str:
    """``text`` less the list of what NOT to do, where a line may name the very thing ("promise secrecy")."""
    avoided = {_plain(line) for line in avoid}
    return "\n".join(line for line in text.split("\n") if line.removeprefix("- ") not in avoided)


def _contacts_known(card: Any, digits: frozenset[str]) -> bool:
    """Whether every number of the card's contacts, and every number in their notes, is in the directory."""
    contacts = card.get("contacts") if isinstance(card, dict) else None
    for contact in contacts if isinstance(contacts, list) else ():
        numbers = [contact.get(key) for key in ("phone", "sms")] if isinstance(contact, dict) else []
        if any(re.sub(r"\D", "", str(number)) not in digits for number in numbers if number):
            return False
        if isinstance(contact, dict) and not _numbers_known(_plain(str(contact.get("note") or "")), digits):
            return False
    return True
