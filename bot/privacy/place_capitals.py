"""Places by their capitals alone: two or more of them after "at", "in" or "outside" ("at Little Acorns")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import tokens

CAPITAL = r"[A-Z][\w'\u2019\-]*[a-z]"
# "at Little Miracles on Saturdays": a day is no part of the name.
ON = r"on(?![ ](?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Christmas|Boxing|New[ ]Year)\b)"
NAMED = re.compile(
    r"\b(?i:at|in|near|from|outside|behind|opposite|inside|round|down|to|attends?|beside|by|visits?|"
    r"above|over|under|past|along|across|visited|used?|using|runs?|ran|owns?|owner of|joined|left)[ ](?:the[ ]|The[ ])?"
    rf"({CAPITAL}(?:[ ](?:(?:of|{ON}|le|&)[ ])?{CAPITAL}){{1,4}})(?!\w)"
)


KINDS = frozenset(
    # fmt: off
    [
        "school", "primary", "infant", "infants", "junior", "juniors", "secondary", "academy", "college",
        "nursery", "pre-school", "preschool", "surgery", "practice", "centre", "church", "mosque", "temple",
        "gurdwara", "club", "pub", "hotel", "park", "estate", "library", "hall", "gym", "and", "of", "the",
        "station", "house", "hostel",
    ]
    # fmt: on
)
# Kept by themselves, but with another word a part of many names ("Spring Common"), short of a thing of that season.
COMMON_PARTS = frozenset(("spring", "summer", "winter", "autumn", "tots", "black", "white", "crown"))
SEASONAL = frozenset(
    # fmt: off
    [
        "camp", "fete", "fair", "fayre", "break", "ball", "concert", "show", "wonderland", "play", "festival", "cup",
        "bank", "holiday", "holidays", "half", "term", "terms", "time", "olympics", "league", "sports", "day", "people",
    ]
    # fmt: on
)


def part_of_a_name(word: str, run: list[str]) -> bool:
    """Whether a kept word is only a part of the name that the whole run makes."""
    rest = [other for other in run if other != word]
    return word in COMMON_PARTS and bool(rest) and not any(other in SEASONAL for other in rest)


class Capitals:
    """Finds runs of capitals where a place stands, of which no word is an agency's, a statute's or a form's."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._phrases = lists.phrases()
        self._titles = lists.context["titles"] | lists.context["strong_titles"] | lists.context["ranks"]
        self._no_place = lists.context["offices"] | lists.context["relations"] | lists.context["work_words"]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such places; nothing in a message that writes most words with a capital."""
        if all(t.shape == "lower" for t in tokens(text)):
            return
        for match in NAMED.finditer(text):
            start, end = self._without_towns(text, *match.span(1))
            found = tokens(text[start:end])
            kind = next((n for n, t in enumerate(found) if n and t.plain in KINDS), len(found))
            found = found[:kind]
            while len(found) > 1 and found[-1].plain in self._lists.context["general"]:
                found = found[:-1]
            words = [t.plain for t in found]
            telling = [w for w in words if w not in self._lists.context["general"] and w not in self._lists.work]
            if not words or words[0] in self._titles:
                continue
            town = words[0] in self._lists.towns and words[0] not in ("cambridgeshire", "cambs") and len(words) > 1
            if town:  # "Cambridge North": the town itself stays
                telling, found = [w for w in telling if w != words[0]], found[1:]
            parts = [w for w in telling if not part_of_a_name(w, words)]
            office = any(self._lists.never(w) or w in self._no_place for w in parts)
            seasonal = any(w in COMMON_PARTS for w in words) and any(t.plain in SEASONAL for t in tokens(match[1]))
            if len(match[1].split()) > 1 and telling and not office and not seasonal:
                yield Span(start + found[0].start, start + found[-1].end, "PLACE", 0.6)

    def _without_towns(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The run without a town or another kept phrase at either end ("in Wisbech", "Tesco Werrington")."""
        for kept in self._phrases.finditer(text, start, end):
            if kept.start() == start:
                start = min(end, kept.end() + 1)
            elif kept.end() == end:
                end = kept.start()
        return start, max(start, end)
