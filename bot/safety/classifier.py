"""The danger classifier: how likely the words mean danger within hours, which danger, and whether it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.asking import told
from bot.language.encoder import Encoder, windows
from bot.language.linear import Linear
from bot.language.ngrams import NGrams, together
from bot.paths import MODELS

DANGER = "immediate"
ENDED = "ended"
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
        texts = [text, *answer, *alone, *windows(text)]
        vectors = self._encoder.encode(texts)
        by_vector = self._danger.probabilities(vectors)[:, self._danger.labels.index(DANGER)]
        chances = np.array(
            [together(float(p), self._sequences.logit(t)) for p, t in zip(by_vector, texts, strict=True)]
        )
        first = 1 + len(answer) + len(alone)
        if alone:
            chances[first - 1] = (chances[0] + chances[first - 1]) / 2  # what is asked tells something too
        own, parts = chances[:first], chances[first:]
        kinds = self._kinds.ranking(vectors[int(np.argmax(chances))])
        window = float(parts.max()) if len(parts) else 0.0
        return Score(float(own.max()), window, tuple(name for name, _ in kinds[:2]), words, vectors[0])

    def over(self, text: str, score: Score) -> tuple[float, bool]:
        """How likely the text leaves an open emergency behind, 0 to 1, and whether it does so for another matter."""
        row = dict(zip(self._ended.labels, self._ended.probabilities(score.vector[None, :])[0], strict=True))
        chance = together(1 - float(row["open"]), self._endings.logit(text))
        return chance, bool(row["other"] > row[ENDED])
