"""Which facts of an article answer the question that was asked: the nearest first, by sentence vectors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.guidance.articles import Article, Library, Point, load
from bot.language import cache
from bot.language.encoder import Encoder, shared
from bot.terms import Role

NEIGHBOUR = 0.08  # how much nearer a fact of another article must be before it is put in front (cosine)


@dataclass(frozen=True)
class Found:
    """Facts in the order in which to show them; ``nearest`` is the cosine of the best one."""

    points: tuple[Point, ...]
    nearest: float


class Index:
    """Vectors of every fact and of the ways of asking for it."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self._rows: dict[str, list[tuple[Point, NDArray[Any]]]] = {}
        texts: list[str] = []
        owners: list[tuple[str, Point]] = []
        for article in library.articles.values():
            for point in article.points:
                for words in (point.say, *point.asks):
                    texts.append(words)
                    owners.append((article.id, point))
        vectors = cache.encode(encoder, texts, keep=False)
        for (article_id, point), vector in zip(owners, vectors, strict=True):
            rows = self._rows.setdefault(article_id, [])
            if rows and rows[-1][0] is point:
                rows[-1] = (point, np.vstack([rows[-1][1], vector]))
            else:
                rows.append((point, vector[None, :]))
        self._matrix = vectors
        self._starts = [i for i, o in enumerate(owners) if not i or owners[i - 1][0] != o[0]]
        self._ids = [owners[i][0] for i in self._starts]

    def rank(self, article: Article, vector: NDArray[Any], role: Role) -> Found:
        """The article's facts for this reader, the nearest to the question's vector (384,) first."""
        allowed = {id(p) for p in article.points_for(role)}
        scored = [
            (float((rows @ vector).max()), place, point)
            for place, (point, rows) in enumerate(self._rows.get(article.id, []))
            if id(point) in allowed
        ]
        scored.sort(key=lambda s: (-s[0], s[1]))
        return Found(tuple(p for _, _, p in scored), scored[0][0] if scored else 0.0)

    def nearest_articles(self, vector: NDArray[Any]) -> list[tuple[str, float]]:
        """All articles by their nearest fact, the nearest first."""
        best = np.maximum.reduceat(self._matrix @ vector, self._starts)
        return [(self._ids[i], float(best[i])) for i in np.argsort(-best)]


SHARP = 0.07    # how sharply nearness counts: a fact nearer by this much (cosine) counts e times as much
WEIGHT = 2.0    # of nearness beside the classifier's own share; chosen on questions by another hand


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


@lru_cache(maxsize=1)
def shared_index() -> Index:
    """The process's one index, over the shared library and encoder."""
    return Index(shared_library(), shared())


@lru_cache(maxsize=1)
def shared_library() -> Library:
    """The process's one library."""
    return load()
