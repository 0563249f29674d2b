"""Puts typed placeholders where the spans are; knows nothing of how they were found."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

from bot.privacy.spans import Span
from bot.scrubbed import Scrubbed

PLACEHOLDER = re.compile(r"\[([A-Z_]+)_(\d+)\]")
POSSESSIVE = re.compile(r"(['\u2019]s|['\u2019])$")
EDGES = " \t\n\r,.;:"


def replace(text: str, spans: tuple[Span, ...], seen: MutableMapping[str, str] | None = None) -> Scrubbed:
    """The text with each span replaced; the same value of the same kind gets the same placeholder.

    ``seen`` carries placeholders from message to message of one conversation; it holds raw values, so it stays in
    memory. ``spans`` must not overlap. Grammar stays: a possessive ending and the blanks around a value are kept.
    """
    known: MutableMapping[str, str] = {} if seen is None else seen
    pieces: list[str] = []
    kinds: dict[str, None] = {}
    at = 0
    for span in spans:
        start, end = _trimmed(text, span)
        if start >= end:
            continue
        pieces += [text[at:start], _placeholder(text[start:end], span.kind, known), _within(text, span)]
        kinds[span.kind] = None
        at = end
    return Scrubbed("".join([*pieces, text[at:]]), tuple(kinds))


def _within(text: str, span: Span) -> str:
    """The wider place in brackets, unless the message says it itself: which council is asked depends on it."""
    said = (text[: span.start] + text[span.end :]).lower()
    return f" ({span.within})" if span.within and span.within.lower() not in said else ""


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    """The span without blanks and stops at its edges, and for a person without a possessive ending."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if span.kind == "PERSON" and (ending := POSSESSIVE.search(text, start, end)):
        end = ending.start()
    return start, end


def _placeholder(value: str, kind: str, known: MutableMapping[str, str]) -> str:
    """The placeholder of one value: known already, or the next number of its kind.

    A person is known again by part of the name: "Keira" after "Keira Marsh" is the same number.
    """
    plain = " ".join(re.sub(r"[^\w\-]+", " ", value.casefold()).split())
    key = f"{kind}:{plain}"
    if key in known:
        return known[key]
    if kind == "PERSON":
        for other, placeholder in known.items():
            if other.startswith("PERSON:") and _same_person(plain, other.removeprefix("PERSON:")):
                known[key] = placeholder
                return placeholder
    number = 1 + max(
        (int(found.group(2)) for p in known.values() if (found := PLACEHOLDER.fullmatch(p)) and found.group(1) == kind),
        default=0,
    )
    known[key] = f"[{kind}_{number}]"
    return known[key]


def _same_person(one: str, other: str) -> bool:
    """Whether one name is the first or last part of the other ("keira" and "keira marsh")."""
    a, b = one.split(), other.split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return len(short) == 1 and len(long) > 1 and short[0] in (long[0], long[-1])
