"""What is like a message of the log: other messages, likely intents, and how far a week is from the training data."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language import cache
from bot.language.encoder import Encoder
from bot.records.reading import LogReader
from bot.safety.voice import Voice
from bot.terms import Role
from bot.training_texts import intents

NEAR = 0.80         # cosine from which two messages are offered as one
OFFERED = 20
CANDIDATES = 150    # by shared words, of which the encoder reads each: about half a second
SUGGESTED = 5
A_WEEK = 150        # messages of a week that are read
LEAST = 20          # messages under which a week tells nothing, and little enough to point at people
WEEKS = 12


@dataclass(frozen=True)
class Near:
    """A message of the log like another; ``cosine`` of their vectors."""

    row: str
    text: str = field(repr=False)
    cosine: float = 0.0


class Likeness:
    """Holds the vectors of the training data; those of the log are made when they are asked for, and not kept."""

    def __init__(
        self, encoder: Encoder, reader: LogReader, examples: Sequence[tuple[str, str]] | None = None,
        voice: Voice | None = None,
    ) -> None:
        self._encoder, self._reader, self._voice = encoder, reader, voice
        examples = intents() if examples is None else examples
        vectors = cache.encode(encoder, [text for text, _ in examples], keep=False)
        names = np.array([intent for _, intent in examples])
        self._names = sorted(set(names))
        self._middles = _unit(np.stack([vectors[names == name].mean(axis=0) for name in self._names]))
        self._middle = _unit(vectors.mean(axis=0)[None, :])[0]
        self._built: tuple[int, Any, Any, list[tuple[str, str]]] | None = None

    def suggest(self, text: str) -> list[str]:
        """The likeliest intents by the middle of their examples, the best first."""
        near = self._middles @ self._encoder.encode([text])[0]
        return [str(self._names[at]) for at in np.argsort(-near)[:SUGGESTED]]

    def voice(self, text: str) -> Role:
        """Who seems to write, by the words and their sound."""
        return self._voice.read(text, self._encoder.encode([text])[0], Role.UNKNOWN) if self._voice else Role.UNKNOWN

    def near(self, row: str, text: str) -> list[Near]:
        """Messages of the log that say nearly the same, the nearest first; candidates share words with it."""
        words, table, known = self._index()
        if table is None or not text.strip():
            return []
        shared = np.asarray((table @ words.transform([text]).T).todense()).ravel()
        places = [at for at in np.argsort(-shared)[:CANDIDATES] if shared[at] > 0 and known[at][0] != row]
        if not places:
            return []
        vectors = self._encoder.encode([text, *(known[at][1] for at in places)])
        cosines = vectors[1:] @ vectors[0]
        found = [Near(known[at][0], known[at][1], float(one)) for at, one in zip(places, cosines, strict=True)]
        return sorted((one for one in found if one.cosine >= NEAR), key=lambda one: -one.cosine)[:OFFERED]

    def _index(self) -> tuple[Any, Any, list[tuple[str, str]]]:
        """Every text of the log by its words; made anew when the log has changed in number."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        known = [(row, text) for row, _, text in self._reader.texts() if text.strip()]
        if self._built is None or self._built[0] != len(known):
            words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"[a-z0-9\[\]_]+")  # noqa: S106 (no password)
            table = words.fit_transform([text for _, text in known]) if known else None
            self._built = (len(known), words, table, known)
        return self._built[1:]

    def drift(self, today: date) -> list[tuple[date, float, int]]:
        """(Monday, distance, messages) of the last weeks; 0 is the middle of the training data, 1 has nothing of it."""
        weeks: dict[date, list[str]] = {}
        for _, day, text in self._reader.texts(today - timedelta(weeks=WEEKS)):
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(text)
        found = []
        for monday, texts in sorted(weeks.items()):
            if len(texts) < LEAST:
                continue
            read = random.Random(monday.toordinal()).sample(sorted(texts), min(A_WEEK, len(texts)))
            middle = _unit(self._encoder.encode(read).mean(axis=0)[None, :])[0]
            found.append((monday, round(1 - float(middle @ self._middle), 3), len(texts)))
        return found


def _unit(rows: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
