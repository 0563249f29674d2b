"""Whether a worry can be about what the writer thinks or did: not where another person is feared, or did it."""

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
# a child who tells what somebody does or plays with them did nothing to anybody
DID = "young_person_did_something"
_DONE_TO_THEM = re.compile(
    r"\b(?:he|she|uncle|(?:step)?dad|grand(?:ad|pa)|boyfri?end|brother|sister|babysitter|coach|teacher|man|cousin|mum)\b.{0,12}"
    r"\b(?:plays|makes me|made me|has a|calls it|touche[sd]|does)\b",
    re.IGNORECASE,
)
_THEY_DID = re.compile(
    r"\bi (?:\w+ )?(?:did|made|sent|showed|touched|hurt|put|took|kissed|filmed|posted|forced|shared|asked|told)\b",
    re.IGNORECASE,
)


def of_oneself(text: str) -> bool:
    """Whether the words leave it open that the writer means themselves."""
    text = text.replace("\u2019", "'")
    return not _ANOTHERS.search(text) and not _FEARS.search(text)


def did_it(text: str) -> bool:
    """Whether a child can tell of what they did themselves."""
    text = text.replace("\u2019", "'")
    return not _DONE_TO_THEM.search(text) or bool(_THEY_DID.search(text))
