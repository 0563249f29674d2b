"""No vector is made of a part of a text where it could change no decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.language.encoder import windows
from bot.language.ngrams import PLACES, NGrams, counts
from bot.safety.classifier import LEAST, SETTLED, DangerClassifier
from bot.safety.thresholds import Thresholds
from tests.safety.made_vectors import FIRST, Reader, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path)


class Listening(Reader):
    """Remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: list[str]) -> Any:
        self.read += texts
        return super().encode(texts)


FOUR = "She is quiet. They came home late. It rained. He slept."


def heard_with(word: str, logit: float, folder: Path) -> list[str]:
    """The parts of FOUR of which a vector is made, where ``word`` says so much for danger and all else a little."""
    places, _ = counts(word)
    weights = np.zeros(PLACES, dtype=np.float32)
    weights[list(places)] = logit * 10
    NGrams(np.ones(PLACES, dtype=np.float32), weights, -0.5).save(folder / "danger_ngrams.npz")
    reader: Any = Listening()
    DangerClassifier.load(reader, folder).score(FOUR)
    return [text for text in reader.read if text != FOUR]


def test_no_vector_is_made_of_a_part_that_it_could_not_change(folder: Path) -> None:
    all_parts = heard_with("none", 0.0, folder)
    assert len(all_parts) == len(windows(FOUR)) > 2
    without_rain = heard_with("rained", -3.0, folder)
    assert without_rain == [part for part in all_parts if "rained" not in part]


def test_the_likeliest_part_is_read_first_and_settles_it(folder: Path) -> None:
    class Sure(Listening):
        def encode(self, texts: list[str]) -> Any:
            self.read += texts
            return np.stack([-FIRST if text == FOUR else FIRST for text in texts])

    heard_with("slept", 3.0, folder)
    reader: Any = Sure()
    score = DangerClassifier.load(reader, folder).score(FOUR)
    parts = [text for text in reader.read if text != FOUR]
    assert len(parts) == 1
    assert "slept" in parts[0]
    assert score.window >= SETTLED


def test_what_is_spared_lies_outside_every_threshold_for_a_part() -> None:
    """Else a part that is not read, or not to its end, would be graded otherwise than one that is."""
    at = Thresholds.load()
    for each in (at.window_backed, at.window_check, at.window_immediate, at.long_window):
        assert LEAST <= each <= SETTLED
