"""A service and a copy of the repository for one test alone, which changes what is served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.paths import ROOT
from bot.releases.home import build
from bot.releases.steps import Steps
from tests.server.service import Service


@contextmanager
def served(folder: Path) -> Iterator[Service]:
    """The whole service, ready; stopped in the end."""
    made = Service(folder)
    try:
        made.wait()
        yield made
    finally:
        made.stop()


def repository(folder: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy with its trained models, for the commands to write into and to release from."""
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(service.data))
    build(ROOT, folder / "repository")
    Steps().seed(ROOT / "models", folder / "repository")
    return folder / "repository"
