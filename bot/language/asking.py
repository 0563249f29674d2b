"""Whether a line asks for something: in the middle of a worry, a statement is a detail of it and not a question."""

from __future__ import annotations

import re

_WHICH = "what|who|whether|if|how|where|which"
_OURS = "who|what|where|when|how|whether"
_WORDS = (
    "what|wot|wat|whats|what's|who|whos|who's|whom|whose|how|hows|how's|why|y|when|wen|where|wheres|where's|which|"
    "is|are|am|was|were|do|does|did|can|could|cud|should|shud|shall|will|would|wud|may|might|must|has|have|had|any|"
    "(?:isn't|aren't|don't|doesn't|won't|can't|shouldn't)(?= (?:i|we|you|u|they|he|she|it|the|my|his|her|a|there|this|"
    "that|social|police|parents|teachers?|schools?|people|someone|anyone|everyone|children|kids)\\b)"
)
# what may stand before a question without changing it: "ok and what about", "before I go on, is", "hi, GP here, can"
_BEFORE = "and|but|so|ok|okay|also|then|or|anyway|actually|wait|sorry|please|pls|plz|well|right"
_LEAD = rf"(?:^|[.,;:!\n-]|\b(?:{_BEFORE})\b)\s*"
_ORDER = r"(?:please\s+)?(?:remind|tell|show|explain|give|define|list|describe|quote|remember)\b(?:\s+(?:me|us)\b)?"
_SAID = "|".join((
    r"\b(?:i|we) (?:just |also |really )?(?:need|want|would like|'d like) to (?:know|ask|check|understand|find out)\b",
    rf"\b(?:i|we) (?:don'?t|do not|didn'?t) know (?:{_WHICH})\b",
    rf"\b(?:i wonder|wondering|not sure|unsure) (?:{_WHICH})\b",
    rf"\b(?:{_OURS}) (?:do|should|shud|can|could|must) (?:i|we|u|you)\b",
    r"\b(?:should|shud|do|can|could|must) (?:i|we)\b",
    r"\bif (?:i|we|he|she|they|you|u)\b.{0,25}\b(?:do|does|will|would|can|could) (?:they|he|she|it|i|we|you|u)\b",
    r"\b(?:who|what|where|when|how) to\b",
))
# a person is spoken of: a line that neither asks nor speaks of anybody may be the bare name of a topic
_SOMEBODY = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|it|it's|i|i'm|im|i've|ive|we|we're|my|our|"
    r"mum|dad|mother|father|grandad|nan|gran|uncle|aunt|auntie|brother|sister|boy|girl|child|pupil|lad|lass|son|"
    r"daughter|hes|shes|theyre|me|us|client|patient|tenant|partner|wife|husband|cousin|niece|nephew|stepdad|stepmum)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"\?|{_LEAD}(?:{_WORDS})\b|{_LEAD}{_ORDER}|{_SAID}", re.IGNORECASE)
_PARTS = re.compile(r"[.?!;,\n]+\s+|\s+(?:and|&|or|also|plus)\s+", re.IGNORECASE)
# what every answer to a worry answers: whom to tell, and what to do now
_US = r"(?:i|we|u|you)"
_CAN = r"(?:do|does|did|should|shud|shld|shall|can|could|must|would|need|have|am|are)"
_STEP = (
    r"(?:tell|report|ring|call|phone|contact|inform|notify|refer|speak|talk|turn|pass|log|raise|flag|escalate|act|do|"
    r"go to|worry|worried|mention)"
)
_NOW = (
    rf"(?:who|whom|where|what|wot|how|when)\s+{_CAN}\s+{_US}\s+(?:\w+\s+){{0,3}}?{_STEP}\b"
    rf"|{_CAN}\s+{_US}\s+(?:\w+\s+){{0,3}}?{_STEP}\b"
    r"|(?:who|what)\s+(?:should|needs?|has|have|must|else)\s+(?:to\s+)?(?:know|be\s+told|happen|i|we)\b"
    r"|(?:who|what|where)\s+(?:to\s+(?:tell|do|ring|report|call|contact)|now|next)\b"
    r"|(?:does|do|is|should)\s+(?:this|that|it)\s+(?:\w+\s+){0,3}?(?:report\w*|refer\w*|passed|passing|told|logg\w*)\b"
)
_TAIL = re.compile(
    rf"(?:[\s,;:.!?\u2013\u2014-]+(?:(?:and|so|but|or|also|please|pls)\s+)*)(?:{_NOW})[^.?!]*[.?!\s]*$", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"^\W*(?:if|when|whenever|suppose|supposing|say|what|how|who|in case|where|which)\b", re.IGNORECASE
)
_TURN_TO = (
    r"(?:ring|call|phone|tell|contact|report|refer|inform|notify|alert|speak|talk|go|turn|write|pass|send|see|ask|make|get|"
    r"put|take)"
)
_WHOM = re.compile(
    r"\b(?:who|whom|where|which|what)(?:'?s|\s+is|\s+are)?\b.{0,40}\b(?:number|line|team|agency|service|person|contact|lead)\b"
    rf"|\b(?:who|whom|where|which)\b.{{0,40}}\b{_TURN_TO}\b"
    rf"|\b{_CAN}\s+{_US}\s+(?:still|also|just|even|really|have\s+to|need\s+to|got\s+to)?\s*"
    r"(?:ring|call|phone|contact|report|refer|inform|notify|go\s+to|involve)\b"
    r"|\bhow\b.{0,20}\b(?:ring|call|contact|report|refer|get\s+(?:hold|through|in\s+touch)|make\s+a\s+referral)\b",
    re.IGNORECASE,
)
_STRATEGY = re.compile(
    r"\bwhat (?:does |do |did )?(?:the|your|this) (?:\w+ )?(?:strategy|document|guidance) (?:says?|means?|tells?)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:he|she|they|him|her|them|his|girl|boy|child|pupil|daughter|son|niece|nephew|grand\w+)\b", re.IGNORECASE
)
TOLD = 5   # words of a worry that can be understood without the question behind it
MOST = 3   # questions of one message that are answered one by one
FEW = 3    # sentences among which one may be a question of its own
LEAST = 3  # words of a part that can be understood without the rest


def asks(text: str) -> bool:
    """Whether any part of the text is put as a question or a request; text-speak and a missing mark included."""
    return bool(_ASKS.search(text.replace("’", "'")))


def asks_whom(text: str) -> bool:
    """Whether the question is whom to turn to, or how to reach them; what is to be known or done names no agency."""
    return bool(_WHOM.search(text.replace("’", "'")))


def asks_of_strategy(text: str) -> bool:
    """Whether the text asks what the strategy says, and tells of nobody."""
    return bool(_STRATEGY.search(text)) and not _CHILD.search(text)


def of_somebody(text: str) -> bool:
    """Whether the text speaks of a person; what speaks of nobody may be the bare name of a topic or a figure."""
    return bool(_SOMEBODY.search(text.replace("’", "'")))


def tells(text: str) -> bool:
    """Whether the text speaks of somebody and asks nothing."""
    return not asks(text) and of_somebody(text)


def told(text: str) -> str:
    """What a text tells, less a last question of whom to tell or what to do; all of it where that is not its shape."""
    found = _TAIL.search(text.replace("’", "'"))
    said = text[: found.start()].strip() if found else ""
    whole = len(said.split()) < TOLD or _SUPPOSED.search(said) or not tells(said)
    return text if whole else said


def parts(text: str) -> tuple[str, ...]:
    """The questions that one message asks beside each other; none where it asks only one."""
    found = [p.strip() for p in _PARTS.split(text) if len(p.split()) >= LEAST and asks(p)]
    return tuple(found[:MOST]) if len(found) > 1 else ()


def clauses(text: str) -> list[str]:
    """The sentences of a text; at least one, possibly empty."""
    return [p.strip() for p in re.split(r"[.!?\n]+\s*", text) if p.strip()] or [text.strip()]


def asked_beside(text: str) -> tuple[str, ...]:
    """The sentences that ask something, of a text of two or three; none of a longer one, which tells a story."""
    told_of = clauses(text)
    return tuple(one for one in told_of if asks(one)) if 1 < len(told_of) <= FEW else ()
