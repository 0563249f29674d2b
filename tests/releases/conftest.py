"""A repository whose models are a few bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from release_stand_ins import KEY, Steps

from bot.paths import ROOT
from bot.releases.cycle import Cycle
from bot.releases.home import TOP
from bot.shelf import Shelf
from bot.training import MODEL


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with an encoder of one file, one model, and of the data what a record is made of: one folder."""
    folder, data = tmp_path / "repository", ROOT / "bot" / "data"
    others = [path.name for path in data.iterdir() if path.is_dir() and path.name != "guidance"]
    shutil.copytree(data, folder / "bot" / "data", ignore=shutil.ignore_patterns(*others))
    for name in TOP:
        shutil.copy2(ROOT / name, folder / name)
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
