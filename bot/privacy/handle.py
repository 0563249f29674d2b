"""Names that people use in apps and games: @name, and what follows "his snap is" and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.privacy.spans import Span
from bot.privacy.tokens import NAME_PREFIX

AT = re.compile(r"(?<![\w.@])@[a-z0-9_](?:[\w.\-]{0,40}\w)?|(?<![\w.@/])/?u/[a-z][\w\-]{3,}", re.IGNORECASE)
APP = (
    r"(?:snap(?:chat|s)?|insta(?:gram)?|ig|tik\s?tok|discord|steam|x\s?box|psn|play\s?station|roblox|fortnite|"
    r"minecraft|kik|telegram|whats\s?app|facebook|fb|twitter|you\s?tube|twitch|reddit|wizz|yubo|omegle|signal|epic|onlyfans|"
    r"bereal|vinted|gamer\s?tag|user\s?name|user|handle|screen\s?name|nickname online|account|profile)"
)
NOUN = r"(?:name|id|user\s?name|user|handle|account|profile|tag|gamer\s?tag|add)"
QUOTE = r"[\"'\u2018\u2019\u201c\u201d]?"
VALUE = rf"{QUOTE}@?([a-z0-9_](?:[\w.\-]{{1,40}})?\w)"
CUED = re.compile(
    rf"\b{APP}(?:\s+{NOUN}){{0,2}}\s*(?:(?:is|was|are|called|named|as|under|goes by|it's|its)\b|[=:\-])"
    rf"\s*(?:(?:called|is)\s+)?{VALUE}",
    re.IGNORECASE,
)
ADDED = re.compile(
    r"\b(?:added|adds?|messag(?:ed|ing|es)|follow(?:ed|s|ing)?|known as|goes by|called|from|user|"
    r"calls? (?:him|her|them)sel(?:f|ves))"
    rf"\s+(?:\w+\s+)?{VALUE}(?={QUOTE}\s+on\s+(?:\w+\s)?{APP}\b)",
    re.IGNORECASE,
)
ADD_ME = re.compile(rf"\badd (?:me|him|her|us|them)(?: on \w+)?[ :]+{VALUE}", re.IGNORECASE)
# Several words with figures behind them ("gamertag sniper wolf 99"), and "he is coolguy on roblox".
TAG_WORDS = re.compile(
    r"\b(?:gamer ?tags?|psn|xbox name|user ?name|screen ?name)(?: (?:is|was|=)|:)? "
    r"(?P<tag>[a-z]+(?: [a-z]+){0,2} \d{1,4})(?!\w)",
    re.IGNORECASE,
)
IS_ON = re.compile(rf"\b(?:is|he's|hes|she's|shes|im|i'm|was|as) (?P<tag>[a-z][\w.]{{3,}}) on {APP}\b", re.IGNORECASE)
ON_APP = re.compile(rf"\b(?:on|my|his|her|their)\s+{APP}\s*[(\[:=,]?\s*{VALUE}", re.IGNORECASE)
TAGGED = re.compile(rf"\b{APP}(?:\s+{NOUN}){{0,2}}\s+{VALUE}", re.IGNORECASE)
# "on telegram hes mrwhite", "uses darkwolf as his gamertag", "username pixiedust": no word of English.
WHO_ON = re.compile(
    rf"\bon {APP},? (?:(?:he|she|they)(?: is|['\u2019]?s|['\u2019]re| are| uses?| goes by)|hes|shes|im|i['\u2019]m|"
    r"i am|theyre|its) "
    rf"{QUOTE}@?(?P<tag>[a-z0-9_][\w.\-]{{3,40}}\w)(?=\W*$|[,.!?;]| (?:and|but|or|if|u|you|he|she)\b)",
    re.IGNORECASE,
)
AS_TAG = re.compile(
    r"\b(?P<tag>[a-z0-9_][\w.\-]{3,}\w) (?:as|for|is) (?:his|her|their|the|my) (?:gamer ?tag|user ?name|"
    rf"screen ?name|handle|tag|{APP} (?:name|user|handle|account))\b", re.IGNORECASE,
)
NAMED = re.compile(
    rf"\b(?:gamer ?tag|user ?name|screen ?name|psn|{APP} (?:name|user ?name|handle|tag|id)) "
    rf"{QUOTE}@?(?P<tag>[a-z][\w.\-]{{4,}}\w)",
    re.IGNORECASE,
)
MADE_UP = re.compile(
    r"(?<![\w@.\-/])(?=[\w.\-]*[a-z])(?:[a-z0-9]+_[\w_]*\w|_+[a-z0-9]\w*|[a-z]{2,}\w*\.[a-z]\w*\d\w*|"
    r"[\w.]{2,}#\d{3,5}|x{1,3}_?[a-z]+_?x{2,3}"
    r"|[a-z]{3,}\d{2,}[a-z\d]*|[a-z]{3,}\w*\.\d{2,})(?![\w@\]])",
    re.IGNORECASE,
)
# No pattern that wants a cue fits where this does not: most messages are read once instead of nine times.
CUES = re.compile(rf"{APP}|add |tag|screen ?name", re.IGNORECASE)
# In a message that speaks of an app or a game also capitals inside a word, and words joined by dots.
ONLINE = re.compile(
    rf"\b(?:{APP}|online|gam(?:e|es|er|ing)|server|chat\w*|messag(?:es?|ed|ing)|add(?:ed|s)? (?:me|him|her|us|them)|"
    r"stream\w*|dm'?s?|post(?:ed|ing))\b", re.IGNORECASE
)
INNER = re.compile(
    r"(?<![\w@.\-/])(?:[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+)+[A-Z]{0,3}|[a-z]{2,}(?:\.[a-z]{2,}){1,4})(?![\w@\-/]|\.\w)"
)
# What is spelt like that and is no handle.
BRANDS = frozenset((
    "tiktok", "whatsapp", "youtube", "playstation", "facetime", "onlyfans", "bereal", "iphone", "ipad", "linkedin",
    "snapchat", "facebook", "imessage", "instagram", "chatgpt", "paypal", "cashapp", "ebay", "childline", "myconcern",
    "assetplus", "airdrop", "imac", "deviantart", "wattpad", "saferkids", "thinkuknow", "life360",
))
FIELD = re.compile(r"(?<=[\"'])[a-z_]+(?=[\"']\s?:)")  # what a form calls a thing ('"child_age": 6')
ORDINARY = re.compile(
    r"(?:year|yr|ks|age|aged|ps|xbox|covid|page|point|section|sect|form|level|stage|under|over|room|bbc|channel|"
    r"class|day|week|term|from|since|until|till|about|number|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|"
    r"nov\w*|dec\w*)\d+s?|x+",
    re.IGNORECASE,
)


def find(text: str, is_word: Callable[[str], bool] = lambda _: True) -> Iterator[Span]:
    """Spans of handles; ``is_word`` tells ordinary words, which after "his snap is" are not taken for a handle."""
    for match in AT.finditer(text):
        yield Span(*match.span(), "HANDLE", 0.95)
    if CUES.search(text):
        yield from _cued(text, is_word)
    yield from _by_spelling(text, is_word)


def _cued(text: str, is_word: Callable[[str], bool]) -> Iterator[Span]:
    """What a word for an app, a name or adding somebody gives away."""
    for pattern, score in ((CUED, 0.85), (ADDED, 0.65)):  # a name on an app is a person first
        for match in pattern.finditer(text):
            if _looks_made_up(match[1]) or not is_word(match[1].lower()):
                yield Span(*match.span(1), "HANDLE", score)
    for pattern in (ON_APP, TAGGED, ADD_ME):
        for match in pattern.finditer(text):
            if _looks_made_up(match[1]):
                yield Span(*match.span(1), "HANDLE", 0.8)
    yield from _said(text, is_word)


def _said(text: str, is_word: Callable[[str], bool]) -> Iterator[Span]:
    """A tag of several words, and what somebody "is" on an app."""
    for match in TAG_WORDS.finditer(text):
        yield Span(*match.span("tag"), "HANDLE", 0.8)
    for pattern in (IS_ON, WHO_ON, AS_TAG, NAMED):
        for match in pattern.finditer(text):
            if _looks_made_up(match["tag"]) or not is_word(match["tag"].lower()):
                yield Span(*match.span("tag"), "HANDLE", 0.6)


def _by_spelling(text: str, is_word: Callable[[str], bool]) -> Iterator[Span]:
    """Words that only a handle is spelt like; fewer of them where nothing speaks of an app or a game."""
    for match in INNER.finditer(text) if ONLINE.search(text) else ():
        if _joined(match[0], is_word):
            yield Span(*match.span(), "HANDLE", 0.65)
    for match in MADE_UP.finditer(text):
        field = (named := FIELD.match(text, match.start())) and named[0] == match[0]
        if not field and not ORDINARY.fullmatch(match[0]) and match[0].lower() not in BRANDS:
            yield Span(*match.span(), "HANDLE", 0.7)


def _joined(value: str, is_word: Callable[[str], bool]) -> bool:
    """Whether joined words are a name somebody chose: not a brand, a family name, or two sentences without a blank."""
    if "." not in value:
        return value.lower() not in BRANDS and not NAME_PREFIX.match(value)
    parts = value.split(".")
    return len(parts) > 2 or not all(is_word(part) for part in parts)


def _looks_made_up(value: str) -> bool:
    """Whether a word has what a word of a sentence has not: a digit, a mark inside, or odd capitals."""
    if ORDINARY.fullmatch(value) or not re.search(r"[a-z]", value, re.IGNORECASE):
        return False
    return bool(re.search(r"[\d_]|\w\.\w|[a-z][A-Z]", value))
