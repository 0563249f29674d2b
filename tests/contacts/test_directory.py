"""The directory of contacts: what stands in it, what may never stand in it, and how a stale row is served."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.paths import DATA

DIRECTORY = Directory.load()
TEXT = (DATA / "contacts.yml").read_text(encoding="utf-8")

NUMBERS = {
    "emergency_999": "999", "police_101": "101", "cambridgeshire_social_care": "0345 045 5203",
    "peterborough_social_care": "01733 864180", "emergency_duty_team": "01733 234724", "childline": "0800 1111",
    "nspcc_helpline": "0808 800 5000", "nspcc_whistleblowing": "0800 028 0285", "stop_it_now": "0808 1000 900",
    "posh_helpline": "0344 381 4772", "revenge_porn_helpline": "0345 6000 459", "samaritans": "116 123",
    "nhs_111": "111", "papyrus": "0800 068 4141", "napac": "0808 801 0331", "survivors_trust": "08088 010 818",
    "rape_crisis": "0808 500 2222", "victim_support": "0808 168 9111", "domestic_abuse_helpline": "0808 2000 247",
    "karma_nirvana": "0800 5999 247", "crimestoppers": "0800 555 111", "family_lives": "0808 800 2222",
    "young_minds_parents": "0808 802 5544",
}
PAGES = (
    "parents_protect", "ceop", "iwf", "report_remove", "elms_sarc", "nhs_sarc_finder", "caprcp",
    "lado_cambridgeshire", "lado_peterborough", "early_help_cambridgeshire", "early_help_peterborough",
    "sexual_behaviour_service", "local_council_finder", "partnership_referral_page", "mosac", "marie_collins",
)
NEVER_PRINTED = {
    "obsolete line of Cambridgeshire": "03450451362", "older line of Peterborough": "01733864170",
    "closed referral centre": "08450896262", "misprint of Rape Crisis": "08005002222",
    "replaced Rape Crisis line": "08088029999", "old text line of the NSPCC": "88858",
    "FGM line not checked since 2013": "08000283550", "Men's Advice Line, weak source": "08088010327",
}


@pytest.mark.parametrize(("id", "phone"), NUMBERS.items())
def test_the_number_is_the_one_that_was_checked(id: str, phone: str) -> None:
    assert DIRECTORY.get(id).phone == phone


@pytest.mark.parametrize("id", PAGES)
def test_a_service_without_a_checked_number_shows_its_page(id: str) -> None:
    contact = DIRECTORY.get(id)
    assert contact.phone is None
    assert contact.url


def test_shout_is_reached_by_text() -> None:
    assert (DIRECTORY.get("shout").phone, DIRECTORY.get("shout").sms) == (None, "85258")


def test_the_directory_holds_nothing_beyond_these() -> None:
    assert {contact.id for contact in DIRECTORY.all()} == {*NUMBERS, *PAGES, "shout"}
    assert set(DIRECTORY.groups) == {"childrens_social_care", "lado", "early_help"}


def test_digits_hold_every_number_and_nothing_else() -> None:
    assert DIRECTORY.digits() == {phone.replace(" ", "") for phone in NUMBERS.values()} | {"85258"}


@pytest.mark.parametrize(("why", "number"), NEVER_PRINTED.items(), ids=list(NEVER_PRINTED))
def test_a_number_that_must_never_be_printed_stands_nowhere_in_the_file(why: str, number: str) -> None:
    assert number not in re.sub(r"[ \-]", "", TEXT), why


def test_no_note_speaks_of_opening_hours() -> None:
    hours = re.compile(r"\b(?:24/7|24 hours|open|closed|\d{1,2}(?:am|pm)|mon|monday|friday)\b", re.IGNORECASE)
    assert [c.id for c in DIRECTORY.all() if hours.search(f"{c.name} {c.note}")] == []


@pytest.mark.parametrize("contact", DIRECTORY.all(), ids=lambda c: c.id)
def test_a_number_seen_only_once_carries_a_caution(contact) -> None:  # type: ignore[no-untyped-def]
    assert ("Check before you rely on this." in (contact.note or "")) == (contact.grade == "M")


def test_only_the_five_contacts_of_an_emergency_never_lapse() -> None:
    assert {c.id for c in DIRECTORY.all() if c.never_lapses} == {
        "emergency_999", "cambridgeshire_social_care", "peterborough_social_care", "emergency_duty_team", "childline",
    }


def test_the_owner_must_confirm_each_local_service_without_a_number() -> None:
    assert {c.id for c in DIRECTORY.all() if c.owner_must_confirm and not c.phone and not c.sms} == {
        "lado_cambridgeshire", "lado_peterborough", "early_help_cambridgeshire", "early_help_peterborough", "elms_sarc",
        "caprcp", "sexual_behaviour_service", "mosac", "marie_collins",
    }


def test_the_owner_must_confirm_whatever_has_no_page_as_its_source() -> None:
    assert [c.id for c in DIRECTORY.all() if not c.source_url and not c.owner_must_confirm] == []


LAPSES = DIRECTORY.get("samaritans").lapses


@pytest.mark.parametrize(("day", "warned"), [
    (LAPSES.replace(day=LAPSES.day - 1), False), (LAPSES, False), (LAPSES.replace(day=LAPSES.day + 1), True),
])
def test_a_contact_warns_from_the_day_after_it_lapses(day: date, warned: bool) -> None:
    note = DIRECTORY.served("samaritans", day).note or ""
    assert note.startswith("We last checked this in November 2026. If it does not work, ring") == warned
    assert note.endswith(DIRECTORY.get("samaritans").note or "")


def test_999_is_served_as_it_stands_however_late() -> None:
    assert DIRECTORY.served("emergency_999", date(2040, 1, 1)) == DIRECTORY.get("emergency_999")


@pytest.mark.parametrize(("id", "known"), [("childline", True), ("lado", True), ("dial_a_friend", False)])
def test_a_known_id_is_a_contact_or_a_group(id: str, known: bool) -> None:
    assert DIRECTORY.known(id) is known


@pytest.mark.parametrize("id", ["lado", "dial_a_friend", ""])
def test_what_is_not_a_contact_is_refused(id: str) -> None:
    with pytest.raises(ContentError, match="no contact"):
        DIRECTORY.get(id)


BROKEN = {
    "an unknown member": ("[lado_cambridgeshire, lado_peterborough]", "[lado_cambridgeshire, lado_ely]", "lado_ely"),
    "an id written twice": ("{id: childline,", "{id: samaritans,", "samaritans: written twice"),
    "a number with letters": ('phone: "0800 1111"', 'phone: "0800 CHILD"', "0800 CHILD"),
    "no way to reach it": ('phone: "0800 068 4141"', "phone: null", "contacts"),
    "a number that was never graded": ("audience: young_person, grade: H", "audience: young_person, grade: K", "'K'"),
    "a group that does not exist": ("through: childrens_social_care", "through: nowhere", "nowhere"),
    "a lapse before the check": ('lapses: "2027-05-23"', 'lapses: "2026-05-23"', "lapses before"),
    "an unknown field": ("never_lapses: true", "never_lapse: true", "never_lapse"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    broken = tmp_path / "contacts.yml"
    broken.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(said)):
        Directory.load(broken)


@pytest.mark.parametrize("contact", DIRECTORY.all(), ids=lambda c: c.id)
def test_the_wording_is_plain(contact) -> None:  # type: ignore[no-untyped-def]
    assert "!" not in f"{contact.name}{contact.note}"
    assert len(contact.note or "") <= 200
    assert contact.source_title
