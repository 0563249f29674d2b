"""Builds the home of a release: the repository's data as it stands, the encoder, and room for the models."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from bot.paths import HOME_VARIABLE, ROOT
from bot.shelf import KEPT, RECORD, Shelf

CHECK_SECONDS = 120.0
TOP = ("domain.yml", "config.yml")


def copy_data(root: Path, home: Path) -> None:
    """Data and the two files of Rasa; what is only measured on comes too, for the checks read it."""
    shutil.copytree(root / "bot" / "data", home / "bot" / "data", dirs_exist_ok=True)
    for name in TOP:
        shutil.copy2(root / name, home / name)


def build(root: Path, home: Path) -> None:
    """A fresh home with data and encoder, and no model yet; what an earlier try left there goes."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700, parents=True)
    copy_data(root, home)
    (home / "models" / "encoder").mkdir(parents=True)
    for file in (root / "models" / "encoder").iterdir():
        link(file, home / "models" / "encoder" / file.name)


def link(file: Path, to: Path) -> None:
    """The same file under another name where the disk can, else a copy: the encoder is 23 MB, and never rewritten."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)


def prune(shelf: Shelf, stays: Collection[int | None], kept: int = KEPT) -> list[int]:
    """Remove the oldest releases beyond ``kept``, and what was never finished; ``stays`` are served, or will be."""
    gone = [number for number in shelf.numbers()[:-kept] if number not in stays]
    for number in gone:
        shutil.rmtree(shelf.home(number))
    for path in shelf.folder.iterdir():
        if path.is_dir() and not (path / RECORD).exists():
            shutil.rmtree(path)
    return gone


def checked(home: Path) -> list[str]:
    """``safeguard check`` on a home, in a process of its own, for the loaders read where they are told to at start."""
    environment = {**os.environ, HOME_VARIABLE: str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bot.check"], env=environment, cwd=ROOT, capture_output=True, text=True,
        timeout=CHECK_SECONDS, check=False,
    )
    if done.returncode == 0:
        return []
    return [line for line in done.stdout.splitlines() if line.strip()] or ["the content could not be checked"]
