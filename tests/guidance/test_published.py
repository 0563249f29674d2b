"""Published texts stand for the project's own, each only as it was approved; a turn keeps the shelf it began with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.guidance import articles, published, shelf
from bot.guidance.published import Edition
from bot.paths import GUIDANCE

LEAD = "Workers should talk to you openly. They should ask before they seek help for your family."
BASE = published.fingerprint((GUIDANCE / "consent.yml").read_bytes())


def publish(data: Path, lead: str, name: str = "consent.yml") -> Edition:
    text = (GUIDANCE / "consent.yml").read_bytes().replace(LEAD.encode(), lead.encode())
    edition = Edition(published.fingerprint(text), BASE, 1.0)
    path = published.kept(data, edition.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    pointer = data / published.FOLDER / published.POINTER
    pointer.write_text(published.written({**published.editions(data), name: edition}), encoding="utf-8")
    return edition


def lead(library: articles.Library) -> str:
    return library.articles["parental_consent"].lead["parent"]


def test_without_anything_published_the_projects_own_texts_are_served(tmp_path: Path) -> None:
    assert published.library(tmp_path).version == articles.load().version
    assert published.stamp(tmp_path) is None


def test_a_published_text_stands_for_its_file_and_makes_another_version(tmp_path: Path) -> None:
    publish(tmp_path, "Ask first.")
    library = published.library(tmp_path)
    assert lead(library).startswith("Ask first.")
    assert library.version != articles.load().version
    assert library.articles.keys() == articles.load().articles.keys()


def test_each_publication_is_seen_by_a_look_at_one_file(tmp_path: Path) -> None:
    publish(tmp_path, "Ask first.")
    before = published.stamp(tmp_path)
    publish(tmp_path, "Ask them first.")
    assert published.stamp(tmp_path) != before


def test_a_text_that_is_not_the_approved_one_is_not_served_and_the_others_are(tmp_path: Path) -> None:
    edition = publish(tmp_path, "Ask first.")
    published.kept(tmp_path, edition.sha256).write_text("topic: consent\n", encoding="utf-8")
    assert published.over(tmp_path) == {}
    (told,) = published.altered(tmp_path)
    assert told.startswith("consent.yml: the published text is missing")
    published.kept(tmp_path, edition.sha256).unlink()
    assert published.library(tmp_path).version == articles.load().version
    publish(tmp_path, "Ask them first.")
    publish(tmp_path, "Ask them first.", name="gone.yml")
    assert list(published.over(tmp_path)) == ["consent.yml"]


@pytest.mark.parametrize("content", ["{", "[]", '{"consent.yml": {"sha256": "x"}}', '{"consent.yml": 1}'])
def test_a_pointer_that_cannot_be_read_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / published.FOLDER).mkdir()
    (tmp_path / published.FOLDER / published.POINTER).write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be read"):
        published.library(tmp_path)


@pytest.fixture
def _own_shelf() -> Iterator[None]:
    before = list(shelf._standing)
    yield
    shelf._standing[:] = before


@pytest.mark.usefixtures("_own_shelf")
async def test_a_turn_keeps_the_shelf_it_began_with_and_the_next_has_the_new_one(tmp_path: Path) -> None:
    publish(tmp_path, "Ask first.")
    old, new = shelf.Shelf(articles.load()), shelf.Shelf(published.library(tmp_path))
    shelf.put(old)
    goes_on = asyncio.Event()

    async def turn() -> list[str]:
        with shelf.one_for_this_turn():
            first = lead(shelf.shared_library())
            await goes_on.wait()
            return [first, lead(shelf.shared_library())]

    under_way = asyncio.create_task(turn())
    await asyncio.sleep(0)
    shelf.put(new)
    assert lead(shelf.shared_library()).startswith("Ask first.")
    goes_on.set()
    assert [text.startswith(LEAD) for text in await under_way] == [True, True]
    assert all(text.startswith("Ask first.") for text in await turn())
