"""Articles that were published on this installation: texts below the data directory, laid over the project's own.

``content/published.json`` names for each file of guidance the text that stands for it, by its hash; the text lies in
``content/kept``, where every text that was ever published stays. Whoever publishes is ``bot.publishing``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import ContentError
from bot.guidance.articles import Library, load
from bot.paths import GUIDANCE

FOLDER, POINTER, KEPT = "content", "published.json", "kept"
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Edition:
    """One published file. ``base`` is the hash of the project's own file at that time; ``at`` seconds since 1970."""

    sha256: str
    base: str
    at: float


def fingerprint(text: bytes) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(text).hexdigest()


def kept(data: Path, sha256: str) -> Path:
    """Where a text lies."""
    return data / FOLDER / KEPT / f"{sha256}.yml"


def editions(data: Path) -> dict[str, Edition]:
    """What is published, by the name of the file of guidance. Raises ContentError when that cannot be read."""
    try:
        raw = json.loads((data / FOLDER / POINTER).read_text(encoding="utf-8"))
        return {str(name): Edition(**one) for name, one in raw.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ContentError([f"{POINTER}: {type(error).__name__}: what is published cannot be read"]) from None


def written(found: dict[str, Edition]) -> str:
    """The content of the pointer."""
    return json.dumps({name: asdict(one) for name, one in sorted(found.items())}, indent=1) + "\n"


def stamp(data: Path) -> Stamp | None:
    """What tells in a moment whether something was published since; None where nothing is."""
    try:
        found = (data / FOLDER / POINTER).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def over(data: Path) -> dict[str, Path]:
    """The published texts that may be served, by the name of the file they stand for. Raises ContentError."""
    return {name: kept(data, one.sha256) for name, one in editions(data).items() if not _altered(data, name, one)}


def altered(data: Path) -> list[str]:
    """What is published and may not be served: a text that is missing, or is not the one that was approved."""
    names = [name for name, one in editions(data).items() if _altered(data, name, one)]
    return [f"{name}: the published text is missing or is not the one that was approved" for name in names]


def _altered(data: Path, name: str, edition: Edition) -> bool:
    try:
        intact = fingerprint(kept(data, edition.sha256).read_bytes()) == edition.sha256
    except OSError:
        intact = False
    return not intact or not (GUIDANCE / name).is_file()


def library(data: Path) -> Library:
    """The project's articles with what is published over them. Raises ContentError."""
    return load(over=over(data))
