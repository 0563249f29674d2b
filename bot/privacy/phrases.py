"""Finds which of many phrases stand in a text; each is tried only where its first word stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

HEAD = re.compile(r"(?<![\w@])[^\W_]+(?:['\u2019][^\W_]+)?")
APOSTROPHE = re.compile(r"['\u2019]")


class Phrases:
    """Whole words, in any case, with either apostrophe or none; the longest phrase wins.

    One pattern of a thousand phrases is tried at every letter and takes milliseconds; this takes a tenth of that.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        heads: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(phrases, key=len, reverse=True):
            if head := HEAD.search(phrase):
                heads[_bare(head[0])].append(re.escape(phrase).replace("'", "['\u2019]?"))
        self._at = {
            head: re.compile(rf"(?:{'|'.join(parts)})(?![\w@]|\.\w)", re.IGNORECASE) for head, parts in heads.items()
        }

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches that do not overlap, in order, between these characters."""
        last = start
        stop = len(text) if end is None else end
        for at, begins in heads(text) if (start, stop) == (0, len(text)) else _heads(text, start, stop):
            for word in begins:
                pattern = self._at.get(word)
                if pattern and at >= last and (match := pattern.match(text, at, stop)):
                    last = match.end()
                    yield match


def _heads(text: str, start: int, stop: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((head.start(), _begins(head[0].lower())) for head in HEAD.finditer(text, start, stop))


@lru_cache(maxsize=4)
def heads(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Where each word begins, and what phrases may begin with it; who scrubs forgets them after the turn."""
    return _heads(text, 0, len(text))


def _begins(word: str) -> tuple[str, ...]:
    """The words that a word may stand for: itself, and what owns something by it ("Milton's")."""
    if not APOSTROPHE.search(word):
        return (word,)
    return tuple(dict.fromkeys((_bare(word), APOSTROPHE.split(word)[0])))


def _bare(word: str) -> str:
    return APOSTROPHE.sub("", word.lower())
