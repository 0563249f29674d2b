"""Places that stand behind what they are ("her nursery tiny tots"), and trades by their last word ("angel nails")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.place_slots import AFTER, END, ENDINGS
from bot.privacy.place_words import several
from bot.privacy.spans import Span
from bot.privacy.tokens import calm, tokens

WORD = r"[a-z][a-z'\u2019\-]+"
KINDS = (
    r"nursery|pre-?school|playgroup|day ?care|(?:primary |secondary |high |special |nursery )?school|"
    r"(?:boys'?|girls'?|children'?s|care|nursing|foster) home|pub|cafe|gym|salon|hostel|estate|church|surgery|takeaway|"
    r"chippy|chip shop|club|shop|restaurant|bar|hotel|farm|centre|campsite|refuge|unit|barbers?|hairdressers?"
)
BEHIND = re.compile(
    rf"\b(?:{KINDS}),? (?P<the>the )?(?P<name>(?P<one>{WORD})(?: (?:and |n |& |of )?(?P<two>{WORD}))?){END}"
)
# "a nursery called poppets": a word that is no way of calling ("the nursery called yesterday" has no "a").
CALLED = re.compile(
    rf"\b(?:an?|another|this|some) (?:\w+ )?(?:{KINDS}) (?:called|named) (?:the )?(?P<name>{WORD}(?: {WORD})?){END}"
)
LEAD = (
    r"(?:\b(?:at|in|of|from|to|above|over|under|outside|by|near|behind|opposite|for|with|runs?|owns?|called|past|via|"
    r"used|uses|manages|joined)|,|^) ?(?:the )?"
)
GONE_TO = LEAD.replace("|,|^", "")
# A business that nobody else than its name says this of ("golden fry", "shah tyres").
TRADE = re.compile(
    rf"{LEAD}(?P<name>(?:{WORD} )??(?P<one>{WORD}) (?:fry|fryer|fish bar|wok|tandoori|balti|tyres|motors|autos|"
    r"lettings|cabs|"
    r"taxis|fades|vapes|charcoal grill|pizzeria|dental|car wash|kebab house))(?!['\u2019]?\w)"
)
# These are said of much else ("fake nails", "bad news"): what stands before must be a name or no word.
GOODS = re.compile(
    rf"{GONE_TO}(?P<name>(?P<one>{WORD}) (?:nails|news|grill|pizzas?|carpets|stores?|trust|motorcycles|meats|foods|"
    r"tuition|tots|kidz|minimart|mini market|supermarket|off ?licence|convenience store|removals|roofing|plumbing|"
    r"driving school|shelter))(?!['\u2019]?\w)"
)
# Two words of trade that together are a name ("pizza king").
COMBINED = re.compile(
    r"(?<![\w'\-])(?P<name>(?:pizza|kebab|chicken|burger|curry|spice|noodle|sushi|phone|vape|nail|tyre|carpet|bed|"
    r"pet|tan|"
    r"rainbow|planet|bargain) (?:king|palace|express|corner|world|land|zone|city|hut|hub|shack|mart|"
    r"kingdom))(?!['\u2019]?\w)"
)
# Clubs and cafes by such a word behind "the" ("a youth club the zone").
THE = frozenset((
    "zone", "hub", "den", "loft", "attic", "base", "hive", "nest", "cabin", "cellar", "crypt", "basement", "link",
    "bridge",
    "junction", "edge", "pod", "ark", "lighthouse", "warehouse", "vault", "lounge", "retreat", "hideout", "haven",
    "venue",
))
# Most messages hold none of these: one look for a piece of them is far cheaper than the four patterns.
SOME = re.compile(
    r"fry|fish bar|wok|tandoor|balti|tyres|motor|autos|letting|cabs|taxis|fades|vape|charcoal|pizz|dental|car wash|"
    r"kebab|nails|"
    r"news|grill|carpet|store|trust|meats|foods|tuition|tots|kidz|minimart|market|licence|removals|roofing|plumbing|"
    r"driving|"
    r"shelter|camp|chicken|burger|curry|spice|noodle|sushi|phone|nail|tyre|bed|pet|tan|rainbow|planet|bargain"
)
CAMP = re.compile(rf"\b(?:at|to|from|in|called) (?P<name>camp (?P<one>{WORD}))(?!['\u2019]?\w)")
# A scout group by its number, in small letters too ("scouts, 3rd ely", "at 1st over cubs").
TROOP = r"(?:scouts?|cubs?|beavers?|brownies|guides|rainbows|explorers?|group|pack|squirrels)"


class ThingPlaces:
    """Finds them with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        context = lists.context
        self._lists = lists
        self._pubs = context["pub_words"]
        self._parts = several(context["place_words"] | context["place_alone"] | context["place_words_joined"])
        towns = sorted(re.escape(t) for kind in lists.villages if kind.endswith("_towns") for t in lists.villages[kind])
        town = rf"(?:{'|'.join(towns)})"
        number = r"\d{1,2}(?:st|nd|rd|th)"
        self._troop = re.compile(
            rf"\b{TROOP},? (?P<after>{number} {town})(?!\w)|(?<!\w)(?P<before>{number} {town})(?= (?:\w+ )?{TROOP}\b)"
            rf"|\b(?:with|at|joined|runs|leads|of) (?:the )?(?P<with>{number} (?!march\b){town})(?= (?:and|but|in|"
            r"on|he|she)\b|\W*$|[,.])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names; none in a message in another language."""
        if self._lists.foreign(tokens(text)):
            return
        for match in self._troop.finditer(text):
            yield Span(*match.span(match.lastgroup or 0), "PLACE", 0.6)
        small = calm(text)
        yield from self._behind(small)
        yield from self._trades(small)

    def _behind(self, small: str) -> Iterator[Span]:
        """What stands behind the thing that it is."""
        for match in BEHIND.finditer(small):
            a_pub = match["the"] and not match["two"] and match["one"] in self._pubs | THE
            if a_pub or self._made_of(match["one"], match["two"]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in CALLED.finditer(small):
            if not any(map(self._usual, _words(match["name"]))):
                yield Span(*match.span("name"), "PLACE", 0.5)

    def _trades(self, small: str) -> Iterator[Span]:
        """Shops and firms by what they do, and camps by their name."""
        if not SOME.search(small):
            return
        for match in TRADE.finditer(small):
            if not self._usual(_words(match["one"])[0]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in COMBINED.finditer(small):
            yield Span(*match.span("name"), "PLACE", 0.5)
        for pattern in (GOODS, CAMP):
            for match in pattern.finditer(small):
                if self._a_name(_words(match["one"])[0]):
                    yield Span(*match.span("name"), "PLACE", 0.5)

    def _made_of(self, one: str, two: str | None) -> bool:
        """Whether two words are both of names of places, or one that is alone is no word at all."""
        words = _words(f"{one} {two or ''}")
        if len(words) == 1:
            return len(words[0]) > 4 and self._odd(words[0])
        return words[0] not in AFTER and words[0] != words[1] and all(word in self._parts for word in words)

    def _a_name(self, word: str) -> bool:
        """Whether a word is somebody's name, one of places, or no word."""
        lists = self._lists
        if self._usual(word):
            return False
        return word in self._parts or lists.is_name(word) or word in lists.surnames or self._odd(word)

    def _usual(self, word: str) -> bool:
        return word in self._lists.usual or word.rstrip("s") in self._lists.usual or word.endswith(ENDINGS)

    def _odd(self, word: str) -> bool:
        """Neither English nor a slip of it."""
        return self._lists.strange(word) and not self._lists.slip(word) and not self._usual(word)


def _words(found: str) -> list[str]:
    return [word.removesuffix("'s") for word in found.replace("\u2019", "'").split()]
