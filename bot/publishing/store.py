"""Where proposals and published texts lie below the data directory, written so that a reader never sees half of one."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import PublishingError
from bot.guidance import published

PROPOSALS, DRAFTS, HISTORY, LOCK = "proposals", "drafts", "history.jsonl", "lock"


@dataclass(frozen=True)
class Published:
    """One publication, as the history keeps it; ``sha256`` finds the text, ``version`` is what answers carry."""

    at: float
    topic: str
    sha256: str
    version: str
    proposed_by: str
    approved_by: str
    published_by: str


class Store:
    """The folder ``content`` below one data directory."""

    def __init__(self, data: Path) -> None:
        self.data, self.folder = data, data / published.FOLDER

    def proposal(self, id: str) -> Path:
        """The folder of one proposal."""
        if not id.replace("_", "").replace("-", "").isalnum():
            raise PublishingError(f"{id[:40]!r} is no proposal")
        return self.folder / PROPOSALS / id

    def draft(self, topic: str) -> Path:
        """Where a text to be edited is put."""
        return self.folder / DRAFTS / f"{topic}.yml"

    def kept(self, sha256: str) -> Path:
        """Where a published text lies for ever."""
        return published.kept(self.data, sha256)

    def write(self, path: Path, content: bytes) -> None:
        """Put a file there in one move, readable for the service's user alone. Raises PublishingError."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}.{os.getpid()}")
            with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except OSError as error:
            raise PublishingError(f"{path.name} could not be written: {error.strerror}") from None

    def write_json(self, path: Path, content: Any) -> None:
        """The same for plain values."""
        self.write(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())

    def read_json(self, path: Path) -> Any:
        """Plain values, None where there is no such file. Raises PublishingError."""
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise PublishingError(f"{path.name} cannot be read") from None

    def history(self) -> list[Published]:
        """Every publication, oldest first. Raises PublishingError."""
        try:
            lines = (self.folder / HISTORY).read_text(encoding="utf-8").splitlines()
            return [Published(**json.loads(line)) for line in lines if line.strip()]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError):
            raise PublishingError(f"{HISTORY} cannot be read") from None

    def add_to_history(self, entry: Published) -> None:
        """One more line; the whole file is written anew, so that a crash leaves no half of one."""
        lines = [json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in (*self.history(), entry)]
        self.write(self.folder / HISTORY, "".join(lines).encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One change at a time. Raises PublishingError when somebody else is changing something."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600), "a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublishingError("somebody else is changing the content; try again in a moment") from None
            yield
