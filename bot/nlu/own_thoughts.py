"""Whether a worry can be about the writer's own thoughts: not where another person is feared, or was found out."""

from __future__ import annotations

import re

# who found something on another person's computer does not speak of their own thoughts, however sick they feel
OWN_THOUGHTS = "self_concern"
_ANOTHERS = re.compile(
    r"\b(?:husband|wife|partner|boyfriend|girlfriend|fianc\w+|dad|father|mum|mother|son|brother|uncle|grandad|cousin|"
    r"stepdad|ex|lodger|flatmate|housemate|colleague|boss|teacher|tenant)'?s? (?:\w+ )?(?:laptop|computer|phone|mobile|"
    r"tablet|ipad|pc|hard ?drive|usb|memory stick|browser|search history|cloud)\b",
    re.IGNORECASE,
)
# ... nor does who tells whom their child fears
_FEARS = re.compile(
    r"\b(?:girl|boy|son|daughter|child|kids?|niece|nephew|grand\w+)\b.{0,30}\b(?:(?:do|does|is|are)(?: not|n'?t) "
    r"(?:like|want)|hates?|(?:scared|afraid|frightened|terrified) of|cries when)\b.{0,25}\b"
    r"(?:man|woman|driver|helper|uncle|escort|teacher|worker|carer|coach|grandad|neighbour|lodger)\b",
    re.IGNORECASE,
)


def of_oneself(text: str) -> bool:
    """Whether the words leave it open that the writer means themselves."""
    text = text.replace("\u2019", "'")
    return not _ANOTHERS.search(text) and not _FEARS.search(text)
