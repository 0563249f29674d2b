"""From a proposal to what is served: a second person, the very text that was approved, and every text kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import ContentError, PublishingError
from bot.guidance import articles, published
from bot.paths import GUIDANCE
from bot.publishing import proposals, publish
from bot.publishing.proposals import Proposal
from bot.publishing.store import Store
from bot.shelf import Shelf
from tests.publishing.conftest import LEAD, NOON, Edited, scrub

NEW = "Workers should ask you first."
OTHER = "Workers should always ask you first."


def proposed(store: Store, file: Path, who: str = "Anna/office") -> Proposal:
    return proposals.propose(store, file, NOON, who, scrub)[0]


def live(store: Store, edited: Edited, text: str) -> None:
    found = proposed(store, edited((LEAD, text)))
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    publish.publish(store, found.id, NOON, "Anna", scrub)


def lead(store: Store) -> str:
    return published.library(store.data).articles["parental_consent"].lead["parent"]


def test_an_approved_text_is_served_as_a_new_content_version(store: Store, edited: Edited) -> None:
    before = articles.load().version
    found = proposed(store, edited((LEAD, NEW)))
    assert published.library(store.data).version == before, "a proposal changes nothing"
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    assert published.library(store.data).version == before, "an approval changes nothing"
    entry, _ = publish.publish(store, found.id, NOON, "Carol", scrub)
    library = published.library(store.data)
    assert library.version == entry.version != before
    assert lead(store).startswith(NEW)
    assert library.articles["fgm_definition" if "fgm_definition" in library.articles else "cse_definition"]
    assert [(one.proposed_by, one.approved_by, one.published_by) for one in store.history()] == [
        ("Anna/office", "Bob", "Carol"),
    ]
    assert proposals.read(store, found.id).state == proposals.PUBLISHED


def test_every_text_is_kept_also_the_one_that_stood_before(store: Store, edited: Edited) -> None:
    live(store, edited, NEW)
    live_again = edited((LEAD, OTHER))
    found = proposed(store, live_again)
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    publish.publish(store, found.id, NOON, "Bob", scrub)
    kept = {path.read_bytes() for path in (store.folder / "kept").iterdir()}
    assert (GUIDANCE / "consent.yml").read_bytes() in kept
    assert len(kept) == 3
    assert lead(store).startswith(OTHER)


def test_an_earlier_text_comes_back_by_the_same_way(store: Store, edited: Edited) -> None:
    before = articles.load().version
    live(store, edited, NEW)
    found = proposed(store, GUIDANCE / "consent.yml")
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    entry, _ = publish.publish(store, found.id, NOON, "Bob", scrub)
    assert entry.version == before


@pytest.mark.parametrize("who", ["Anna/office", "anna", " A N N A /elsewhere"])
def test_nobody_approves_their_own_proposal(store: Store, edited: Edited, who: str) -> None:
    found = proposed(store, edited((LEAD, NEW)))
    with pytest.raises(PublishingError, match="a second person approves"):
        proposals.approve(store, found.id, NOON, who, scrub)
    with pytest.raises(PublishingError, match="is open, not approved"):
        publish.publish(store, found.id, NOON, who, scrub)


def test_an_approval_that_was_written_in_by_hand_is_not_enough(store: Store, edited: Edited) -> None:
    found = proposed(store, edited((LEAD, NEW)))
    forged = replace(found, state=proposals.APPROVED, approved_by="Anna")
    proposals._write(store, forged)
    with pytest.raises(PublishingError, match="second person"):
        publish.publish(store, found.id, NOON, "Bob", scrub)


def test_a_text_that_is_altered_after_the_approval_is_not_published(store: Store, edited: Edited) -> None:
    found = proposed(store, edited((LEAD, NEW)))
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    text = proposals.text_of(store, found)
    text.write_text(text.read_text(encoding="utf-8").replace(NEW, "Do as you like."), encoding="utf-8")
    with pytest.raises(PublishingError, match="was altered"):
        publish.publish(store, found.id, NOON, "Bob", scrub)
    assert lead(store).startswith(LEAD)


def test_of_two_proposals_from_one_text_the_second_must_be_made_anew(store: Store, edited: Edited) -> None:
    late = proposed(store, edited((LEAD, OTHER)))
    proposals.approve(store, late.id, NOON, "Bob", scrub)
    live(store, edited, NEW)
    with pytest.raises(PublishingError, match="has changed since"):
        publish.publish(store, late.id, NOON, "Bob", scrub)
    assert lead(store).startswith(NEW)


def test_what_has_lapsed_since_it_was_proposed_is_not_published(store: Store, edited: Edited) -> None:
    found = proposed(store, edited((LEAD, NEW)))
    with pytest.raises(ContentError, match="over already"):
        proposals.approve(store, found.id, NOON + timedelta(days=200), "Bob", scrub)


def test_a_dropped_proposal_goes_no_further(store: Store, edited: Edited) -> None:
    found = proposed(store, edited((LEAD, NEW)))
    proposals.drop(store, found.id)
    with pytest.raises(PublishingError, match="is dropped"):
        proposals.approve(store, found.id, NOON, "Bob", scrub)
    assert proposed(store, edited((LEAD, NEW))).state == "open", "it may be proposed again"


def test_the_same_text_is_not_proposed_twice(store: Store, edited: Edited) -> None:
    proposed(store, edited((LEAD, NEW)))
    with pytest.raises(PublishingError, match="already"):
        proposed(store, edited((LEAD, NEW)))


@pytest.mark.parametrize("id", ["../../etc", "nothing-12345678", ""])
def test_a_proposal_that_is_not_there_is_said(store: Store, id: str) -> None:
    with pytest.raises(PublishingError):
        proposals.read(store, id)


def test_one_change_at_a_time(store: Store) -> None:
    with store.locked(), pytest.raises(PublishingError, match="somebody else"), store.locked():
        raise AssertionError


def test_a_file_of_the_project_that_changed_under_a_published_text_is_told(
    store: Store, edited: Edited, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live(store, edited, NEW)
    assert publish.overtaken(store) == []
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "consent.yml").write_text("topic: consent\n", encoding="utf-8")
    monkeypatch.setattr(publish, "GUIDANCE", tmp_path / "guidance")
    assert publish.overtaken(store) == ["consent"]


def test_what_the_chosen_release_has_no_file_for_is_not_published(store: Store, edited: Edited) -> None:
    """Published texts lie over those of the release that is served; of a topic that it lacks nobody would see one."""
    found = proposed(store, edited((LEAD, NEW)))
    proposals.approve(store, found.id, NOON, "Bob", scrub)
    shelf = Shelf(store.data)
    shelf.choose(2)
    with pytest.raises(PublishingError, match=r"release 2 is chosen and has no consent\.yml"):
        publish.publish(store, found.id, NOON, "Bob", scrub)
    assert lead(store).startswith(LEAD)
    file = shelf.home(2) / "bot" / "data" / "guidance" / "consent.yml"
    file.parent.mkdir(parents=True)
    file.write_text("of the release\n", encoding="utf-8")
    publish.publish(store, found.id, NOON, "Bob", scrub)
    assert lead(store).startswith(NEW)
