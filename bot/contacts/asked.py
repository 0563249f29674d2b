"""Whose number somebody asks for: the rows ``asked`` of ``contacts.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot import yamlfile
from bot.contacts.schema import CONTACTS_FILE
from bot.language.asking import asks
from bot.paths import DATA
from bot.terms import Route

MOST = 25  # words; what is longer tells a worry
_NUMBER = (
    r"(?:numbers?|phone|telephone|tel|contact details|(?:help|hot|phone|advice|support|survivors?'?) ?lines?|"
    r"e-?mail(?: address)?|no\.? (?:for|of)|who(?:'?s| is)(?: the| our)?(?= (?:local )?lado)|"
    r"(?:how|where) (?:do|can|could|would|should) (?:i|we|you|u|she|he|they) (?:ring|call|contact|"
    r"reach|phone|get hold of|get through to|text|email))"
)
_BETWEEN = r"(?:[ '][\w'-]+){0,5}?[ ']"  # words between the two, in one sentence
_WANTED = re.compile(r"\b(?:please|pls|plz|need|want|looking for|after|give me|send me|remind me)\b", re.IGNORECASE)
_TRIED = re.compile(
    r"\b(?:rang|rung|called|tried|phoned|spoke|gave|given|got|engaged|busy|not answering|no answer|keeps ringing|"
    r"hung up|his|her) (?:\w+ )?(?:numbers?|line)\b|\b(?:engaged|not answering|no answer|nobody answers|on hold)\b",
    re.IGNORECASE,
)
FEW = 6  # words of a bare request ("childline number")


@dataclass(frozen=True)
class Asked:
    """The contacts that are asked for, best first, and the route to them."""

    contacts: tuple[str, ...]
    route: Route


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[re.Pattern[str], Asked], ...]:
    path = DATA / "contacts.yml"
    content = yamlfile.check(path, yamlfile.read(path), CONTACTS_FILE)
    return tuple(
        (_beside(row["words"]), Asked(tuple(row["contacts"]), Route(row["route"])))
        for row in content.get("asked", ())
    )


def _beside(words: str) -> re.Pattern[str]:
    """The service and a word for its number near each other, in either order; one word may be both."""
    both = rf"\b(?:{words}) ?lines?\b|\b{_NUMBER}\b{_BETWEEN}(?:{words})\b|\b(?:{words})\b{_BETWEEN}?{_NUMBER}\b"
    return re.compile(both, re.IGNORECASE)


def asked_for(text: str) -> Asked | None:
    """Whose number the text asks for; None where it asks for none of ours, or tells that one was tried."""
    text = text.replace("\u2019", "'")
    words = len(text.split())
    if words > MOST or _TRIED.search(text):
        return None
    if words > FEW and not asks(text) and not _WANTED.search(text):
        return None
    return next((asked for pattern, asked in _rows() if pattern.search(text)), None)
