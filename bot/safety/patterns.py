"""Patterns over words, and the graph of positions that they are compiled to; bot.safety.automaton reads with it.

A pattern is words with spaces between them::

    he is? (hitting|beating) {target}   ? the piece before may be missing; ( | ) one of
    took .. {pills}                     .. up to two words between, ... up to five; never past a full stop or "not"
    ^ help {please}? $                  ^ $ start and end of the message; / end of a sentence or of the message
    stab*   _                           any word that starts so; any one word
    {person} {person's}                 a named group of words; the same words with s ("mums out")

Method: the position automaton of Glushkov (1961).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.errors import ContentError

GAP, ANY, START, END, STOP = "..", "_", "^", "$", "/"
NEGATORS = frozenset({"not", "no", "never", "nobody", "none"})
_PIECE = re.compile(r"\(|\)|\||\?|\{[\w']+\}|[^\s()|?{}]+")
_GAPS = {"..": 2, "...": 5}
LANES = 16  # patterns read apart share few states: many small caches are filled sooner than one large one


class Fragment(NamedTuple):
    """A piece of a pattern: may it be empty, where it can begin, where it can end."""

    empty: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


NOTHING = Fragment(True, (), ())


@dataclass
class Graph:
    """All patterns as positions: ``symbol[p]`` must fit the word, ``follow[p]`` may come next."""

    groups: dict[str, list[str]]
    symbol: list[str] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    before: list[list[int]] = field(default_factory=list)
    starts: list[dict[str, list[int]]] = field(default_factory=lambda: [{} for _ in range(LANES)])
    begins: set[int] = field(default_factory=set)
    accepts: dict[int, set[int]] = field(default_factory=dict)
    compiled: dict[str, Fragment] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    context: set[str] = field(default_factory=set)

    def add(self, pattern: str, part: int) -> None:
        """Compile one pattern; a match of it is reported as ``part``. Raises ContentError for what cannot be read."""
        if pattern in self.compiled:  # used by several rows: one automaton for all
            for p in self.compiled[pattern].last:
                self.accepts[p].add(part)
            return
        whole = self.compiled[pattern] = self._compiled(pattern)
        if whole.empty or any(self.symbol[p] == GAP for p in whole.first):
            raise ContentError([f"signals: pattern may not begin with a gap or be empty: {pattern}"])
        starts = self.starts[part % LANES]
        for p in whole.first:
            starts.setdefault(self.symbol[p], []).append(p)
        self.begins.update(whole.first)
        for p in whole.last:
            self.accepts.setdefault(p, set()).add(part)

    def _compiled(self, pattern: str) -> Fragment:
        pieces = _PIECE.findall(pattern)
        result, rest = self._choice(pieces, 0)
        if rest != len(pieces):
            raise ContentError([f"signals: brackets do not match: {pattern}"])
        return result

    def _choice(self, pieces: list[str], at: int) -> tuple[Fragment, int]:
        options: list[Fragment] = []
        while True:
            option, at = self._sequence(pieces, at)
            options.append(option)
            if at >= len(pieces) or pieces[at] != "|":
                return _either(options), at
            at += 1

    def _sequence(self, pieces: list[str], at: int) -> tuple[Fragment, int]:
        result = NOTHING
        while at < len(pieces) and pieces[at] not in "|)":
            if pieces[at] == "(":
                item, at = self._choice(pieces, at + 1)
                if at >= len(pieces):
                    raise ContentError([f"signals: brackets do not match: {' '.join(pieces)}"])
            else:
                item = self._item(pieces[at])
            at += 1
            if at < len(pieces) and pieces[at] == "?":
                item, at = item._replace(empty=True), at + 1
            result = self._join(result, item)
        return result, at

    def _join(self, left: Fragment, right: Fragment) -> Fragment:
        for p in left.last:
            self.follow[p].extend(right.first)
        for q in right.first:
            self.before[q].extend(left.last)
        first = left.first + right.first if left.empty else left.first
        last = left.last + right.last if right.empty else right.last
        return Fragment(left.empty and right.empty, first, last)

    def _item(self, piece: str) -> Fragment:
        if piece in _GAPS:
            result = NOTHING
            for _ in range(_GAPS[piece]):
                result = self._join(result, self._position(GAP)._replace(empty=True))
            return result
        return self._group(piece) if piece[0] == "{" else self._position(piece)

    def _group(self, piece: str) -> Fragment:
        name = piece[1:-1]
        plain = name.removesuffix("'s")
        if plain not in self.groups:
            raise ContentError([f"signals: no group of words called {piece}"])
        entries = self.groups[plain]
        single = frozenset(e + "s" if name != plain else e for e in entries if e.isalnum())
        options = []
        if single:
            self.classes[piece] = single
            options.append(self._position(piece))
        if name == plain:
            options += [self._compiled(e) for e in entries if not e.isalnum()]
        return _either(options)

    def _position(self, symbol: str) -> Fragment:
        p = len(self.symbol)
        self.symbol.append(symbol)
        self.follow.append([])
        self.before.append([])
        return Fragment(False, (p,), (p,))


def _either(options: list[Fragment]) -> Fragment:
    first = tuple(p for o in options for p in o.first)
    return Fragment(any(o.empty for o in options), first, tuple(p for o in options for p in o.last))
