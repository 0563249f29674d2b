"""Short answers to our own questions, and what is said while an emergency is open, read by lists of words."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read


@pytest.mark.parametrize(("said", "off"), [
    ("in a fortnight", True), ("not until Easter", True), ("he's coming on Thursday", True),
    ("no contact planned", True), ("Saturdays, but I have cancelled", True), ("a week on Sunday", True),
    ("tonight", False), ("on Thursday, and tonight", False), ("every weekend, he has her now", False),
    ("tomorrow morning", False), ("he is on his way", False),
])
def test_a_day_well_off_is_told_from_one_that_is_near(said: str, off: bool) -> None:
    assert read.far_off(said) is off


@pytest.mark.parametrize(("said", "unsure"), [
    ("i dont know when she sees him", True), ("no idea", True), ("couldn't say", True),
    ("I don't know, tonight maybe", False), ("he knows", False),
])
def test_not_knowing_when_is_no_danger_by_itself(said: str, unsure: bool) -> None:
    assert read.unsure_when(said) is unsure


@pytest.mark.parametrize(("said", "goes_on"), [
    ("police told, she is still missing", True), ("what do i tell them", True), ("what do I do now", True),
    ("do i open the door", True), ("how long will they be", True), ("I am on hold", True),
    ("what do I tell the school about consent", False), ("what should I write down", False), ("she is home", False),
])
def test_what_shows_that_danger_goes_on(said: str, goes_on: bool) -> None:
    assert read.not_over(said) is goes_on


@pytest.mark.parametrize(("said", "none"), [
    ("its not an emergency sorry", True), ("there is no emergency", True), ("it isn't really an emergency", True),
    ("this is an emergency", False), ("I am not sure it is an emergency", False), ("what if it is an emergency", False),
])
def test_who_says_that_it_is_no_emergency(said: str, none: bool) -> None:
    assert read.no_emergency(said) is none


@pytest.mark.parametrize(("said", "again"), [
    ("start again", True), ("can we start over please", True), ("Restart", True),
    ("he will start again tonight", False), ("start again and he hits me", False),
])
def test_a_fresh_start_is_asked_for_by_itself(said: str, again: bool) -> None:
    assert read.begins_again(said) is again


@pytest.mark.parametrize("asked_if_safe", [True, False])
@pytest.mark.parametrize(("said", "danger"), [
    ("no one is in danger, I have told her I cannot babysit", "no"), ("nobody's in danger", "no"),
    ("nobody is in danger yet, but he is coming", None),
])
def test_nobody_in_danger_means_so_whichever_way_was_asked(said: str, danger: str | None, asked_if_safe: bool) -> None:
    assert read.danger(said, asked_if_safe) == danger


@pytest.mark.parametrize(("said", "asked_if_safe", "danger"), [
    ("we are all safe", False, "no"), ("she is not safe", True, "yes"), ("yes", True, "no"), ("yes", False, "yes"),
    ("no", True, "yes"), ("not sure", True, "not_sure"), ("the hedge wants cutting", True, None),
])
def test_words_of_safety_count_whichever_way_round_was_asked(said: str, asked_if_safe: bool, danger: str) -> None:
    assert read.danger(said, asked_if_safe) == danger
