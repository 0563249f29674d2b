"""A preview is drawn by the code of the channels themselves, for every reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import PublishingError
from bot.guidance import articles
from bot.publishing import proposals, showing
from bot.publishing.preview import CHANNELS, Previews
from bot.publishing.store import Store
from bot.settings import Settings
from bot.terms import Role
from tests.publishing.conftest import LEAD, NOON, Edited, scrub

LIBRARY = articles.load()
PREVIEWS = Previews(Settings())
NEW = "Workers should ask you first."


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_reader_sees_their_own_words_in_every_channel(channel: str) -> None:
    article = LIBRARY.articles["parental_consent"]
    for role in (Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON):
        shown = PREVIEWS.of(article, role, channel, NOON, LIBRARY.version)
        assert article.lead[str(role)].split(". ")[0] in shown.content
        if channel != "web":  # the page has Childline's number above every answer
            assert ("0800 1111" in shown.content) is (role is Role.YOUNG_PERSON)
        assert shown.file.startswith(f"parental_consent.{role}.{channel}.")


def test_text_holds_every_fact_also_those_kept_for_questions() -> None:
    article = LIBRARY.articles["parental_consent"]
    text = PREVIEWS.of(article, Role.PROFESSIONAL, "text", NOON, LIBRARY.version).content
    assert [p.say for p in article.points_for(Role.PROFESSIONAL) if p.say not in text] == []


def test_a_page_needs_nothing_beside_it_and_cards_are_those_that_teams_gets() -> None:
    article = LIBRARY.articles["parental_consent"]
    page = PREVIEWS.of(article, Role.PARENT, "web", NOON, LIBRARY.version).content
    assert "<style>" in page
    assert 'rel="stylesheet"' not in page
    cards = json.loads(PREVIEWS.of(article, Role.PARENT, "teams", NOON, LIBRARY.version).content)
    assert cards[0]["attachments"][0]["content"]["type"] == "AdaptiveCard"


def test_a_proposal_is_previewed_beside_what_stands(store: Store, edited: Edited, tmp_path: Path) -> None:
    found, _ = proposals.propose(store, edited((LEAD, NEW)), NOON, "Anna", scrub)
    new = "\n".join(showing.previews(Settings(), store, found.id, [Role.PARENT], ["text"], None, NOON))
    now = "\n".join(showing.previews(Settings(), store, "consent", [Role.PARENT], ["text"], None, NOON))
    assert NEW in new
    assert LEAD in now
    files = list(showing.previews(Settings(), store, found.id, [Role.PARENT], None, tmp_path / "see", NOON))
    assert len(files) == 2 * len(CHANNELS)
    assert all(Path(file).stat().st_size > 100 for file in files)
    assert any(line.startswith("+") and NEW in line for line in showing.difference(store, found))


def test_a_card_on_the_screen_is_refused(store: Store) -> None:
    with pytest.raises(PublishingError, match="--to"):
        list(showing.previews(Settings(), store, "consent", [Role.PARENT], ["teams"], None, NOON))
