"""Which crowd of examples a vector stands among."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelError
from bot.language.neighbours import REACH, Neighbours

EAST, NORTH = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
BETWEEN = (EAST + NORTH) / np.sqrt(2)


def test_the_crowd_of_the_nearest_example_wins() -> None:
    crowd = Neighbours(np.stack([EAST, NORTH]), np.array([True, False]))
    assert crowd.lean(EAST) > 0 > crowd.lean(NORTH)


def test_half_way_between_one_and_one_it_leans_nowhere() -> None:
    crowd = Neighbours(np.stack([EAST, NORTH]), np.array([True, False]))
    assert crowd.lean(BETWEEN) == pytest.approx(0, abs=1e-5)


def test_one_near_example_outweighs_many_far_ones() -> None:
    crowd = Neighbours(np.stack([EAST, *[NORTH] * 50]), np.array([True, *[False] * 50]))
    assert crowd.lean(EAST) > 0


def test_two_at_the_same_place_pull_more_than_one() -> None:
    crowd = Neighbours(np.stack([EAST, EAST, NORTH]), np.array([True, True, False]))
    assert crowd.lean(BETWEEN) == pytest.approx(np.log(2), abs=1e-5)


def test_looking_along_the_main_directions_first_leans_as_comparing_all_does() -> None:
    chance = np.random.default_rng(1)
    topics = chance.normal(size=(60, 384))
    rows = topics[np.arange(3000) % 60] + 0.7 * chance.normal(size=(3000, 384))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    yes = np.arange(3000) % 5 == 0
    crowd = Neighbours(rows, yes)
    pull = (rows[:200] @ rows.T - 1) / REACH
    whole = np.log(np.exp(pull[:, yes]).sum(axis=1)) - np.log(np.exp(pull[:, ~yes]).sum(axis=1))
    assert max(abs(crowd.lean(row) - lean) for row, lean in zip(rows[:200], whole, strict=True)) < 0.05


def test_what_was_saved_leans_alike(tmp_path: Path) -> None:
    crowd = Neighbours(np.stack([EAST, BETWEEN, NORTH]), np.array([True, True, False]))
    crowd.save(tmp_path / "crowd.npz")
    assert Neighbours.load(tmp_path / "crowd.npz").lean(BETWEEN) == pytest.approx(crowd.lean(BETWEEN), abs=0.02)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "crowd.npz", weights=EAST)
    with pytest.raises(ModelError, match="make train"):
        Neighbours.load(tmp_path / "crowd.npz")
