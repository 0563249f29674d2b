"""What was shown and from when: the exact texts of every version of the content, kept below the data directory.

Each set of texts is kept once, packed, under its hash. ``shown.jsonl`` has a line for every moment from which another
set was shown: a version was published, the project was updated, or a check lapsed overnight. No words of people.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import LONDON
from bot.errors import StoreError

LINES, TEXTS = "shown.jsonl", "shown"


@dataclass(frozen=True)
class Since:
    """From ``at`` (seconds since 1970) on, the texts under ``digest`` were shown; ``version`` names the content."""

    at: float
    version: str
    digest: str


class Shown:
    """The ledger in one folder; every failure is a StoreError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, texts: Any, version: str, now: datetime) -> bool:
        """Write down what is shown from now on; False when it is the same as before."""
        packed = json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()
        digest = hashlib.sha256(packed).hexdigest()
        before = self.all()
        if before and before[-1].digest == digest:
            return False
        path = self._folder / TEXTS / f"{digest}.json.gz"
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                new = path.with_suffix(f".{os.getpid()}")
                new.write_bytes(gzip.compress(packed, mtime=0))
                new.replace(path)
            with (self._folder / LINES).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(Since(now.timestamp(), version, digest))) + "\n")
        except OSError as error:
            raise StoreError(f"what is shown could not be written down: {error.strerror}") from None
        return True

    def all(self) -> list[Since]:
        """Every line, oldest first; one that a crash cut off is left out."""
        try:
            lines = (self._folder / LINES).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"what was shown cannot be read: {error.strerror}") from None
        found = []
        for line in lines:
            try:
                found.append(Since(**json.loads(line)))
            except (ValueError, TypeError):
                continue
        return found

    def on(self, day: date) -> list[Since]:
        """What was shown at some time of that day, oldest first: what stood at its beginning, and what came in it."""
        start = datetime(day.year, day.month, day.day, tzinfo=LONDON)
        end = (start + timedelta(days=1)).timestamp()
        before = [one for one in self.all() if one.at <= start.timestamp()]
        return [*before[-1:], *(one for one in self.all() if start.timestamp() < one.at < end)]

    def texts(self, digest: str) -> Any:
        """One set of texts, as it was noted; refused when it was altered."""
        try:
            packed = gzip.decompress((self._folder / TEXTS / f"{digest}.json.gz").read_bytes())
        except (OSError, EOFError):
            raise StoreError(f"the texts {digest[:12]} are missing") from None
        if hashlib.sha256(packed).hexdigest() != digest:
            raise StoreError(f"the texts {digest[:12]} were altered")
        return json.loads(packed)
