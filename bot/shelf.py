"""The releases of one installation on disk: which is chosen, which may be served, and what the processes agree on.

``<data_dir>/releases/<n>/`` is a home (``bot/paths.py``) beside its signed ``record.json``. ``chosen`` holds the number
that is wanted. ``engine.json`` is the supervisor's word to the edge, ``edge.json`` the answer, ``serving.json`` the
supervisor's word to whoever waits. Each file is written whole. Standard library only: the supervisor reads this.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.errors import ReleaseError
from bot.paths import ROOT
from bot.settings import Settings

KEPT = 5            # releases on the shelf, the served one among them
KEY = "release.key"  # in the data directory, owner-only; whoever holds it can sign
CHOSEN, RECORD = "chosen", "record.json"
ENGINE, EDGE, SERVING = "engine.json", "edge.json", "serving.json"


class Shelf:
    """The folder of releases below a data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir.resolve() / "releases"

    def numbers(self) -> list[int]:
        """Every finished release, the oldest first."""
        return sorted(int(path.parent.name) for path in self.folder.glob(f"*/{RECORD}") if path.parent.name.isdigit())

    def home(self, number: int) -> Path:
        """Where one release lies."""
        return self.folder / str(number)

    def chosen(self) -> int | None:
        """The number that is wanted in service; None where the repository's own data and models are."""
        try:
            return int((self.folder / CHOSEN).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def choose(self, number: int | None) -> None:
        """Want this release in service; a running supervisor sees it within a second."""
        write(self.folder / CHOSEN, "" if number is None else f"{number}\n")

    def record(self, number: int, key: bytes) -> dict[str, Any]:
        """The record of a release. Raises ReleaseError when it is missing, not signed by ``key``, or not this one's."""
        found = read(self.home(number) / RECORD)
        if not found:
            raise ReleaseError(f"release {number}: there is none")
        if not hmac.compare_digest(str(found.get("signature")), signature(found, key)):
            raise ReleaseError(f"release {number}: the record was not signed here, or was changed since")
        if found.get("number") != number:
            raise ReleaseError(f"release {number}: the record is that of another release")
        return found

    def fit(self, number: int, key: bytes) -> Path:
        """The home of a release that may be served. Raises ReleaseError: changed files, or made for other code."""
        found, home = self.record(number, key), self.home(number)
        if found["code"] != code_version():
            raise ReleaseError(f"release {number}: made for other code than this; make a new one")
        for name, folders in (("data", ("bot",)), ("models", ("models",))):
            if found[name] != hash_of(home, *folders):
                raise ReleaseError(f"release {number}: its {name} are not those of its record")
        return home

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes data or releases meanwhile. Raises ReleaseError where somebody does."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self.folder / "lock", os.O_CREAT | os.O_RDWR, 0o600), "w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ReleaseError("a change set is being applied, or a release made, in another terminal") from None
            yield

    def read(self, name: str) -> dict[str, Any]:
        """One of the files that the processes agree by; empty where there is none."""
        return read(self.folder / name)

    def tell(self, name: str, **content: Any) -> None:
        """Write one of them."""
        write(self.folder / name, json.dumps(content))


def unserved(settings: Settings) -> str:
    """Why no release can be put into service with these settings, in words; empty where one can."""
    if settings.engine_urls:
        return (
            "with engines of their own (SAFEGUARD_ENGINE_URLS) no release is put into service: each engine serves the "
            "data and models of its own machine"
        )
    return "a model is named (SAFEGUARD_MODEL), so that no release is put into service" if settings.model else ""


def signature(record: dict[str, Any], key: bytes) -> str:
    """HMAC-SHA256 of the record without its signature, its keys in order."""
    bare = {name: value for name, value in record.items() if name != "signature"}
    return hmac.new(key, json.dumps(bare, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def hash_of(home: Path, *folders: str) -> str:
    """One SHA-256 over every file of these folders of a home, and the files at its top, in a fixed order."""
    digest = hashlib.sha256()
    paths = [p for folder in folders for p in (home / folder).rglob("*") if p.is_file() and p.suffix != ".pyc"]
    for path in sorted([*paths, *home.glob("*.yml")]):
        digest.update(f"{path.relative_to(home)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def code_version() -> str:
    """One SHA-256 over the code: data and models of a release fit the code that they were measured with."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def read(path: Path) -> dict[str, Any]:
    """A JSON object from a file; empty where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, for its owner alone. Raises ReleaseError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise ReleaseError(f"{path.name} cannot be written: {error.strerror}") from None
