"""Which files of a home the edge reads itself, and keeps in memory until it starts again."""

from __future__ import annotations

import hashlib
from pathlib import Path

# What only training, the engine and the checks read; a release mostly changes nothing else.
NOT_THE_EDGE = (
    "nlu/", "rules/", "stories/", "guidance/", "evaluation/", "regression/", "safety/examples/", "safety/ended",
    "signs", "situations", "triage",
)


def edge_data(home: Path) -> str:
    """One SHA-256 over all of them."""
    digest, data = hashlib.sha256(), home / "bot" / "data"
    for path in sorted(data.rglob("*.yml")):
        name = str(path.relative_to(data))
        if not name.startswith(NOT_THE_EDGE):
            digest.update(f"{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
