"""A change set enters the repository whole or not at all: staged and read by the project's own loaders first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.changes.folder import APPLIED, APPLYING, OPEN, ChangeSet, Sets
from bot.changes.place import Addition, put
from bot.errors import ChangeRefused
from bot.releases.home import copy_data

Validate = Callable[[Path], list[str]]


def new_texts(root: Path, added: Sequence[Addition]) -> dict[str, str]:
    """Each changed file as it would be, by its path; raises ChangeRefused with every line that finds no place."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for one in added:
        path = root / one.file
        before = texts.get(one.file) or (path.read_text(encoding="utf-8") if path.exists() else "")
        try:
            texts[one.file] = put(before, one)
        except ChangeRefused as error:
            problems += error.reasons
    if problems:
        raise ChangeRefused(problems)
    return texts


def validate(root: Path, texts: Mapping[str, str], check: Validate) -> list[str]:
    """What the loaders say of the repository with these files in it, in a copy of its data."""
    with TemporaryDirectory(prefix="safeguard-change.") as folder:
        home = Path(folder)
        copy_data(root, home)
        for name, text in texts.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
        return check(home)


def apply(sets: Sets, one: ChangeSet, root: Path, texts: Mapping[str, str]) -> ChangeSet:
    """Write every file, or none: what stood before is kept aside until all are written. Returns the set as applied."""
    aside = sets.place(one.number) / "before"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    for name in texts:
        if (root / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, aside / name)
    sets.keep(replace(one, state=APPLYING))
    try:
        for name, text in texts.items():
            _write(root / name, text)
    except OSError as error:
        recover(sets, root)
        raise ChangeRefused([f"nothing was changed: a file could not be written ({error.strerror})"]) from None
    done = replace(one, state=APPLIED, pairs=())
    sets.keep(done)
    shutil.rmtree(aside)
    return done


def recover(sets: Sets, root: Path) -> list[int]:
    """Put back what a change set had begun to write when it was cut off; the numbers of those sets."""
    cut_off = [number for number in sets.numbers() if sets.get(number).state == APPLYING]
    for number in cut_off:
        one = sets.get(number)
        aside = sets.place(number) / "before"
        for name in one.files:
            if (aside / name).exists():
                _write(root / name, (aside / name).read_text(encoding="utf-8"))
            else:
                (root / name).unlink(missing_ok=True)
        sets.keep(replace(one, state=OPEN))
        shutil.rmtree(aside, ignore_errors=True)
    return cut_off


def _write(path: Path, text: str) -> None:
    """A file of the repository, whole, with the rights it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    if path.exists():
        shutil.copymode(path, draft)
    draft.replace(path)
