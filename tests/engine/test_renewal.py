"""The engine takes up what is published while it runs, and writes down what is shown from when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import LONDON
from bot.engine.content import Content
from bot.guidance import articles, published, shelf
from bot.records.shown import Shown
from tests.guidance.test_published import LEAD, lead, publish

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=LONDON)


class Counted:
    """Stands for the index: what it was made of, in order."""

    made: list[str] = []

    def __init__(self, library: articles.Library, encoder: Any) -> None:
        self.made.append(library.version)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Content]:
    before = list(shelf._standing)
    monkeypatch.setattr(shelf, "Index", Counted)
    monkeypatch.setattr(shelf, "shared", lambda: None)
    monkeypatch.setattr(Counted, "made", [])
    found = Content(tmp_path)
    found.first()
    yield found
    shelf._standing[:] = before


def texts(data: Path, day: date) -> list[str]:
    shown = Shown(data / published.FOLDER)
    return [shown.texts(one.digest)["consent"]["parental_consent"]["parent"] for one in shown.on(day)]


def test_what_is_published_is_served_without_a_restart(content: Content, tmp_path: Path) -> None:
    assert not content.renew(NOON)
    assert lead(shelf.shared_library()).startswith(LEAD)
    publish(tmp_path, "Ask first.")
    assert content.renew(NOON + timedelta(seconds=5))
    assert lead(shelf.shared_library()).startswith("Ask first.")
    assert not content.renew(NOON + timedelta(seconds=10))
    assert Counted.made == [shelf.shared_library().version], "the index was made before the shelf was changed"


def test_a_start_serves_what_is_published(content: Content, tmp_path: Path) -> None:
    publish(tmp_path, "Ask first.")
    Content(tmp_path).first()
    assert lead(shelf.shared_library()).startswith("Ask first.")


def test_what_cannot_be_read_changes_nothing_and_a_start_falls_back_on_the_projects_own(
    content: Content, tmp_path: Path
) -> None:
    publish(tmp_path, "Ask first.")
    content.renew(NOON)
    (tmp_path / published.FOLDER / published.POINTER).write_text("{", encoding="utf-8")
    assert not content.renew(NOON)
    assert lead(shelf.shared_library()).startswith("Ask first.")
    Content(tmp_path).first()
    assert lead(shelf.shared_library()).startswith(LEAD)


def test_the_exact_text_of_any_day_comes_back(content: Content, tmp_path: Path) -> None:
    content.renew(NOON)
    publish(tmp_path, "Ask first.")
    content.renew(NOON + timedelta(hours=2))
    content.renew(NOON + timedelta(days=1))
    first, second = texts(tmp_path, NOON.date())
    assert first.startswith(LEAD)
    assert second.startswith("Ask first.")
    assert [text.startswith("Ask first.") for text in texts(tmp_path, date(2026, 12, 3))] == [True]
    assert texts(tmp_path, date(2026, 11, 30)) == []


def test_a_check_that_lapses_overnight_is_another_text(content: Content, tmp_path: Path) -> None:
    last = datetime(2027, 5, 23, 12, 0, tzinfo=LONDON)
    content.renew(last)
    content.renew(last + timedelta(days=1))
    before, after = texts(tmp_path, date(2027, 5, 24))
    assert "last checked" not in before
    assert "I last checked this in November 2026" in after
    assert after.split("\n")[0] == before.split("\n")[0], "the answer itself stays"
