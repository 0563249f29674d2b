"""A repository whose models are a few bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from release_stand_ins import KEY, Steps

from bot.paths import ROOT
from bot.releases.cycle import Cycle
from bot.releases.home import copy_data
from bot.shelf import Shelf
from bot.training import MODEL


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with data, an encoder of two files, and one model."""
    folder = tmp_path / "repository"
    copy_data(ROOT, folder)
    (folder / "models" / "encoder").mkdir(parents=True)
    (folder / "models" / "encoder" / "manifest.json").write_text("{}")
    (folder / "models" / MODEL).write_bytes(b"as it was")
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "var")


@pytest.fixture
def cycle(root: Path, shelf: Shelf) -> Cycle:
    return Cycle(root, shelf, KEY, Steps())
