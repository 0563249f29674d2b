"""The emergency of somebody grown up who is not safe and names no child: their own life, and Samaritans."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.replies.emergency import escalation, group_of
from bot.replies.reply import Reply
from bot.replies.words import words
from bot.terms import Area, Kind, Role, Route

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
WRITER = "writer_not_safe"
SAMARITANS = "samaritans"


def reply(*dangers: str, role: Role = Role.ADULT_SURVIVOR, follow: str | None = None) -> Reply:
    return escalation(dangers, role, Area.UNKNOWN, NOON, follow)


def contacts(answer: Reply) -> list[str]:
    return [contact.id for contact in answer.contacts]


@pytest.mark.parametrize(("dangers", "group"), [
    ((WRITER,), "writer"), ((WRITER, "weapon"), "writer"), (("weapon", WRITER), "trapped"), ((), "default"),
    ((WRITER, "overdose"), "medical"), (("suicidal_writer",), "suicide"), (("about_to_hurt_others",), "own_actions"),
    (("bare_call",), "default"), (("about_to_hurt_others", "suicidal_writer"), "own_actions"),
])
def test_the_words_are_those_of_the_danger_named_first_and_care_before_all(
    dangers: tuple[str, ...], group: str
) -> None:
    assert group_of(dangers) == group


@pytest.mark.parametrize("role", [Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF, Role.PARENT, Role.UNKNOWN])
def test_somebody_grown_up_hears_that_their_life_matters(role: Role) -> None:
    answer = reply(WRITER, role=role)
    assert answer.opening.startswith("Ring 999 now.")
    assert "Your life matters" in answer.opening
    assert "a child" not in " ".join((answer.opening, *answer.steps)).lower()
    assert any("116 123" in step for step in answer.steps)
    assert (answer.kind, answer.route) == (Kind.ESCALATION, Route.EMERGENCY)


def test_a_young_person_hears_it_in_their_own_words() -> None:
    answer = reply(WRITER, role=Role.YOUNG_PERSON)
    assert "You matter" in answer.opening
    assert any("It is not your fault" in step for step in answer.steps)


@pytest.mark.parametrize("dangers", [
    (WRITER,), ("suicidal_writer",), ("about_to_hurt_others",), ("sextortion",), ("weapon", "suicidal_writer"),
])
def test_samaritans_stand_among_the_numbers_where_a_life_may_be_meant(dangers: tuple[str, ...]) -> None:
    answer = reply(*dangers)
    assert contacts(answer)[0] == "emergency_999"
    assert SAMARITANS in contacts(answer)


@pytest.mark.parametrize("dangers", [(), ("weapon",), ("missing",), ("bare_call",), ("fgm_imminent",)])
def test_they_do_not_where_another_danger_is_named(dangers: tuple[str, ...]) -> None:
    assert SAMARITANS not in contacts(reply(*dangers))


@pytest.mark.parametrize("follow", sorted(words("emergency")["follow"]))
def test_they_stay_while_it_is_open(follow: str) -> None:
    answer = reply(WRITER, follow=follow)
    assert SAMARITANS in contacts(answer)
    assert answer.opening == words("emergency")["follow"][follow]["opening"]


def test_each_number_stands_there_once() -> None:
    named = contacts(reply(WRITER, role=Role.WORRIED_ABOUT_SELF))
    assert len(named) == len(set(named))
    assert "stop_it_now" in named
    assert "stop_it_now" not in contacts(reply(WRITER))


def test_the_group_has_words_for_both_ages_and_one_danger() -> None:
    say = words("emergency")
    assert say["groups"]["writer"] == [WRITER]
    assert set(say["say"]["writer"]) == {"adult", "young_person"}
