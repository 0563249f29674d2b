"""Whether a question is one that the guidance answers, or only sounds like one (a price, a name, another county)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from bot.language.linear import Linear
from bot.language.neighbours import Neighbours
from bot.language.ngrams import NGrams
from bot.paths import MODELS

FILES = ("known.npz", "known_ngrams.npz", "outside_kinds.npz")
NEVER = ("decline_promise", "out_of_scope_sexual", "out_of_scope_noise")  # no questions: the words alone tell them
HARSH = ("decline_vigilante",)  # an answer that hurts who asked something harmless: said only where it is likely
LIKELY = 0.5
NEIGHBOURS = 2.0  # weight of the neighbours beside the words; both chosen on questions written for it and in no data
USUAL = 2.5       # there are four times as many questions that are answered: so much they pull where nothing is meant


@dataclass(frozen=True)
class Gate:
    """Two readers that err in different places (neighbours by vector; word and letter sequences), and the kinds.

    Neighbours and not a line through the vectors: what is not answered lies between what is, question by question.
    """

    neighbours: Neighbours
    letters: NGrams
    kinds: Linear

    @classmethod
    def load(cls, folder: Path = MODELS) -> Gate:
        """Read what training wrote; raise ModelError when it is not there."""
        return cls(Neighbours.load(folder / FILES[0]), NGrams.load(folder / FILES[1]), Linear.load(folder / FILES[2]))

    def outside(self, text: str, vector: NDArray[Any]) -> float:
        """How much speaks for nothing here answering the question: above 0 more than against it."""
        return NEIGHBOURS * self.neighbours.lean(vector) + self.letters.logit(text) + USUAL

    def kind(self, vector: NDArray[Any]) -> str:
        """The intent under which such a question is declined: the likeliest, a harsh one only above one half."""
        ranking = self.kinds.ranking(vector)
        return next((name for name, chance in ranking if name not in HARSH or chance > LIKELY), ranking[0][0])


@lru_cache(maxsize=1)
def shared_gate() -> Gate:
    """The process's one gate."""
    return Gate.load()
