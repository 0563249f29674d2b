"""Which contacts come first: area and clock order them and hide none; an emergency always shows the same five."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest

from bot.clock import LONDON
from bot.contacts.directory import Directory
from bot.contacts.service import choose, emergency
from bot.errors import ContentError
from bot.terms import Area, Role

DIRECTORY = Directory.load()
DAY = datetime(2026, 11, 25, 11, tzinfo=LONDON)
NIGHT = datetime(2026, 11, 25, 22, tzinfo=LONDON)
SUNDAY = datetime(2026, 11, 29, 11, tzinfo=LONDON)
CHRISTMAS = datetime(2026, 12, 25, 11, tzinfo=LONDON)
CAMBS, PBORO, EDT = "cambridgeshire_social_care", "peterborough_social_care", "emergency_duty_team"
FINDER, NSPCC = "local_council_finder", "nspcc_helpline"


def ids(*wanted: str, area: Area = Area.UNKNOWN, now: datetime = DAY, role: Role = Role.PARENT) -> list[str]:
    return [contact.id for contact in choose(DIRECTORY, wanted, area, now, role)]


SOCIAL_CARE = [
    (Area.CAMBRIDGESHIRE, DAY, [CAMBS, EDT, PBORO]),
    (Area.CAMBRIDGESHIRE, NIGHT, [EDT, CAMBS, PBORO]),
    (Area.CAMBRIDGESHIRE, SUNDAY, [EDT, CAMBS, PBORO]),
    (Area.CAMBRIDGESHIRE, CHRISTMAS, [EDT, CAMBS, PBORO]),
    (Area.PETERBOROUGH, DAY, [PBORO, EDT, CAMBS]),
    (Area.PETERBOROUGH, NIGHT, [EDT, PBORO, CAMBS]),
    (Area.UNKNOWN, DAY, [CAMBS, PBORO, EDT]),
    (Area.UNKNOWN, NIGHT, [EDT, CAMBS, PBORO]),
    (Area.ELSEWHERE, DAY, [FINDER, NSPCC, CAMBS, PBORO, EDT]),
    (Area.ELSEWHERE, NIGHT, [FINDER, NSPCC, EDT, CAMBS, PBORO]),
]


@pytest.mark.parametrize(("area", "now", "order"), SOCIAL_CARE, ids=[f"{a} {n:%a %H}" for a, n, _ in SOCIAL_CARE])
def test_the_likely_social_care_number_stands_first_and_the_others_still_stand(
    area: Area, now: datetime, order: list[str],
) -> None:
    assert ids("childrens_social_care", area=area, now=now) == order


OTHER_GROUPS = [
    ("lado", Area.CAMBRIDGESHIRE, ["lado_cambridgeshire", "lado_peterborough", CAMBS, EDT, PBORO]),
    ("lado", Area.PETERBOROUGH, ["lado_peterborough", "lado_cambridgeshire", PBORO, EDT, CAMBS]),
    ("lado", Area.UNKNOWN, ["lado_cambridgeshire", "lado_peterborough", CAMBS, PBORO, EDT]),
    ("early_help", Area.CAMBRIDGESHIRE, ["early_help_cambridgeshire", "early_help_peterborough"]),
    ("early_help", Area.PETERBOROUGH, ["early_help_peterborough", "early_help_cambridgeshire"]),
    ("sexual_behaviour_service", Area.PETERBOROUGH, ["sexual_behaviour_service", PBORO, EDT, CAMBS]),
]


@pytest.mark.parametrize(("wanted", "area", "order"), OTHER_GROUPS, ids=[f"{w} {a}" for w, a, _ in OTHER_GROUPS])
def test_a_service_without_a_number_comes_with_those_who_can_pass_you_on(
    wanted: str, area: Area, order: list[str],
) -> None:
    assert ids(wanted, area=area) == order


def test_the_order_of_the_rule_is_kept_and_nothing_stands_twice() -> None:
    assert ids("police_101", "childrens_social_care", CAMBS, "police_101", "lado") == [
        "police_101", CAMBS, PBORO, EDT, "lado_cambridgeshire", "lado_peterborough",
    ]


YOUNG = [
    (("childrens_social_care",), ["childline", CAMBS, PBORO, EDT], "Childline is added"),
    (("emergency_999", "police_101"), ["emergency_999", "childline", "police_101"], "999 stays before it"),
    (("ceop", "childline"), ["childline", "ceop"], "it moves to the front"),
    (("partnership_referral_page", "posh_helpline"), ["childline"], "no adult's form for a worried child"),
    ((), [], "no contacts, no Childline"),
]


@pytest.mark.parametrize(("wanted", "order", "why"), YOUNG, ids=[why for _, _, why in YOUNG])
def test_a_young_person_meets_childline_first(wanted: tuple[str, ...], order: list[str], why: str) -> None:
    assert ids(*wanted, role=Role.YOUNG_PERSON) == order, why


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.YOUNG_PERSON])
def test_the_role_of_an_adult_changes_nothing(role: Role) -> None:
    assert ids("childrens_social_care", "stop_it_now", role=role) == [CAMBS, PBORO, EDT, "stop_it_now"]


@pytest.mark.parametrize(("area", "hours"), product(Area, range(0, 24 * 7, 5)))
def test_an_emergency_always_shows_the_same_five_with_999_first(area: Area, hours: int) -> None:
    shown = [contact.id for contact in emergency(DIRECTORY, area, DAY + timedelta(hours=hours))]
    assert (shown[0], shown[-1], len(shown)) == ("emergency_999", "childline", 5)
    assert set(shown[1:-1]) == {CAMBS, PBORO, EDT}


@pytest.mark.parametrize(("area", "now", "second"), [
    (Area.CAMBRIDGESHIRE, DAY, CAMBS), (Area.PETERBOROUGH, DAY, PBORO), (Area.UNKNOWN, DAY, CAMBS),
    (Area.CAMBRIDGESHIRE, NIGHT, EDT), (Area.PETERBOROUGH, CHRISTMAS, EDT), (Area.ELSEWHERE, SUNDAY, EDT),
])
def test_after_999_an_emergency_shows_the_likely_number(area: Area, now: datetime, second: str) -> None:
    assert emergency(DIRECTORY, area, now)[1].id == second


def test_an_emergency_years_later_still_shows_its_numbers_as_they_stand() -> None:
    assert set(emergency(DIRECTORY, Area.UNKNOWN, DAY.replace(year=2031))) <= set(DIRECTORY.all())


def test_a_lapsed_contact_is_still_shown_and_says_so() -> None:
    [shown] = choose(DIRECTORY, ["napac"], Area.UNKNOWN, DAY.replace(year=2028), Role.ADULT_SURVIVOR)
    assert shown.phone == "0808 801 0331"
    assert (shown.note or "").startswith("We last checked this in November 2026.")


def test_the_day_on_which_a_contact_lapses_is_that_of_cambridgeshire() -> None:
    last_minute = datetime(2027, 5, 23, 23, 59, tzinfo=LONDON)
    before, after = (
        choose(DIRECTORY, ["napac"], Area.UNKNOWN, now, Role.PARENT)[0].note or ""
        for now in (last_minute, last_minute + timedelta(minutes=2))
    )
    assert ("We last checked" in before, "We last checked" in after) == (False, True)


@pytest.mark.parametrize("wanted", [["childline"], ["childrens_social_care"], []])
def test_a_time_without_a_zone_is_refused(wanted: list[str]) -> None:
    naive = DAY.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        choose(DIRECTORY, wanted, Area.UNKNOWN, naive, Role.PARENT)
    with pytest.raises(ValueError, match="zone"):
        emergency(DIRECTORY, Area.UNKNOWN, naive)


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(ContentError, match="dial_a_friend"):
        ids("childline", "dial_a_friend")
