"""What may not be published, each with its reason; and what looks alike and may."""

from __future__ import annotations

import pytest

from bot.errors import ContentError, PublishingError
from bot.paths import GUIDANCE
from bot.publishing import proposals
from bot.publishing.store import Store
from tests.publishing.conftest import LEAD, NOON, Edited, scrub

STRATEGY = '{source: strategy, section: "Parental Consent"}'
RELATED = "related: [consent_meanings, information_sharing, early_help_assessment]"
CHECKED = f'{RELATED}\n    checked: "2026-11-23"\n    lapses: "2027-05-23"'
# Working Together 2018 says it and the strategy quotes it, so it may stand here.
QUOTED = "Sexual abuse involves forcing or enticing a child or young person to take part in sexual activities"
HARD = (
    "Practitioners necessitate proportionate multidisciplinary consideration notwithstanding parental unavailability, "
    "contemporaneously documenting organisational decision-making."
)


@pytest.mark.parametrize(("old", "new", "reason"), [
    (LEAD, "Ring the team on 01223 999 888.", "a telephone number belongs in contacts.yml"),
    (LEAD, "Ring the team on 0345 045 5203.", "a telephone number belongs in contacts.yml"),
    (LEAD, "Ask Sarah Jones before anything else.", "looks like personal data (PERSON)"),
    ("should i talk to the parents first", "does Sarah Jones know first", "asks: looks like personal data"),
    (LEAD, "Write to help@council.example first.", "an e-mail address"),
    (LEAD, "We promise to keep this secret.", "says what is never said"),
    (LEAD, f"{QUOTED}.", "12 words in a row stand in the strategy"),
    (LEAD, "Ask first!", "an exclamation mark"),
    (LEAD, HARD, "too hard for parent"),
    (STRATEGY, '{source: strategy, section: "A Heading Nobody Wrote"}', "the strategy has no heading"),
    ('section: "Early help assessment"', 'section: "A Heading Nobody Wrote"', "the strategy has no heading"),
    (STRATEGY, '{source: law, section: "Some Act 2026"}', "needs title, url and checked"),
    (STRATEGY, '{source: law, section: "Act", title: "The Act", url: "act", checked: "2026-11-23"}',
     "no address of a page"),
    (STRATEGY, '{source: law, section: "Act", title: "The Act", url: "https://a.example", checked: "2027-11-23"}',
     "still to come"),
    (STRATEGY, '{source: hearsay, section: "Parental Consent"}', "'hearsay' is not one of"),
    (CHECKED, f'{RELATED}\n    lapses: "2027-05-23"', "'checked' is a required property"),
    (CHECKED, f'{RELATED}\n    checked: "2026-11-23"', "'lapses' is a required property"),
    (CHECKED, f'{RELATED}\n    checked: "2027-01-01"\n    lapses: "2027-05-23"', "still to come"),
    (CHECKED, f'{RELATED}\n    checked: "2026-11-23"\n    lapses: "2036-11-23"', "12 months at most"),
    (CHECKED, f'{RELATED}\n    checked: "2026-05-01"\n    lapses: "2026-11-30"', "over already"),
    (CHECKED, f'{RELATED}\n    checked: "2026-02-31"\n    lapses: "2027-05-23"', "days of the calendar"),
    ("contacts: [childrens_social_care]", "contacts: [a_friend_of_mine]", "no contact 'a_friend_of_mine'"),
    ("related: [consent_meanings,", "related: [nothing_of_the_kind,", "related article nothing_of_the_kind"),
    ("id: parental_consent", "id: parents_and_consent", "a new article needs examples and training"),
    ("id: parental_consent", "id: parents_and_consent", "an article cannot go"),
    (LEAD, "FILL IN: what to say", "to be filled in: what to say"),
    (LEAD, "Ask. " * 61, "is too long"),
    ("topic: consent", "topic: concent", "no such topic"),
    ("topic: consent", "topic: [", "edited.yml"),
    ("topic: consent", "", "begins with topic:"),
])
def test_a_fault_is_refused_with_its_reason_and_nothing_is_kept(
    store: Store, edited: Edited, old: str, new: str, reason: str
) -> None:
    with pytest.raises(ContentError) as refused:
        proposals.propose(store, edited((old, new)), NOON, "Anna", scrub)
    assert reason in str(refused.value)
    assert not (store.folder / "proposals").exists()


def test_every_fault_is_told_at_once(store: Store, edited: Edited) -> None:
    with pytest.raises(ContentError) as refused:
        proposals.propose(store, edited((LEAD, "Ring 01223 999 888!"), (STRATEGY, '{source: strategy, section: "No"}')),
                          NOON, "Anna", scrub)
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize("new", [
    "Ring 999 if a child is in danger now.", "Ask first, then ring the team.", "The team sits in Ely.",
    "In 2026 the law changed. Ask first.", "The age of consent is 16, and under 13s cannot consent.",
])
def test_what_looks_alike_may_stand(store: Store, edited: Edited, new: str) -> None:
    found, checked = proposals.propose(store, edited((LEAD, new)), NOON, "Anna", scrub)
    assert (found.topic, found.state, found.proposed_by) == ("consent", "open", "Anna")
    assert not checked.asks_changed
    assert checked.grades["parental_consent parent"] < 12


def test_a_word_that_is_no_name_is_named_by_the_proposer_and_seen_by_the_approver(store: Store, edited: Edited) -> None:
    file = edited((LEAD, "The Sarah Jones review of 2026 says so."))
    found, _ = proposals.propose(store, file, NOON, "Anna", scrub, ("Sarah Jones",))
    assert proposals.read(store, found.id).no_names == ("Sarah Jones",)


def test_what_stands_already_is_not_read_for_names_again(store: Store, edited: Edited) -> None:
    asked: list[str] = []

    def counting(text: str) -> object:
        asked.append(text)
        return scrub(text)

    proposals.propose(store, edited((LEAD, "Ask first, always.")), NOON, "Anna", counting)  # type: ignore[arg-type]
    assert [text for text in asked if text] == ["Ask first, always. If asking could put a child at risk, they can "
                                                "contact social care and not ask you first."]


def test_the_text_that_stands_is_no_proposal(store: Store) -> None:
    with pytest.raises(PublishingError, match="nothing has changed"):
        proposals.propose(store, GUIDANCE / "consent.yml", NOON, "Anna", scrub)


def test_other_ways_of_asking_are_said_to_need_training(store: Store, edited: Edited) -> None:
    file = edited(("should i talk to the parents first", "must i speak with mum and dad before"))
    assert proposals.propose(store, file, NOON, "Anna", scrub)[1].asks_changed
