"""Whether a trained model is the very file that was trained here; nothing else is opened, for a model can hold code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from bot.errors import ModelError
from bot.paths import MODELS

STAMP = "trained.json"
FILES = "files"


def digest(path: Path) -> str:
    """SHA-256 of one file in hexadecimal digits, empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def written(folder: Path = MODELS) -> dict[str, str]:
    """Name and hash of each model as training wrote them down; empty when there is no such list."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))[FILES]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return dict(found) if isinstance(found, dict) else {}


def changed(names: Iterable[str], folder: Path = MODELS) -> list[str]:
    """Those of ``names`` that are not as they were written down, or never were."""
    listed = written(folder)
    return [name for name in names if not listed.get(name) or digest(folder / name) != listed[name]]


def must_be_ours(suffix: str, folder: Path = MODELS) -> None:
    """Raise ModelError for the models with one ending (``.npz``, ``.tar.gz``) when one is not the file trained here."""
    names = [name for name in written(folder) if name.endswith(suffix)]
    if not names:
        raise ModelError(f"no hash of the models ({suffix}) is written down in models/{STAMP}: run `make train`")
    if wrong := changed(names, folder):
        raise ModelError(
            f"not the files that were trained here: {', '.join(wrong)}. They are not opened. Find out who changed "
            "them, then run `safeguard train --force`"
        )
