"""How much of a question's own words a fact has, rare words counting most: names and figures that vectors blur."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
_SMALL = frozenset(_WORD.findall("""
    a an the is are was were be been am do does did to of in on at for and or if it its this that these those i we you
    he she they him them my your our his her me us what which who whom whose how when where why can could should
    would will shall may might must have has had with from by about as into than then so not no any some there here
    one get got also just please say says said mean means tell strategy im whats
"""))


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without their endings."""
    words = _WORD.findall(text.lower().replace("'", "").replace("\u2019", ""))
    return frozenset(_stem(word) for word in words if word not in _SMALL)


def _stem(word: str) -> str:
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)]
    return word


class SharedWords:
    """Which texts (one a fact: what it says and how it is asked for) hold which words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in stems(text):
                places.setdefault(word, []).append(place)
        self._places = {word: np.array(found) for word, found in places.items()}
        self._count = Counter({word: len(found) for word, found in places.items()})

    def share(self, question: str) -> NDArray[np.float64]:
        """For each text the share (0 to 1) of the question's words that it has, weighed by how rare they are."""
        found, whole = np.zeros(self._size), 0.0
        for word in stems(question):
            weight = math.log((self._size + 1) / (self._count[word] + 0.5))
            whole += weight
            if word in self._places:
                found[self._places[word]] += weight
        return found / whole if whole else found
