"""A data directory, a file of guidance to change, and a stand-in for the scrubber that knows one name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import LONDON
from bot.paths import GUIDANCE
from bot.publishing.store import Store
from bot.scrubbed import Scrubbed

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=LONDON)
LEAD = "Workers should talk to you openly. They should ask before they seek help for your family."
Edited = Callable[..., Path]


def scrub(text: str) -> Scrubbed:
    return Scrubbed(text, ("PERSON",) if "Sarah Jones" in text else ("PLACE",) if "Ely" in text else ())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "var")


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Writes the project's file on consent with some words replaced, and returns its path."""

    def write(*changes: tuple[str, str], topic: str = "consent") -> Path:
        text = (GUIDANCE / f"{topic}.yml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "edited.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
