"""Places in small letters or by one capital, where somebody goes or works ("goes to neale wade", "at Spiral")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import Token, tokens

SMALL = re.compile(
    r"\b(?:goes to|go to|going to|went to|goes|at|attends?|attended|attending|in|near|from|outside|behind|above|"
    r"opposite|"
    r"(?:my|his|her|the|their) (?:school|college|nursery|work|village|club|church|surgery) is)[ ](?P<the>the )?"
    r"(?P<name>[a-z][a-z'\u2019\-]*(?: [a-z][a-z'\u2019\-]*)?)",
    re.IGNORECASE,
)
SINGLE = re.compile(
    r"(?:\b(?:[Aa]t|attends?|attended|attending|joined|goes to|(?:[Pp]ick|[Cc]ollect|[Ff]etch|[Ee]xclude|[Ee]xpel|"
    r"[Tt]ransfer)\w*"
    r"(?:[ ][\w\-]+){0,6}?[ ]from)[ ](?:(?:the|The)[ ])?"
    r"|\b(?:in|down|from|to|round|by|up|past|off|beside|through|above|over|under|behind|opposite|outside|"
    r"near)[ ](?:the|The)[ ])"
    r"(?P<name>[A-Z][a-z'\u2019\-]+(?:[ ](?:and|&)[ ][A-Z][a-z]+)?)(?!\w|[ ][A-Z])"
)
# Kinds of place that may stand without a name; what stands before them in small letters must not be a common word.
KINDS = r"nursery|school|surgery|estate|college|church|centre|farm|academy"
LED = re.compile(
    r"\b(?:goes to|go to|going to|went to|attends?|from|at|outside|behind|near|on|in|called)[ ](?P<the>the )?"
    rf"(?P<name>[a-z'\u2019\-]+(?: [a-z'\u2019\-]+)?)[ ](?:{KINDS})\b",
    re.IGNORECASE,
)
# A school by its first letters ("he goes to NVA").
LETTERS = re.compile(
    r"\b(?:goes(?: to)?|[Ii] go(?: to)?|go to|attends?|attended|"
    r"(?:head|works?|working|teacher|teach(?:es)?|pupils?|students?|[Yy](?:ea)?r ?\d+) (?:at|of|from)|"
    r"(?:school|college) is)[ ](?P<name>[A-Z]{3,6})(?![\w'\u2019\-])"
)
LEAST = 5  # letters of a strange word; shorter ones are typing errors more often than places


class SmallPlaces:
    """Finds places that only the words before them show, with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._no_place = lists.nobody | lists.context["no_single"]
        self._phrases = lists.phrases()

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such places; none in a message in another language, and no capitals where capitals mean nothing."""
        words = tokens(text)
        if self._lists.foreign(words):
            return
        at = {t.start: t for t in words}
        kept = [match.span() for match in self._phrases.finditer(text)]
        frames = ((SMALL, self._strange), (LED, self._led), (SINGLE, self._single), (LETTERS, self._letters))
        for pattern, spans in frames:
            for match in pattern.finditer(text):
                if not any(a < match.end("name") and match.start("name") < b for a, b in kept):
                    yield from spans(match, at)

    def _letters(self, match: re.Match[str], at: dict[int, Token]) -> Iterator[Span]:
        """A run of capitals that is neither kept nor the letters of an office, a ward or a course."""
        word = at.get(match.start("name"))
        usual = self._lists.context["no_letters"]
        if word and word.shape == "upper" and not self._kept(word) and word.plain not in usual:
            yield Span(*match.span("name"), "PLACE", 0.5)

    def _single(self, match: re.Match[str], at: dict[int, Token]) -> Iterator[Span]:
        """A word with a capital that is neither somebody's name nor an office, a form or a usual place."""
        first = at.get(match.start("name"))
        a_house = " the " in match[0].lower() or not (first and self._lists.is_name(first.plain))  # "at the Phoenix"
        if first and first.titled and not self._kept(first) and a_house:
            yield Span(*match.span("name"), "PLACE", 0.5)

    def _kept(self, word: Token) -> bool:
        return self._lists.never(word.plain) or word.plain in self._no_place | self._lists.context["titles"]

    def _strange(self, match: re.Match[str], at: dict[int, Token]) -> Iterator[Span]:
        """One or two words of which one is neither English nor a slip of it."""
        found = [at[p] for p in _starts(match) if p in at]
        if not found or any(t.shape != "lower" for t in found) or self._lists.never(found[0].plain):
            return
        if len(found) > 1 and (found[1].plain in self._lists.work or self._lists.never(found[1].plain)):
            found = found[:1]
        if len(found) > 1 and not self._odd(found[1]):
            joined = self._odd(found[0]) and found[1].plain in self._lists.context["weak_streets"]
            found = found[:2] if joined else found[:1]
        elif len(found) > 1 and found[0].plain in self._no_place:
            found = found[1:]
        if match["the"] and len(found) < 2:
            return  # "in the staffroom": a new compound, no place
        if any(self._odd(t) for t in found):
            yield Span(found[0].start, found[-1].end, "PLACE", 0.6)

    def _led(self, match: re.Match[str], at: dict[int, Token]) -> Iterator[Span]:
        """Ordinary words before a kind of place: two of them, or one after "the", of which none is common there."""
        found = [at[p] for p in _starts(match) if p in at]
        common = self._no_place | self._lists.context["no_street"] | self._lists.context["no_home"]
        usual = any(t.plain in common or self._lists.never(t.plain) or t.plain.endswith(("ing", "ed")) for t in found)
        if found and not usual and all(t.shape == "lower" for t in found) and (len(found) > 1 or match["the"]):
            yield Span(found[0].start, found[-1].end, "PLACE", 0.5)

    def _odd(self, word: Token) -> bool:
        plain = word.plain
        if len(plain) < LEAST or not self._lists.strange(plain) or self._lists.misspelt(plain) or word.owns:
            return False
        if plain.endswith("time"):  # "at storytime"
            return False
        return not self._lists.slip(plain)


def _starts(match: re.Match[str]) -> list[int]:
    """Where the words of the name begin."""
    return [match.start("name") + found.start() for found in re.finditer(r"[^ ]+", match["name"])]
