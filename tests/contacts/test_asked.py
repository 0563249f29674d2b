"""Whose number is asked for, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.contacts.asked import asked_for
from bot.contacts.directory import Directory
from bot.terms import Route


@pytest.mark.parametrize(("words", "first", "route"), [
    ("do you have the number of a survivors line please", "napac", Route.SUPPORT_SERVICE),
    ("Ward sister, Hinchingbrooke. Social care number please", "childrens_social_care", Route.CHILDRENS_SOCIAL_CARE),
    ("who is the LADO", "lado", Route.LADO),
    ("childline number", "childline", Route.SUPPORT_SERVICE),
    ("how do I contact the LADO", "lado", Route.LADO),
    ("edt no. for tonight?", "emergency_duty_team", Route.CHILDRENS_SOCIAL_CARE),
    ("what’s the number for the police when it isn’t 999", "police_101", Route.POLICE),
    ("phone number of the elms pls", "elms_sarc", Route.HEALTH),
])
def test_the_number_that_is_asked_for_comes_first(words: str, first: str, route: Route) -> None:
    asked = asked_for(words)
    assert asked is not None
    assert (asked.contacts[0], asked.route) == (first, route)


@pytest.mark.parametrize("words", [
    "i rang the childline number and it was engaged",
    "his number is on her phone and the police have it",
    "give me the number of one of those hunter groups, police are no use",
    "what is the number of bedrooms we should have",
    "my social worker changed her phone",
    "she told social care, they took his number and she has not slept since, and now her dad says he will phone them "
    "every day until they tell him what she said about the lodger",
])
def test_what_tells_of_a_number_asks_for_none(words: str) -> None:
    assert asked_for(words) is None


def test_every_number_that_may_be_asked_for_is_in_the_directory() -> None:
    directory = Directory.load()
    asked = asked_for("childline number")
    assert asked is not None
    assert all(directory.known(id) for id in asked.contacts)
