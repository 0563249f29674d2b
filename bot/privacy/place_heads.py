"""Places by words that their names are made of, however written ("ash court", "Sunny Days school", "the blue boar")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import tokens

# A house or a street: what stands before one of these is a part of an address.
HOUSES = (
    r"house|lodge|court|tower|towers|hall|grove|cottage|manor|villas?|mansions?|heights|flats|close|crescent|"
    r"gardens|mews|terrace|lane|road|street|avenue|drive|way|rise|place|walk|leys|end|drift|croft"
)
# Where people go; a school, a park, a club.
KINDS = (
    r"primary|academy|infants?|juniors?|secondary|high(?: school)?|grammar|college|sixth form|school|"
    r"pre-?school|pre school|playgroup|"
    r"(?:day )?nursery|montessori|childminders|surgery|clinic|dental practice|dentists?|pharmacy|chemist|"
    r"(?:medical|health|leisure|sports|community|children'?s|family|youth|shopping|day|garden) centre|church|chapel|"
    r"mosque|pub|inn|hotel|guest house|gym|stables|riding school|equestrian|caravan (?:park|site)|travell?ers? site|"
    r"care home|(?:children'?s|nursing) home|cafe|salon|"
    r"estate|park|country park|rec|woods?|lakes?|playing fields?|play park|skate park|pool|swimming pool|farm|marina|"
    r"fishing (?:lake|club)|(?:\w+ )?club|scouts?|brownies|cubs|beavers|guides|cadets|fc|rfc|bus stop|hostel|"
    r"refuge|unit|ward|class|pond|reservoir|taxis|cabs|takeaway|kebabs?|garage|butchers|bakery|barbers|stores|"
    r"allotments"
)
LEAD = r"(?:at|in|to|from|near|outside|behind|by|past|off|round|through|opposite|opp|above|below|over|under)"
HEAD = re.compile(
    r"(?<![\w'\u2019\-])(?P<name>(?:[a-z'\u2019]{2,}[ ]){1,3})"
    rf"(?P<kind>(?P<house>{HOUSES})|{KINDS})(?![\w'\u2019\-]| (?:stables|nursery|primary|academy|surgery|livery|"
    r"campsite)\b)",
    re.IGNORECASE,
)
# What a school or a home is called, with nothing behind it that says what it is.
IS_CALLED = re.compile(
    r"\b(?:school|nursery|college|home|unit|placement|estate)(?: (?:is|was|called|at|name))+[ ]"
    r"(?P<name>[a-z'\u2019]+(?: [a-z'\u2019]+)?)(?=\W*$|[,.!?]| and| in| with| he| she| they| where| but)",
    re.IGNORECASE,
)
PUB = re.compile(
    rf"\b(?:(?:{LEAD}|down|next to|called|beside|outside of) the|at|outside|behind|near|above|opposite|from|by) "
    r"(?P<name>(?P<one>[a-z'\u2019]+)(?P<and> (?:and|&|n))? (?P<two>[a-z]+))\b",
    re.IGNORECASE,
)
HOTEL = re.compile(
    r"\b(?:the )?(?:travel?[ -]?lodge|premier (?:inn|lodge)|holiday inn(?: express)?|ibis|premier travel inn)(?!\w)"
    r"(?: (?:by|on|near|off|at) the [a-z]?\d+\w*)?", re.IGNORECASE
)


class PlaceHeads:
    """Finds such places with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        context = lists.context
        self._lists = lists
        self._telling = context["place_words"] | context["place_alone"]
        self._joined = context["place_words_joined"] | self._telling
        self._pubs, self._colours = context["pub_words"], context["pub_colours"]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names; a house or a street with its last word."""
        if self._lists.foreign(tokens(text)):
            return
        for match in HEAD.finditer(text):
            yield from self._before(text, match)
        for match in IS_CALLED.finditer(text):
            if self._names(_plain(match["name"]), house=False):
                yield Span(*match.span("name"), "PLACE", 0.6)
        for match in PUB.finditer(text):
            one, two = match["one"].lower().replace("\u2019", "'"), match["two"].lower()
            if two in self._pubs and one in (self._pubs if match["and"] else self._colours):
                yield Span(*match.span("name"), "PLACE", 0.7)
        for match in HOTEL.finditer(text):
            yield Span(*match.span(), "PLACE", 0.7)

    def _before(self, text: str, match: re.Match[str]) -> Iterator[Span]:
        """The longest run of words of names straight before a kind of place, if it tells which one it is."""
        words = list(re.finditer(r"\S+", match["name"]))
        house = match["house"] is not None
        kept = f"{match['name']}{match['kind']}".lower()
        if any(kept.endswith(phrase) for phrase in self._lists.kept_phrases):
            return
        for first in range(len(words)):
            run = words[first:]
            if self._names([_word(found[0]) for found in run], house):
                start = match.start("name") + run[0].start()
                end = match.end("kind") if house else match.start("name") + run[-1].end()
                yield Span(start, end, "ADDRESS" if house else "PLACE", 0.62)
                return

    def _names(self, words: list[str], house: bool) -> bool:
        """Whether every word is one of names, and one of them tells by itself or two of them together."""
        if not all(word in self._joined or self._strange(word) for word in words):
            return False
        if all(self._strange(word) for word in words):
            return False  # other recognisers weigh strange words
        return any(word in self._telling for word in words) or len(words) > 1 or (house and words[0] in HOUSE_ALONE)

    def _strange(self, word: str) -> bool:
        return len(word) > 4 and self._lists.strange(word) and not self._lists.slip(word)


# One of these alone names a house or a street ("rose cottage", "mill lane"), though no school.
HOUSE_ALONE = frozenset((
    "rose", "ivy", "lily", "cherry", "apple", "plum", "pear", "pine", "yew", "mill", "brook", "grange", "rectory",
    "vicarage", "meadow", "valley", "heath", "marsh", "moor", "station", "chapel", "bridge", "princess", "george",
    "fen", "hill", "river",
))


def _word(found: str) -> str:
    return found.lower().replace("\u2019", "'").removesuffix("'s")


def _plain(name: str) -> list[str]:
    return [_word(found) for found in name.split()]
