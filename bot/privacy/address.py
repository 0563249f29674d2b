"""Street addresses: a number or a house name with street words, and streets that are named as somebody's home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span

WORD = r"[a-z][a-z'\u2019\-]+\.?"
CAPITAL = r"[A-Z][a-z'\u2019\-]+"
UNIT = r"(?:(?:flat|apartment|apt|unit|room|plot|caravan)\s+(?:no\.?\s*)?(?:\d\w{0,3}|[a-z]),?\s+)?"
UNIT_WORD = re.compile(r"(?:flat|apartment|apt|unit|plot|caravan)\b", re.IGNORECASE)
FLAT = re.compile(
    r"\b(?:flat|apartment|apt)[ \t]+(?:(?:no\.?|number)[ \t]*)?\d{1,3}[a-z]?\b"
    r"(?:,?[ \t]+(?:[A-Z][a-z'\-]+[ \t]+){1,2}(?:House|Court|Tower|Place|Lodge))?",
    re.IGNORECASE,
)
HOUSE = re.compile(rf"(?<!\w)(?:{CAPITAL}[ \t]+){{1,2}}(?:Cottage|Farm|Lodge|House|Manor|Villa|Barn|Farmhouse|Tower)\b")
OLD_HOUSE = re.compile(
    r"(?<!\w)(?:[Tt]he )?Old (?:Chapel|Rectory|Vicarage|Manse|Parsonage|Forge|Mill|Bakery|Schoolhouse|School House|"
    r"Stables|Granary|Post Office|Dairy|Barn|Station House|Police House|Coach House)\b"
)
SMALL_HOUSE = re.compile(
    r"(?:\b(?:lives?|living|lived|staying|moved|home|address)\W+(?:is|at|to|in|into)\W+(?:at\W+)?|^\W*)"
    r"((?:[a-z][a-z'\-]+[ ]){1,2}(?:cottage|farm|lodge|villa|barn|manor|farmhouse|bungalow))\b",
    re.IGNORECASE,
)
# After these a number and one word are an address even without a street word ("lives at 12 Ashfields").
HOME = re.compile(
    r"\b(?:lives?|living|address|staying|stays|moved|home|house|round)\W+(?:is|at|to|in|on)\W+(?:at\W+)?"
    rf"(\d{{1,4}}[a-z]?[ \t]+{CAPITAL})\b"
)
NUMBER = re.compile(
    r"\b(?:lives?|living|stay(?:s|ing)?|house|home|address)\W+(?:\w+\W+){0,2}?(?:at\W+)?"
    r"((?:number|no\.?)[ \t]*\d{1,4}[a-z]?)\b",
    re.IGNORECASE,
)
DOOR = re.compile((
    r"\b(?:from|at|in|next door at|by)[ \t]+((?:number|no\.?)[ \t]*\d{1,4}[a-z]?)\b(?!\s+(?:on|"
    r"in) the)"
), re.IGNORECASE)
# Before a number these make it a class or an age ("yr 3, Elm Bank Juniors").
COUNTED = re.compile(r"\b(?:year|yr|class|form|key stage|stage|set|aged?|group|page|section)\W{1,2}$", re.IGNORECASE)
# Before a number these say that an address follows, so that small letters and weak words ("4 fen view") are one too.
LED = re.compile(
    r"\b(?:at|lives?|living|address|home|house|to|from|is|near|on|of|no|number|him|her|them)\W*$", re.IGNORECASE
)
TIME = re.compile(r"\b(?:year|years|of age|weeks?|days?|months?|hours?|minutes?|times?)\b", re.IGNORECASE)
# After a number and a comma these begin a clause and no street ("he is 11, he goes Gladstone park").
SUBJECTS = frozenset((
    "he", "she", "they", "we", "it", "who", "and", "but", "has", "goes", "lives", "then", "so", "attends", "attended",
    "is", "was", "told", "says", "said", "came", "had", "with",
))
# Streets called by an ordinary word, with both capitals; every town has a High Street.
ORDINARY = re.compile(
    r"(?:Long|New|Back|Middle|First|Second|Old|Low|Short|High) (?:Road|Lane|Drove|Causeway|Avenue|Terrace|Row)"
    r"|(?:Long|New|Back|Middle|Low|Short) Street"
)
ANSWER = 8  # words of a message that answers where somebody lives
BEFORE = r"\b(?:on|in|at|down|up|off|along|of|to|from|behind|near|by|opposite|outside|around|round|past|is)"

# "st" is a street where no saint can follow ("on bridge st well her dad").
ST_ENDS = (
    r"(?=\W*$|[,.!?]| (?:and|n|with|by|near|at|in|where|well|but|he|she|they|i|last|when|who|it|next|opposite|every|"
    r"after|before|then|cos|because|so)\b)"
)


class Addresses:
    """Finds addresses with the street words of ``context.yml``."""

    def __init__(self, lists: Lexicon) -> None:
        self._towns = frozenset(lists.kept_phrases)
        self._sure = lists.context["streets"]
        self._common = lists.context["no_street"]
        self._no_home = lists.context["no_home"]
        self._general = lists.context["general"] | lists.context["never"]
        sure = "|".join(sorted(self._sure))
        small = "|".join(sorted(self._sure - {"drove"}))  # "Dave drove her home"
        every = "|".join(sorted(self._sure | lists.context["weak_streets"]))
        titled = "|".join(word.title() for word in sorted(self._sure | lists.context["weak_streets"]))
        self._numbered = re.compile(
            rf"(?<![\w\u00a3.:/\-]){UNIT}(?:no\.?\s*|number\s+)?\d{{1,4}}[a-z]?,?[ \t]+"
            rf"(?:{WORD}[ \t]+){{1,3}}?(?:{every})\b\.?",
            re.IGNORECASE,
        )
        # An answer that is nothing but an address ("elm low road, wisbech").
        self._alone = re.compile(
            rf"(?:^\W*|, )(?!{BEFORE}\b)((?:{WORD}[ \t]+){{1,3}}(?:{sure}))(?=\W*(?:,|$))", re.IGNORECASE
        )
        self._named = (
            re.compile(rf"(?<!\w)((?:{CAPITAL}[ \t]+){{1,3}}(?:{titled}))(?!\w)"),
            re.compile(rf"(?<!\w)((?:{CAPITAL}[ \t]+){{1,2}}(?:{small}))(?!\w)"),
            re.compile(rf"{BEFORE}[ \t]+((?:{WORD}[ \t]+){{1,2}}(?:{sure}))(?!\w)", re.IGNORECASE),
            re.compile(rf"{BEFORE}[ \t]+((?:{WORD}[ \t]+){{1,2}}st){ST_ENDS}", re.IGNORECASE),
        )

    def find(self, text: str) -> Iterator[Span]:
        """Spans of addresses: the number, the street and what binds them; "Bar Hill", a town, stays."""
        for match in self._numbered.finditer(text):
            if self._is_address(text, match):
                yield Span(*match.span(), "ADDRESS", 0.9)
        answer = (self._alone,) if len(text.split()) <= ANSWER else ()
        for pattern in (*self._named, *answer):
            for match in pattern.finditer(text):
                start, end = self._after_common_words(text, *_without_small(text, *match.span(1)))
                if end > start and text[start:end].lower() not in self._towns:
                    yield Span(start, end, "ADDRESS", 0.8)
        yield from self._homes(text)

    def _homes(self, text: str) -> Iterator[Span]:
        """Flats, houses by name, and a bare number that is called a home."""
        for match in FLAT.finditer(text):
            yield Span(*match.span(), "ADDRESS", 0.7)
        for match in OLD_HOUSE.finditer(text):
            yield Span(*match.span(), "ADDRESS", 0.7)
        for pattern in (HOME, NUMBER, DOOR):
            for match in pattern.finditer(text):
                yield Span(*match.span(1), "ADDRESS", 0.7)
        for match in SMALL_HOUSE.finditer(text):
            words = re.findall(r"[a-z'\-]+", match[1].lower())[:-1]
            if not any(word in self._common | self._no_home | self._general for word in words):
                yield Span(*match.span(1), "ADDRESS", 0.6)
        for match in HOUSE.finditer(text):
            start, end = self._after_common_words(text, *match.span())
            if end > start and text[start:end].lower() not in self._towns:
                yield Span(start, end, "ADDRESS", 0.6)

    def _is_address(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number, words and a street word are an address and not "3 kids in the park" or "10 minute walk"."""
        value = match[0]
        if COUNTED.search(text, 0, match.start()):
            return False
        if UNIT_WORD.match(value):
            return True
        words = re.findall(r"[A-Za-z'\u2019\-]{2,}", value)
        between = [word.lower() for word in words[:-1]]
        led = bool(LED.search(text, 0, match.start()))
        if between and between[0] in ("number", "no"):
            between, led = between[1:], True
        if between == ["the"]:
            return str(words[-1])[0].isupper()
        if not between or TIME.search(value) or any(word in self._common | SUBJECTS for word in between):
            return False
        return led or words[-1].lower() in self._sure or all(word[0].isupper() for word in words)

    def _after_common_words(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The span without common words at its beginning; empty when nothing that names a street is left."""
        if ORDINARY.fullmatch(text[start:end]):
            return start, end
        while match := re.match(r"([A-Za-z'\u2019\-]+)\s+", text[start:end]):
            if match[1].lower().replace("\u2019", "'") not in self._common | self._no_home:
                return start, end
            start += match.end()
        return end, end


def _without_small(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without small words at its front when its last word has a capital ("to leave Elmfield Crescent")."""
    words = text[start:end].split()
    if not words[-1][0].isupper() or not any(word[0].isupper() for word in words[:-1]):
        return start, end
    while text[start].islower():
        start = text.index(" ", start) + 1
    return start, end
