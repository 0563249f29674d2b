"""Answers to our questions where little tells them apart: buttons, places, a yes or no, and what was told before."""

from __future__ import annotations

import pytest

from bot.terms import Role
from bot.triage import ages
from bot.triage.questions import next_question, plan, value_of
from bot.triage.reading import answer, area_of, facts_from, unsure

PARENT, UNKNOWN = Role.PARENT, Role.UNKNOWN


@pytest.mark.parametrize(("slot", "said", "nature", "value"), [
    ("contact", "Yes", "non_recent", "days"), ("contact", "Yes", "", "days"),  # an older button, where nothing is known
    ("contact", "Yes", "signs", "not_sure"),  # there it is no button, and says nothing of when
    ("contact", "Later than that", "signs", "days"), ("contact", "Later than that", "", "days"),
    ("about", "Other young people", "images", "other_child"), ("about", "Other young people", "signs", "someone_else"),
    ("about", "Other young people", "", "other_child"),
])
def test_the_same_words_are_a_button_of_one_worry_and_plain_words_of_another(
    slot: str, said: str, nature: str, value: str
) -> None:
    assert answer(slot, said, "concern_general", nature) == value


def test_without_a_nature_the_buttons_of_every_worry_are_known() -> None:
    assert answer("contact", "Yes", "concern_general") == "days"
    assert value_of("contact", "Yes") == "days"
    assert value_of("contact", "Yes", "signs") is None
    assert value_of("contact", " skip. ") == "skipped"


@pytest.mark.parametrize(("slot", "said", "intent", "value"), [
    ("contact", "thanks, see you tomorrow", "thanks", None),  # talk with the bot, whatever it sounds like
    ("contact", "see you tomorrow", "concern_general", "today"),
    ("told", "yes? ", "concern_general", None), ("told", "yes ", "concern_general", "yes"),
    ("told", "already said. do I need consent? ", "told_yes", None),
    ("told", "already told you, no", "concern_general", "no"),
    ("told", "in Kings Lynn", "told_yes", None), ("told", "Norwich", "told_yes", None),  # a place tells of nobody
    ("told", "near to Kings Lynn", "told_yes", "yes"),
    ("contact", "we will be in ely at my mums until saturday then back", "concern_general", "days"),
    ("contact", "yeah", "concern_general", "not_sure"),
    ("communication", "yeah she does", "concern_general", "not_sure"),
    ("contact", "nope", "concern_general", "none_planned"),
    ("other_children", "nope", "concern_general", "no"), ("other_children", "yep", "concern_general", "yes"),
    ("told", "yes, she hasn't told anyone else", "concern_general", "yes"),
    ("other_children", "no, she hasn't told us", "concern_general", None),
])
def test_what_an_answer_says(slot: str, said: str, intent: str, value: str | None) -> None:
    assert answer(slot, said, intent) == value


@pytest.mark.parametrize(("said", "area"), [
    ("somewhere else entirely", "elsewhere"), ("she went somewhere else", None), ("he lives in norwich", "elsewhere"),
])
def test_somewhere_else_is_a_place_where_a_line_begins_with_it(said: str, area: str | None) -> None:
    assert area_of(said) == area


@pytest.mark.parametrize(("said", "doubt"), [("... not sure", True), (" , dunno!", True), ("he is not sure", False)])
def test_signs_before_not_sure_change_nothing(said: str, doubt: bool) -> None:
    assert unsure(said, "concern_general") is doubt


def test_a_sign_of_harm_is_read_only_where_it_can_mean_that() -> None:
    said = "she has unexplained bruising on her thighs"
    assert facts_from("concern_signs", said, PARENT)["marker"] == "injury"
    assert "marker" not in facts_from("concern_child_on_child", said, PARENT)


@pytest.mark.parametrize(("said", "years"), [("in year 4", [8]), ("yr 5 and year 9", [9, 13]), ("she is nine", [9])])
def test_a_school_year_is_taken_for_the_younger_of_its_ages(said: str, years: list[int]) -> None:
    assert ages.numbers(said) == years


@pytest.mark.parametrize(("said", "band"), [("year 5", "5_to_9"), ("34yo", "adult_now"), ("17yo", "16_to_17")])
def test_an_age_in_short_is_an_answer(said: str, band: str) -> None:
    assert ages.from_answer(said) == band


def test_a_grown_ups_age_is_no_childs_unless_it_was_asked_for() -> None:
    assert ages.from_text("my 18 year old") is None
    assert ages.from_text("my 17 year old") == "16_to_17"


def test_a_role_among_the_facts_is_not_asked_again() -> None:
    assert next_question({"nature": "signs"}, (), 0, UNKNOWN) == "role"
    assert next_question({"nature": "signs", "role": "parent"}, (), 0, UNKNOWN) == "contact"
    assert next_question({"nature": "signs", "role": "unknown"}, (), 0, UNKNOWN) == "role"


def test_the_place_waits_for_the_last_question_of_all() -> None:
    slots = [slot for slot in plan("signs", UNKNOWN) if slot != "area"]
    assert next_question({"nature": "signs"}, tuple(slots[:5]), 0, UNKNOWN) == slots[5]
    assert next_question({"nature": "signs"}, tuple(slots[:6]), 0, UNKNOWN) == "area"
    assert next_question({"nature": "signs"}, tuple(slots[:7]), 0, UNKNOWN) is None
