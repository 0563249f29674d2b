"""Which facts of an article answer the question that was asked: the nearest first, by vectors and shared words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.guidance.articles import Article, Library, Point
from bot.guidance.shared_words import SharedWords
from bot.language import cache
from bot.language.encoder import Encoder
from bot.terms import Role

Part = tuple[NDArray[Any], str]  # one of several questions: its vector (384,) and its words


@dataclass(frozen=True)
class Found:
    """Facts in the order in which to show them; ``nearest``: the best cosine, ``score``: the best with its words."""

    points: tuple[Point, ...]
    nearest: float
    score: float = 0.0


class Index:
    """Vectors and words of every fact and of the ways of asking for it."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self._facts = [(a.id, point) for a in library.articles.values() for point in a.points]
        texts = [[point.say, *point.asks] for _, point in self._facts]
        self._starts = np.cumsum([0, *(len(words) for words in texts[:-1])])
        self._matrix = cache.encode(encoder, [t for words in texts for t in words], keep=False)
        self._words = SharedWords([" ".join(words) for words in texts])
        self._ids = np.array([article for article, _ in self._facts])
        self._articles, self._firsts = np.unique(self._ids, return_index=True)
        order = np.argsort(self._firsts)  # an article's facts stand together, in the order of the library
        self._articles, self._firsts = self._articles[order], self._firsts[order]
        self._last: tuple[bytes, NDArray[Any]] = (b"", np.empty(0))

    def _cosines(self, vector: NDArray[Any]) -> NDArray[Any]:
        """To each fact; those of the last vector are remembered, for one message is asked about several times."""
        key, (last, found) = vector.tobytes(), self._last
        if key == last:
            return found
        cosines = np.asarray(np.maximum.reduceat(self._matrix @ vector, self._starts))
        self._last = (key, cosines)
        return cosines

    def _scores(self, vector: NDArray[Any], text: str) -> NDArray[Any]:
        return np.asarray(self._cosines(vector) + WORDS * self._words.share(text))

    def rank(
        self, article: Article, vector: NDArray[Any], role: Role, text: str = "", parts: Sequence[Part] = ()
    ) -> Found:
        """The article's facts for this reader, the nearest to the question's vector (384,) and words first.

        Where one message asks several things (``parts``), the fact that each one asks for stands before all others.
        """
        cosines, scores = self._cosines(vector), self._scores(vector, text)
        allowed = {id(p) for p in article.points_for(role)}
        places = [i for i in np.flatnonzero(self._ids == article.id) if id(self._facts[i][1]) in allowed]
        if not places:
            return Found((), 0.0)
        places.sort(key=lambda i: (-scores[i], i))
        nearest, score = float(cosines[places[0]]), float(scores[places[0]])
        asked = []
        for part_vector, part in parts:
            own = self._scores(part_vector, part)
            best = max(places, key=lambda i: (own[i], -i))
            if own[best] >= ASKED:
                asked.append(best)
                nearest = max(nearest, float(self._cosines(part_vector)[best]))
        order = dict.fromkeys([*asked, *places])
        return Found(tuple(self._facts[i][1] for i in order), nearest, score)

    def worded(self, point: Point, vector: NDArray[Any]) -> str:
        """The way of asking for this fact, of those written here, that is nearest to the question's vector (384,)."""
        place = next(i for i, (_, known) in enumerate(self._facts) if known is point)
        start = int(self._starts[place]) + 1  # the fact itself is no way of asking
        near = self._matrix[start : start + len(point.asks)] @ vector
        return point.asks[int(near.argmax())] if len(point.asks) else point.say

    def nearest_articles(self, vector: NDArray[Any], text: str = "") -> list[tuple[str, float]]:
        """All articles by their nearest fact, the nearest first; by the cosine alone where there is no text."""
        best = np.maximum.reduceat(self._scores(vector, text), self._firsts)
        return [(str(self._articles[i]), float(best[i])) for i in np.argsort(-best, kind="stable")]

    def nearest(self, vector: NDArray[Any]) -> float:
        """The cosine of the nearest fact of all."""
        return float(self._cosines(vector).max())

    def nearest_fact(self, vector: NDArray[Any], text: str) -> tuple[str, Point, float, float]:
        """The one fact nearest by vector and words, with its article, its cosine and its score."""
        scores = self._scores(vector, text)
        best = int(scores.argmax())
        return (*self._facts[best], float(self._cosines(vector)[best]), float(scores[best]))


SHARP = 0.07    # how sharply nearness counts: a fact nearer by this much (cosine) counts e times as much
WEIGHT = 1.0    # of nearness beside the classifier's own share; chosen on questions by another hand
ASKED = 0.6     # score from which one of several questions asks for a fact; a part below it is only a part
WORDS = 0.3     # what a fact gains that has every word of the question (cosine); chosen likewise


def blend(chances: dict[str, float], nearness: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Articles by the classifier's chance and by their nearest fact together; the parts add up to 1.

    ``chances``: article id to the classifier's chance; ``nearness``: every article with its best cosine.
    """
    total = sum(chances.values()) or 1.0
    best = max(score for _, score in nearness)
    pull = {name: math.exp((score - best) / SHARP) for name, score in nearness}
    whole = sum(pull.values())
    mixed = {n: (chances.get(n, 0.0) / total + WEIGHT * p / whole) / (1 + WEIGHT) for n, p in pull.items()}
    return sorted(mixed.items(), key=lambda m: -m[1])
