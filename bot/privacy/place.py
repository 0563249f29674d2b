"""Schools, surgeries, churches, clubs and pubs: the name goes, the word that says what it is stays.

Towns, the county and hospitals stay: many people live there, and the route depends on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import Token, tokens

SAINT = re.compile(
    r"(?<!\w)(?:St|Saint|Ss|SS)\.?\s+[A-Z][a-z]+(?:['\u2019]?s)?"
    r"(?:\s(?:and|&|the)\s(?:St\.?\s)?[A-Z][a-z]+(?:['\u2019]?s)?)?(?!\w)"
    r"|(?<=\bat |\bto |\bin |\bof |\bis )(?:st|saint)\.?\s+[a-z]{3,}(?:['\u2019]s)?(?!\w)"
    r"|(?<!\w)(?:st|saint)\.?\s+[a-z]{3,}['\u2019]?s(?!\w)"
)
LED = re.compile(r"\b(?:at|to|in|of|is) $")
PUB = re.compile(
    r"(?<=\bthe )(?:red|white|black|golden|royal|blue|green|rose|three|five|six|queen'?s|king'?s|fox|dog|coach|bell|"
    r"hare|horse|plough|prince|duke|king|queen|ship|wheat|barley|old)(?: and| &| of)? (?:lion|hart|bull|"
    r"crown|horses?|swans?|bells?|"
    r"oak|arms|head|hounds?|duck|sheaf|mow|anchor|wales|wellington|york|george|tuns|cups|pheasant|hare|stag|boar|eagle|"
    r"inn|griffin|greyhound|cock|fish|rose)(?!\w)",
    re.IGNORECASE,
)
# With a town for a name these still mean one place ("Ely College"); a town's club or centre may be any of several.
ONE_OF_ITS_KIND = re.compile(
    r"school|college|academy|primary|infant|junior|secondary|grammar|nursery|surgery|practice|mosque|church|fc|rfc|"
    r"scout|brownies|cubs|guides|club",
    re.I,
)
# "at park lane primary": small letters count only between such a word and a kind of place that always has a name.
LEADS = re.compile(
    r"\b(?:at|to|from|attends?|near|behind|outside|by|in|called)[ \t]+(?:the[ \t]+)?((?:[a-z'\u2019\-]+[ \t]+){1,3})$",
    re.I,
)
ALWAYS_NAMED = re.compile(
    r"primary|academy|infants?|juniors?|(?:infant|junior) (?:school|academy)|pub|arms|inn|tavern|hotel|fc|rfc", re.I
)
# A capital "The" inside a sentence, or a word of place, before capitals: a pub, a school or a shop by its bare name.
BARE = re.compile(
    r"(?:(?<=[a-z,] The )|(?<=\boutside )|(?<=\bbehind )|(?<=\bnear )|(?<=\bopposite )|(?<=\bbeside )"
    r"|(?<=\boutside the )"
    r"|(?<=\bbehind the )|(?<=\bnear the )|(?<=\bopposite the ))"
    r"[A-Z][a-z]+(?:['\u2019]s)?(?:[ ](?:and[ ]|&[ ])?[A-Z][a-z]+){0,2}(?!\w)"
)
WEAK = frozenset(
    (
        "practice",
        "inn",
        "arms",
        "guides",
        "cubs",
        "scouts",
        "juniors",
        "infants",
        "secondary",
        "primary",
        "doctors",
        "dentist",
        "college",
        "temple",
    )
)
SCHOOLS = frozenset(("primary", "juniors", "infants", "secondary"))
INNER = frozenset(("of", "the", "and", "&", "our", "st", "saint"))
LONGEST = 5  # words in a name


class Places:
    """Finds named places with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._phrases = lists.phrases()
        self._villages = lists.villages["also_words"] & lists.villages["cambridgeshire"]
        kinds = sorted(lists.context["place_types"], key=len, reverse=True)
        self._kind = re.compile(
            r"(?<![\w'\u2019])(?:" + "|".join(re.escape(k).replace("'", "['\u2019]?") for k in kinds) + r")(?!\w)", re.I
        )

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names of places."""
        for match in SAINT.finditer(text):
            if (
                not self._kept(text, match)
                and not re.match(r"\s+day\b", text[match.end() :], re.I)
                and self._a_saint(text, match.start(), match[0])
            ):
                yield Span(*match.span(), "PLACE", 0.8)
        for match in PUB.finditer(text):
            yield Span(*match.span(), "PLACE", 0.8)
        for match in BARE.finditer(text):
            parts = [t.plain for t in tokens(match[0])]
            no_place = self._lists.work | self._lists.context["offices"]
            if not any(self._lists.never(part) or part in no_place for part in parts) and not self._kept(text, match):
                yield Span(*match.span(), "PLACE", 0.65)
        words = tokens(text)
        foreign = self._lists.foreign(words)
        phrases = [m.span() for m in self._phrases.finditer(text)]
        for match in self._kind.finditer(text):
            before = [t for t in words if t.end <= match.start()][-LONGEST:]
            span = self._name_before(text, before, match, foreign)
            if span is not None and not any(
                a <= span.start and span.end <= b for a, b in phrases
            ):
                yield span

    def _kept(self, text: str, match: re.Match[str]) -> bool:
        """Whether it is a town ("St Neots", "Bury St Edmunds") or an agency."""
        plain = " ".join(match[0].lower().replace(".", "").split())
        around = " ".join(text[max(0, match.start() - 6) : match.end()].lower().split())
        return any(
            plain.startswith(phrase) or (phrase in around and plain in phrase) for phrase in self._lists.kept_phrases
        )

    def _a_saint(self, text: str, start: int, value: str) -> bool:
        """In small letters "st" is also short for street: then the word must be a first name in the possessive."""
        if value[0].isupper() or LED.search(text, 0, start):
            return True
        name = re.sub(r"['\u2019]?s$", "", value.split()[-1])
        return self._lists.is_name(name)

    def _name_before(self, text: str, before: list[Token], kind: re.Match[str], foreign: bool) -> Span | None:
        """The name that stands straight before a kind of place, or None."""
        found: list[Token] = []
        edge = kind.start()
        for token in reversed(before):
            if not re.fullmatch(r"(?:['\u2019]s?)?[ \t&]{1,3}", text[token.end : edge]) or not self._part(
                text, token, kind, bool(found)
            ):
                break
            found.insert(0, token)
            edge = token.start
        while found and self._empty(found[0], kind[0]):
            found.pop(0)
        while found and self._empty(found[-1], kind[0]) and len(found) > 1:
            found.pop()
        if not found or not self._names_one(found, kind[0]) or (foreign and all(t.shape == "lower" for t in found)):
            return None
        return Span(found[0].start, found[-1].end, "PLACE", 0.75)

    def _part(self, text: str, token: Token, kind: re.Match[str], inside: bool) -> bool:
        """Whether a word can be part of the name of a place."""
        if token.shape in ("title", "mixed", "upper"):
            usual = token.plain in self._lists.context["never"] and token.plain not in INNER
            return not usual or self._a_village(token, kind[0])
        if token.plain in self._lists.context["general"] or token.plain in self._lists.context["never"]:
            return inside and token.plain in INNER
        return self._odd(token) or token.plain in self._lists.kept or self._ordinary_part(token, text, kind)

    def _ordinary_part(self, token: Token, text: str, kind: re.Match[str]) -> bool:
        """Whether an ordinary word in small letters stands between "at" and a kind of place that always has a name."""
        start = LEADS.search(text, 0, kind.start())
        return bool(start and start.start(1) <= token.start and ALWAYS_NAMED.fullmatch(kind[0]))

    def _odd(self, token: Token) -> bool:
        lists = self._lists
        family = token.plain in lists.surnames and token.plain not in lists.surname_words
        return family or token.plain in lists.sure or lists.strange(token.plain)

    def _empty(self, token: Token, kind: str) -> bool:
        """A word that says nothing about which place it is."""
        if token.plain in self._lists.context["general"] or token.plain in INNER - {"st", "saint"}:
            return True
        return (
            kind[0].islower()
            and token.first
            and token.shape == "title"
            and not self._odd(token)
            and not self._a_town(token)
        )

    def _a_village(self, token: Token, kind: str) -> bool:
        """Whether a small word is a village's name before its school ("Over Primary")."""
        return token.titled and kind[0].isupper() and token.plain in self._villages

    def _a_town(self, token: Token) -> bool:
        return token.plain in self._lists.towns

    def _names_one(self, found: list[Token], kind: str) -> bool:
        """Whether these words name one place and not an agency, a town or work ("Child Protection practice")."""
        if any(t.plain in self._lists.kept and not self._a_town(t) for t in found):
            return False
        telling = [t for t in found if not self._empty(t, kind) and (not self._lists.never(t.plain) or self._a_town(t))]
        telling += [t for t in found if self._a_village(t, kind)]
        if not telling:
            return False
        titled = kind[0].isupper()
        if all(self._a_town(t) for t in telling):
            of_the_county = telling[0].plain in ("cambridgeshire", "cambs")
            return (titled or (" " in kind and bool(ONE_OF_ITS_KIND.search(kind)))) and not of_the_county
        if kind.lower() in WEAK and not titled:
            named = kind.lower() in SCHOOLS  # "head of Lantern primary"
            return any(self._odd(t) or (named and t.titled) for t in telling)
        return bool(ALWAYS_NAMED.fullmatch(kind)) or any(self._odd(t) or t.shape != "lower" for t in telling)
