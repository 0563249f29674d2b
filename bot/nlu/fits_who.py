"""What an intent rules out by whom the words name: who did it, who rings, whose home it is."""

from __future__ import annotations

import re

# another child did no harm where only somebody grown up is said to have done it
ON_CHILD = "concern_child_on_child"
_GROWN = (
    r"(?:uncle|aunt\w*|gran(?:d ?)?(?:dad|pa|father|ma|mother)|(?:step ?)?(?:dad|father|mum|mother)|man|bloke|lodger|"
    r"neighbour|teacher|coach|tutor|vicar|priest|driver|carer|adult)"
)
_BY_GROWN = re.compile(
    rf"\b(?:hurt|touched|abused|assaulted|raped|harmed|kissed|groped|grabbed|filmed)\b"
    rf"(?: \w+){{0,3}} by (?:\w+ ){{0,2}}{_GROWN}\b|"
    rf"\b{_GROWN}(?:'s| has| had)? (?:hurt|hurts|touched|touches|touching|abused|assaulted|raped|kissed|groped)\b",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?:brother|sister|sibling|cousin|boy|girl|pupil|student|lad|lass|teenager|peer|classmate|another child|"
    r"other child(?:ren)?|older kids?|kids?|son|daughter|nephew|niece|year \d+|yr ?\d+|y\d+)\b",
    re.IGNORECASE,
)
_CHILD_DID = re.compile(
    rf"{_YOUNG.pattern}(?:'s| has| had| who(?: is \w+)?)? (?:\w+ )?"
    r"(?:hurt|hurts|touched|touches|touching|abused|assaulted|raped|kissed|groped|did|does|made|makes|showed|pulled|put)\b|"
    rf"\bby (?:\w+ ){{0,3}}{_YOUNG.pattern}",
    re.IGNORECASE,
)
# "I'll tell them" rings nobody, and neither does who has bought a ticket
RUNG = "have_rung"
_LATER = re.compile(r"\b(i'?ll|ill|i will|we'?ll|we will|going to|gonna|might|could|should)\b", re.IGNORECASE)
_YOU_RING = re.compile(r"\b(?:you|u)\b.{0,20}\b(?:call|ring|tell|phone|report)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(rung|rang|called|phoned|spoke|told|reported|done|sent|coming|way|already)\b", re.IGNORECASE)
_TRAVELS = re.compile(
    r"\b(?:bought|buys?|booked|booking)\b.{0,20}\b(?:tickets?|flights?|trip|holiday)\b", re.IGNORECASE
)


def by_a_child(text: str) -> bool:
    """Whether a child can be who did harm."""
    return not _BY_GROWN.search(text) or bool(_CHILD_DID.search(text))


def has_rung(text: str) -> bool:
    """Whether somebody can have been rung by now."""
    later = _LATER.search(text) and not _DONE.search(text)
    return not _TRAVELS.search(text) and not _YOU_RING.search(text) and not later
