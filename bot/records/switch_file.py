"""The off switch as a file below the data directory: it holds where the store is dead, or has not been read yet."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "paused.json"


@dataclass(frozen=True)
class Mark:
    """That the service is paused. ``here``: on this machine alone, because the store could not be told.

    ``at`` is in seconds since 1970; ``why`` is scrubbed. An act that is not in the audit yet is kept here until it is.
    """

    at: float
    who: str
    why: str | None = None
    here: bool = False


def read(folder: Path) -> Mark | None:
    """The mark, None when there is none; one that cannot be read counts as a pause of this machine.

    It is looked for before it is opened: where the machine has no number left for a file, none can be opened, and
    a mark that is not there would count as a pause.
    """
    path = folder / FILE
    try:
        path.stat()
        return Mark(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        return Mark(0.0, "unknown", here=True)


def write(folder: Path, mark: Mark) -> None:
    """Put the mark there in one move, readable for its owner alone. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f"{FILE}.{os.getpid()}"
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(mark), file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)


def clear(folder: Path) -> None:
    """Take the mark away. Raises OSError when it is there and stays."""
    (folder / FILE).unlink(missing_ok=True)
