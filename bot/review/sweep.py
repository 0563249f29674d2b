"""Brings the queue up to date with the log, some conversations at a time, beside the pages."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Protocol

from bot.paths import DATA
from bot.records.reading import LogReader, LogTurn
from bot.records.review_store import Item, ReviewStore
from bot.review.suspects import Suspicion
from bot.review.worth import score, suspicious
from bot.safety import signals

log = logging.getLogger("safeguard.review")
AT_ONCE = 200  # conversations in one transaction: the edge writes to the same database and must not wait


class Looking(Protocol):
    """The second look."""

    def look(self, texts: Sequence[str]) -> list[Suspicion]:
        """One suspicion for each text."""


class Sweep:
    """Scores what has not been scored; ``trained``: the texts of the training data, folded by ``plain``."""

    def __init__(self, reader: LogReader, store: ReviewStore, detector: Looking, trained: frozenset[str]) -> None:
        self._reader, self._store, self._detector, self._trained = reader, store, detector, trained
        self._alarming = frozenset(row.code for row in signals.loaded().rows if row.weight == "immediate")
        self.version = version()
        self.waiting: int | None = None  # conversations still to be scored; None before the first look

    def run(self, today: date, go_on: Callable[[], bool] = lambda: True) -> int:
        """Score everything that is new and return how many conversations that was; ``go_on`` may end it early."""
        stale = self._store.stale(self.version, today)
        self.waiting, done = len(stale), 0
        for start in range(0, len(stale), AT_ONCE):
            if not go_on():
                break
            ids = stale[start : start + AT_ONCE]
            self._store.put(self._scored(list(self._reader.conversations(ids).values()), today))
            done += len(ids)
            self.waiting = len(stale) - done
        return done

    def _scored(self, conversations: list[list[LogTurn]], today: date) -> list[Item]:
        looked = [turn for turns in conversations for turn in turns if suspicious(turn)]
        found = self._detector.look([turn.text or "" for turn in looked])
        suspicions = {turn.row: one for turn, one in zip(looked, found, strict=True)}
        items = []
        for turns in conversations:
            one = score(turns, suspicions, today, self.version, self._alarming)
            text = next(turn.text for turn in turns if turn.row == one.turn)
            items.append(replace(one, trained=plain(text or "") in self._trained))
        return items


def plain(text: str) -> str:
    """Letters and digits only, small: two texts that differ in nothing else are the same example."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@lru_cache(maxsize=1)
def version() -> str:
    """Changes with the rules, the known examples and the training data, so that the whole queue is scored anew."""
    digest = hashlib.sha256(b"2")  # raised by hand when the code above or in worth.py scores otherwise
    for folder in ("review", "safety", "nlu"):
        for path in sorted((DATA / folder).rglob("*.yml")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
