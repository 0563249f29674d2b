"""Places by the words of their names and where those stand, with no kind behind them ("staff at busy bees saw it")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.place_slots import AFTER, END, ENDINGS
from bot.privacy.spans import Span
from bot.privacy.tokens import calm, tokens

WORD = r"[a-z][a-z'\u2019\-]+"
# Who belongs to a place: behind "at", "from" or "of" comes where.
WHO = (
    r"teacher|ta|head|deputy|staff|coach|coaches|nurse|doctor|gp|manager|worker|leader|helper|caretaker|receptionist|"
    r"choir|group|volunteer|volunteers|vicar|pastor|priest|imam|deacon|landlord|landlady|owner|children|pupil|pupils"
)
GOES = (
    r"\b(?:(?:goes|go|went) to|pick(?:s|ed)? (?:\w+ )?up from|(?:excluded|expelled|suspended) from|"
    rf"(?:plays|played|coaches|trains|volunteers?|registered) (?:for|with|at)|(?:{WHO}) (?:at|from|of))(?: the)? "
)
# Where hardly anything but a place stands: one or two words that are not the usual ones ("went to complain" is none).
SURE = (
    r"\b(?:pick(?:s|ed)? (?:\w+ )?up from|(?:excluded|expelled|suspended) from|(?:plays|played) for|"
    r"(?:coaches|trains|volunteers?|registered) at|registered with|"
    r"(?:head|vicar|pastor|priest|imam|deacon|landlord|landlady|owner|manager) (?:at|from|of)|"
    rf"(?:{WHO}) at)(?: the)? "
)
SLOT = re.compile(rf"{SURE}(?P<name>{WORD}(?: {WORD})?){END}")
# Two words that places are called after, wherever a place may stand: no end is asked for.
MADE_OF = re.compile(
    r"(?:\b(?:at|from|to|in|by|near|outside|behind|opposite|past|through|with|of|runs?|owns?|"
    r"(?P<sure>attends?|joined|i go|he goes|she goes|called|school is|(?:he|she|i) left)) (?:the )?|^|[.,] )"
    rf"(?P<name>(?P<one>{WORD}) (?P<two>{WORD}))(?!['\u2019\w])"
)
JOINED = re.compile(
    rf"\b(?:at|goes to|go to|runs?|called|joined|(?:{WHO}) from|up from) "
    rf"(?P<name>(?P<one>{WORD}) (?:and|n|&) (?P<two>{WORD}))(?!['\u2019\w])"
)
ONE = re.compile(
    rf"{GOES}(?P<name>{WORD})(?!['\u2019\w])"
    r"|\b(?:(?:he|she|who|i|and) (?:runs?|run the|owns?|manages|left)|i go|she goes|he goes|attends|joined|do|does|"
    rf"with|on|along|down|up|outside|behind|school is|is at) (?P<other>{WORD}){END}"
)
# What a place is, then its name between commas ("her school, oakfield, did nothing").
APPOSED = re.compile(
    r"\b(?:school|nursery|college|church|club|surgery|village|pub|home|gym|estate|academy|playgroup), "
    rf"(?P<name>{WORD}(?: {WORD})?),"
)
# What a thing is called, or somebody runs, that is no word ("a thing called kidzone", "he runs fit4kids").
CALLED = re.compile(
    r"\b(?:(?:thing|business|company|firm|group|club|shop|salon|gym|bar|place|cafe|centre|nursery|team|band|unit|home)"
    r"(?: (?:is|was))? (?:called|named) (?:the )?|(?:he|she|who|i|they) (?:runs?|owns?|manages) )"
    r"(?P<name>[a-z][a-z0-9'\-]{3,})(?=[ .,!?]|$)"
)
# A pub by its last word: where people drink, meet and wait.
PUB = re.compile(
    r"\b(?:outside|behind|at|down|inside|to|in|of|runs|run|owns|by|near|opposite|from|round|up) the "
    rf"(?P<name>(?:(?:old|jolly|new) )?(?P<last>[a-z]+(?: (?:and|n|&) [a-z]+)?)){END}",
    re.IGNORECASE,
)
DRINK = re.compile(
    r"\b(?:drink\w*|drank|landlord|landlady|bar(?:man|maid)?|pub|met|meets?|runs?|owns?|works?|worked|working|pints?|"
    r"quiz|darts|took|takes|taken|dragged|goes|saw|seen|hangs?|waits?|waited|smok\w+|outside|behind|"
    r"inside)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
HOME = re.compile(
    r"\b(?:lives?|living|lived|moved|house|flat|home|nans|caravan)(?: (?:is|on|in|at|to|down|up|off))+ "
    r"(?P<name>the (?:glebe|lawns?|paddocks?|drove|hythe|lode|staithe|chase|rookery|spinney|green|maltings|close|croft|"
    r"orchards?|brambles|meadows?|mews|square|row|grove|crescent|avenue|ridings|poplars|elms|warren|hollies|"
    r"firs))(?!['\u2019\w])",
    re.IGNORECASE,
)
COLOURS = frozenset(("white", "black", "red", "blue", "gold", "golden", "silver", "king", "kings", "queen", "queens"))


def several(words: frozenset[str]) -> frozenset[str]:
    """The words and their plurals ("little nightingales")."""
    return words | {f"{word}s" for word in words if not word.endswith(("s", "y"))}


class PlaceWords:
    """Finds them with the words of ``context.yml``; what ordinarily stands there (``usual``) is no place."""

    def __init__(self, lists: Lexicon) -> None:
        context = lists.context
        self._lists = lists
        self._usual = lists.usual
        self._telling = context["place_words"] | context["place_alone"]
        self._parts = several(self._telling | context["place_words_joined"])
        self._pubs = context["pub_alone"]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names; none in a message in another language."""
        if self._lists.foreign(tokens(text)):
            return
        yield from self._the(text)
        yield from self._listed(text.lower() if len(text.lower()) == len(text) else text)
        small = calm(text)
        for match in SLOT.finditer(small):
            if self._names(match["name"].replace("\u2019", "'").split()):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in CALLED.finditer(small):
            if self._coined(match["name"]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in APPOSED.finditer(small):
            words = match["name"].replace("\u2019", "'").split()
            if self._names(words) and any(word in self._parts or self._lists.strange(word) for word in words):
                yield Span(*match.span("name"), "PLACE", 0.5)

    def _listed(self, small: str) -> Iterator[Span]:
        """One or two words that places are called after."""
        for match in MADE_OF.finditer(small):
            if self._made_of(match["one"], match["two"], match["sure"] is not None):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in JOINED.finditer(small):
            if not {match["one"], match["two"]} & COLOURS and self._made_of(match["one"], match["two"], False):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in ONE.finditer(small):
            word = match[match.lastgroup or 0]
            if word in self._telling and word not in self._usual:
                yield Span(*match.span(match.lastgroup or 0), "PLACE", 0.5)

    def _the(self, text: str) -> Iterator[Span]:
        """Pubs and streets that begin with "the"."""
        for match in PUB.finditer(text):
            if self._a_pub(match["last"].lower()) and DRINK.search(text, 0, match.start("name")):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in HOME.finditer(text):
            yield Span(*match.span("name"), "ADDRESS", 0.5)

    def _a_pub(self, last: str) -> bool:
        """Whether it is the last word of a pub's name, or two such words and what joins them."""
        both = set(last.split()) - {"and", "n", "&"}
        return last in self._pubs or (len(both) > 1 and both <= self._lists.context["pub_words"])

    def _made_of(self, one: str, two: str, sure: bool) -> bool:
        """Whether two words are both of names, and not merely a direction or a height unless a place is ``sure``."""
        one, two = one.replace("\u2019", "'").removesuffix("'s"), two.replace("\u2019", "'").removesuffix("'s")
        parts = one in self._parts and two in self._parts
        return parts and (sure or two not in AFTER) and one != two

    def _coined(self, word: str) -> bool:
        """Whether a word holds a figure, or is neither English nor a slip of it."""
        coined = self._lists.strange(word) and not self._lists.slip(word)
        return word not in self._usual and (coined or bool(re.search(r"\d", word)))

    def _names(self, words: list[str]) -> bool:
        """Whether no word ordinarily stands there, tells what is done, or is a slip of an ordinary one."""
        lists = self._lists
        for word in words:
            bare = word.removesuffix("'s")
            if bare in self._usual or bare.rstrip("s") in self._usual or word.endswith(ENDINGS) or len(word) < 3:
                return False
            if lists.strange(bare) and lists.slip(bare):
                return False
        return len(words) > 1 or len(words[0]) > 4
