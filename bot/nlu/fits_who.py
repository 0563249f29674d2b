"""What the words of a few intents rule out: who did it, who was rung, what is kept safe, and what hints at cutting."""

from __future__ import annotations

import re

# another child did no harm where only somebody grown up is said to have done it
ON_CHILD = "concern_child_on_child"
_GROWN = (
    r"(?:uncle|aunt\w*|gran(?:d ?)?(?:dad|pa|father|ma|mother)|(?:step ?)?(?:dad|father|mum|mother)|man|bloke|lodger|"
    r"neighbour|teacher|coach|tutor|vicar|priest|driver|carer|adult)"
)
_HURT = (
    r"(?:hurts?|touch(?:ed|es|ing)|abuse[sd]|assault(?:ed|s)|rape[sd]|harm(?:ed|s)|kiss(?:ed|es)|grope[sd]|grab(?:bed|s)|"
    r"film(?:ed|s))"
)
_BY_GROWN = re.compile(
    rf"\b{_HURT}\b"
    rf"(?: \w+){{0,3}} by (?:\w+ ){{0,2}}{_GROWN}\b|"
    rf"\b{_GROWN}(?:'s| has| had)? {_HURT}\b",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?:(?:brother|sister|sibling|cousin|boy|girl|pupil|student|lad|teenager|peer|classmate|kid|son|daughter|nephew|"
    r"niece)s?|lass(?:es)?|other child(?:ren)?|another child|year \d+s?|yr ?\d+s?|y\d+s?)\b",
    re.IGNORECASE,
)
_CHILD_DID = re.compile(
    rf"{_YOUNG.pattern}(?:'s| has| had| who(?: is \w+)?)? (?:\w+ )?"
    rf"(?:{_HURT}|did|does|do|made|makes|showed|pulled|put)\b|"
    rf"\bby (?:\w+ ){{0,3}}{_YOUNG.pattern}",
    re.IGNORECASE,
)
# "I'll tell them" rings nobody, and neither does who has bought a ticket
RUNG = "have_rung"
_LATER = re.compile(r"\b(i'?ll|ill|i will|we'?ll|we will|going to|gonna|might|could|should)\b", re.IGNORECASE)
_YOU_RING = re.compile(r"\b(?:you|u)\b.{0,20}\b(?:call|ring|tell|phone|report)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(rung|rang|called|phoned|spoke|told|reported|done|sent|coming|way|already)\b", re.IGNORECASE)
_TRAVELS = re.compile(
    r"\b(?:bought|buys?|booked|booking)\b.{0,20}\b(?:tickets?|flights?|trip|holiday)\b|"
    r"\b(?:tickets?|flights?)(?: \w+)? (?:bought|booked|paid)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:i|we)(?:'?ve| have| just| already)* (?:rung|rang|called|phoned|spoken?|told|reported)\b(?! (?:you|u)\b)",
    re.IGNORECASE,
)
# who wants a child kept safe plans nothing
_KEEPS_SAFE = re.compile(
    r"\b(?:club|class|school|nursery|camp|house|place|coach|teacher|sitter|babysitter|step(?:dad|mum)|partner|boyfriend|"
    r"girlfriend|adult|person|friend|family|kids?|child(?:ren)?|girl|boy|son|daughter|him|her|them|he|she|they)\b"
    r"(?: \w+){0,5} (?:safe(?:ly)?|trusted|vetted|dbs checked)\b(?! (?:to|if|for me|from)\b)",
    re.IGNORECASE,
)
# a girl who may be cut: the word itself, or a journey, a feast, elders, a custom
_FGM_HINT = re.compile(
    r"\b(?:fgm|cut\w*|\w*infibulat\w*|one way|circumcis\w*|mutilat\w*|sunna\w*|gudniin|clean\w*|pure|ritual\w*|"
    r"custom\w*|tradition\w*|cultur\w*|ceremon\w*|celebrat\w*|party|parties|feast|a woman|women|initiat\w*|abroad|"
    r"africa\w*|gambia\w*|somali\w*|sudan\w*|mali|egypt\w*|nigeria\w*|kenya\w*|ethiopia\w*|eritrea\w*|guinea\w*|"
    r"sierra leone\w*|senegal\w*|kurd\w*|iraq\w*|yemen\w*|indonesia\w*|malaysia\w*|ghana\w*|home country|back home|"
    r"village|fly|flies|flying|flight|plane|airport|ticket\w*|visa|passport|travel\w*|trip|holiday|summer|country|"
    r"grand\w*|gran|nan|aunt\w*|elder\w*|community|done|it'?s time|turn|sister\w*)\b",
    re.IGNORECASE,
)


def keeps_safe(text: str) -> bool:
    """Whether somebody asks how a child is kept safe."""
    return bool(_KEEPS_SAFE.search(text))


def hints_at_fgm(text: str) -> bool:
    """Whether a word stands there with which families or those around them speak of cutting."""
    return bool(_FGM_HINT.search(text))


def by_a_child(text: str) -> bool:
    """Whether a child can be who did harm."""
    return not _BY_GROWN.search(text) or bool(_CHILD_DID.search(text))


def has_rung(text: str) -> bool:
    """Whether somebody can have been rung by now."""
    later = _LATER.search(text) and not _DONE.search(text)
    travels = _TRAVELS.search(text) and not _SPOKEN.search(text)
    return not travels and not _YOU_RING.search(text) and not later
