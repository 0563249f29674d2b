"""The danger classifier: how likely the words mean danger within hours, which danger, and whether it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.language.asking import told
from bot.language.encoder import Encoder, windows
from bot.language.linear import Linear
from bot.language.ngrams import NGrams, together
from bot.paths import MODELS

DANGER = "immediate"
ENDED = "ended"
LEAST = 0.75     # no threshold for a window (bot/data/safety/thresholds.yml) lies lower
SETTLED = 0.95   # none lies higher
LONGEST_ANSWER = 8  # words; what is longer is read by itself, not as an answer to what was asked


@dataclass(frozen=True)
class Score:
    """``danger``: 0 to 1, of the whole text or of the short answer with its question; ``window``: of its worst part.

    ``kinds``: the likeliest dangers, best first. ``vector``: of the whole text, shape (384,). ``words``: their number.
    """

    danger: float
    window: float
    kinds: tuple[str, ...]
    words: int
    vector: NDArray[np.float32] = field(repr=False)


class _Part(NamedTuple):
    """The chance of danger in a text, 0 to 1, and its vector, shape (384,)."""

    chance: float
    vector: NDArray[np.float32]


class DangerClassifier:
    """Scores one text, as a whole and in windows, so that length does not hide danger."""

    def __init__(
        self, encoder: Encoder, danger: Linear, kinds: Linear, ended: Linear, sequences: NGrams, endings: NGrams
    ) -> None:
        self._encoder, self._danger, self._kinds, self._ended = encoder, danger, kinds, ended
        self._sequences, self._endings = sequences, endings

    @classmethod
    def load(cls, encoder: Encoder, folder: Path = MODELS) -> DangerClassifier:
        """Read what ``safeguard train`` wrote; raise ModelError when it is missing."""
        danger, kinds, ended = (Linear.load(folder / f"{name}.npz") for name in ("danger", "danger_kinds", "ended"))
        sequences, endings = (NGrams.load(folder / f"{name}_ngrams.npz") for name in ("danger", "ended"))
        return cls(encoder, danger, kinds, ended, sequences, endings)

    def score(self, text: str, asked: str | None = None) -> Score:
        """Score the text; ``asked`` is the question that a short text answers: "yes, tonight" needs it.

        Many whole messages end by asking whom to tell: what they tell is scored by itself too.
        """
        words = len(text.split())
        answer = [f"{asked} {text}"] if asked and words <= LONGEST_ANSWER else []
        said = told(text)
        alone = [said] if said != text else []  # "what should I do" behind it makes a danger no smaller
        own = [self._read(one) for one in (text, *answer, *alone)]
        if alone:
            own[-1] = own[-1]._replace(chance=(own[0].chance + own[-1].chance) / 2)  # what is asked tells something too
        worst = self._worst(text)
        likeliest = max((*own, *worst), key=lambda part: part.chance)
        kinds = tuple(name for name, _ in self._kinds.ranking(likeliest.vector)[:2])
        window = max((part.chance for part in worst), default=0.0)
        return Score(max(part.chance for part in own), window, kinds, words, own[0].vector)

    def _read(self, text: str, logit: float | None = None) -> _Part:
        """The chance of danger in one text, whose log odds by sequences may be known already, and its vector."""
        vectors = self._encoder.encode([text])
        by_vector = float(self._danger.probabilities(vectors)[0, self._danger.labels.index(DANGER)])
        return _Part(together(by_vector, self._sequences.logit(text) if logit is None else logit), vectors[0])

    def _worst(self, text: str) -> list[_Part]:
        """The windows that count: the likeliest by sequences first, until one settles it.

        The slow part is the vector. It is spared where it could change nothing: a window that stays below ``LEAST``
        whatever its vector says, and all that come after one of ``SETTLED``.
        """
        parts: list[_Part] = []
        for logit, part in sorted(((self._sequences.logit(w), w) for w in windows(text)), key=lambda w: -w[0]):
            if together(1.0, logit) < LEAST or any(found.chance >= SETTLED for found in parts):
                break
            parts.append(self._read(part, logit))
        return parts

    def over(self, text: str, score: Score) -> tuple[float, bool]:
        """How likely the text leaves an open emergency behind, 0 to 1, and whether it does so for another matter."""
        row = dict(zip(self._ended.labels, self._ended.probabilities(score.vector[None, :])[0], strict=True))
        chance = together(1 - float(row["open"]), self._endings.logit(text))
        return chance, bool(row["other"] > row[ENDED])
