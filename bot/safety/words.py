"""Folding: raw messages to plain words, so that one pattern fits text-speak, typos, capitals and missing accents.

Words that no pattern knows become nameless at once; nothing of a message is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.safety.patterns import ANY, END, GAP, NEGATORS, START, STOP, Graph

_TOKEN = re.compile(
    r"£?\d+(?:[.:]\d+)+(?:am|pm)?"  # 3.15, 22:40pm
    r"|(?:\b\w\.){2,}\w?"  # S.O.S.
    r"|\w+(?:['’‘`´]\w+)*|[.!?;…\n]|[^\w\s]",
    re.IGNORECASE,
)
_QUOTES = str.maketrans("’‘`´", "''''")
_TRIPLE = re.compile(r"([^\W\d])\1{2,}")
_DOUBLE = re.compile(r"([^\W\d])\1+")
_NUMBER = re.compile(r"\d+(?:[.:]\d+)*(?:am|pm|ish|mins?|hrs?|h|m|st|nd|rd|th)?")
_LONGEST = 24
_STOPS = frozenset(".!?;…\n")
_SUFFIXES = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_OTHER = {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ"}  # Arabic keyboards type Urdu

Signature = frozenset[str]


class Reading(NamedTuple):
    """A message as word signatures, with the place of each in the raw text (start and end mark have width 0)."""

    signatures: list[Signature]
    spans: list[tuple[int, int]]


def bare(word: str) -> str:
    """Lower case, straight apostrophes, accents off (Polish, Lithuanian, Romanian, Portuguese are typed without)."""
    word = word.lower().translate(_QUOTES)
    if word.isascii():
        return word
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return "".join(_OTHER.get(c, c) for c in plain)


class Reader:
    """Knows every word that some pattern uses, and the ways people write it."""

    def __init__(self, graph: Graph, folds: Mapping[str, str]) -> None:
        self._prefixes = {s[:-1]: s for s in graph.symbol if s.endswith("*")}
        self._longest = max(map(len, self._prefixes), default=0)
        self._other, self._number = frozenset({GAP, ANY}), frozenset({GAP, ANY, "{num}"})
        marks = {GAP, ANY, START, END, STOP}
        literal = graph.context | {s for s in graph.symbol if s[0] != "{" and s[-1] != "*" and s not in marks}
        members: dict[str, set[str]] = {word: {word} for word in literal}
        for name, words in graph.classes.items():
            for word in words:
                members.setdefault(word, set()).add(name)
        self._known: dict[str, tuple[Signature, ...]] = {
            word: (self._signature(word, fits),) for word, fits in members.items()
        }
        self._typos = _typos(members)
        for raw, folded in folds.items():
            self._known[raw] = tuple(s for word in folded.split() for s in self._lookup(word))

    def read(self, text: str) -> Reading:
        """Return the message's signatures between a start and an end mark; full stops at the ends are dropped."""
        signatures, spans = [frozenset({START, STOP})], [(0, 0)]
        seen: dict[str, tuple[Signature, ...]] = {}  # for this message only: words of people are not kept
        for match in _TOKEN.finditer(text):
            raw = match.group()
            if raw in _STOPS:
                if STOP not in signatures[-1]:
                    signatures.append(frozenset({STOP}))
                    spans.append(match.span())
                continue
            fits = seen.get(raw)
            if fits is None:
                fits = seen[raw] = self._lookup(bare(raw))
            signatures.extend(fits)
            spans.extend([match.span()] * len(fits))
        if len(signatures) > 1 and STOP in signatures[-1]:
            signatures.pop()
            spans.pop()
        return Reading([*signatures, frozenset({END, STOP})], [*spans, (len(text), len(text))])

    def _lookup(self, word: str) -> tuple[Signature, ...]:
        known = self._known.get(word)
        if known is not None:
            return known
        if not word or not (word[0].isalnum() or word[0] == "£"):
            return ()  # an accent alone, a comma, a bracket, an emoji that means nothing here
        if "'" in word:
            return self._contraction(word)
        if _NUMBER.fullmatch(word.lstrip("£")):
            return (self._number,)
        return self._misspelt(word)

    def _contraction(self, word: str) -> tuple[Signature, ...]:
        joined = word.replace("'", "")
        if joined in self._known and word.endswith(("'s", "n't")):
            return self._known[joined]
        for suffix, meaning in _SUFFIXES.items():
            if word.endswith(suffix):
                return self._lookup(word.removesuffix(suffix)) + self._lookup(meaning)
        return self._lookup(joined) if joined else ()

    def _misspelt(self, word: str) -> tuple[Signature, ...]:
        if "." in word:
            return self._lookup(word.replace(".", ""))
        if _TRIPLE.search(word):
            for once in (_TRIPLE.sub(r"\1", word), _TRIPLE.sub(r"\1\1", word)):
                if once in self._known:
                    return self._known[once]
        if 5 <= len(word) <= _LONGEST:
            for key in _keys(word):
                if key in self._typos:
                    return self._known[self._typos[key]]
        fits = self._starting(word)
        return (self._other | fits,) if fits else (self._other,)

    def _signature(self, word: str, fits: Iterable[str]) -> Signature:
        between = {ANY} if word in NEGATORS else {GAP, ANY}
        number = {"{num}"} if _NUMBER.fullmatch(word) else ()
        return frozenset(between.union(fits, number, self._starting(word)))

    def _starting(self, word: str) -> set[str]:
        longest = min(len(word), self._longest)
        return {s for size in range(3, longest + 1) if (s := self._prefixes.get(word[:size])) is not None}


def _keys(word: str) -> tuple[str, str]:
    """Two spellings that a slip leaves unchanged: letters doubled or not; letters swapped inside the word."""
    return "=" + _DOUBLE.sub(r"\1", word), word[0] + "".join(sorted(word[1:-1])) + word[-1]


def _typos(words: Iterable[str]) -> dict[str, str]:
    return {key: word for word in sorted(words) if len(word) >= 5 and word.isalpha() for key in _keys(word)}
