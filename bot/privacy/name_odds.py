"""How far the words around a word show that a name stands there, by a logistic regression over those words.

The weights are fitted on this project's own example messages (``models/name_odds.py`` makes the file anew): a name
stands where a pronoun or "my son" could stand. What a word itself is counts too: "will" is hardly ever a name.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError
from bot.privacy.lexicon import FOLDER, Lexicon
from bot.privacy.tokens import Token

FILE = FOLDER / "name_odds.json"
EDGE, STOP, COMMA, FIGURE, NAME = "^", "|", ",", "#", "@"
STRANGE, WORD = "?", "-"
STOPS = re.compile(r"[.!?\n\u2026]")
NOTHING = re.compile(r"[\s\"'\u2018\u2019\u201c\u201d(\[*]*")


@dataclass(frozen=True)
class Odds:
    """``weights`` of what stands around a word, each as a short text, and the ``bias``."""

    weights: dict[str, float]
    bias: float

    @classmethod
    def load(cls, path: Path = FILE) -> Odds:
        """Read the fitted weights. Raises ContentError when the file is missing or broken."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls({str(name): float(value) for name, value in content["weights"].items()}, float(content["bias"]))
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise ContentError([f"{path.name}: no weights ({type(error).__name__})"]) from None

    def chance(self, line: Sequence[str], at: int, word: str) -> float:
        """0 to 1: how likely the word at this place of ``line`` is a name; ``word`` is what it counts as."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in around(line, at, word))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def line_of(words: Sequence[Token], lists: Lexicon) -> tuple[list[str], list[int]]:
    """The words of a message with marks for stops, commas, figures and names, and the place of each word in that."""
    line: list[str] = []
    places: list[int] = []
    for token in words:
        if line and not NOTHING.fullmatch(token.gap):
            figure = any(c.isdigit() for c in token.gap)
            line.append(STOP if STOPS.search(token.gap) else FIGURE if figure else COMMA)
        places.append(len(line))
        known = token.plain in lists.sure or (token.plain == "person" and token.shape == "upper")
        line.append((NAME if known else token.plain) + ("'s" if token.owns else ""))
    return line, places


def counts_as(word: str, lists: Lexicon) -> str:
    """What the word itself says: its own name where it is a name and a word, else only whether it is English."""
    if word in lists.also_words:
        return word
    return STRANGE if lists.strange(word) else WORD


def around(line: Sequence[str], at: int, word: str) -> list[str]:
    """What is weighed: the word, two words on either side, and pairs of them."""
    before, left = _at(line, at - 2), _at(line, at - 1)
    right, after = _at(line, at + 1), _at(line, at + 2)
    owns = "'s" if line[at].endswith("'s") else ""
    return [
        f"w={word}", f"l={left}", f"r={right}{owns}", f"ll={before} {left}", f"rr={right} {after}",
        f"lr={left} {right}", f"l2={before}", f"r2={after}", f"o={owns}",
    ]


def _at(line: Sequence[str], place: int) -> str:
    return line[place] if 0 <= place < len(line) else EDGE
