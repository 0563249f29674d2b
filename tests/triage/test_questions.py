"""One question at a time, in order, each once, at most seven, and none after two skips."""

from __future__ import annotations

import pytest

from bot.terms import Role
from bot.triage.concern import KINDS, Nature
from bot.triage.questions import next_question, order, plan, question, value_of

PRO, PARENT, UNKNOWN = Role.PROFESSIONAL, Role.PARENT, Role.UNKNOWN


def run(facts: dict[str, str], role: Role, answer: str = "not_sure") -> list[str]:
    """All questions in a row, each answered with the same word."""
    known, asked = dict(facts), []
    while (slot := next_question(known, tuple(asked), 0, role)) is not None:
        asked.append(slot)
        known[slot] = answer
    return asked


@pytest.mark.parametrize("role", [PRO, PARENT, UNKNOWN])
@pytest.mark.parametrize("nature", [str(n) for n in Nature])
def test_never_more_than_seven_never_twice_and_always_in_order(nature: str, role: Role) -> None:
    asked = run({"nature": nature}, role)
    assert len(asked) <= 7
    assert len(asked) == len(set(asked))
    others = [slot for slot in asked if slot != "area"]  # the place is never cut off, so it may come early
    assert others == sorted(others, key=order().index)


@pytest.mark.parametrize("nature", sorted({str(n) for n in Nature} - {"elsewhere"}))
def test_the_place_is_always_asked_because_the_number_hangs_on_it(nature: str) -> None:
    assert "area" in run({"nature": nature}, UNKNOWN)


def test_stops_after_two_skips() -> None:
    assert next_question({"nature": "signs"}, ("role", "contact"), 2, UNKNOWN) is None
    assert next_question({"nature": "signs"}, ("role", "contact"), 1, UNKNOWN) == "about"


def test_what_is_known_is_not_asked() -> None:
    asked = run({"nature": "disclosure", "about": "family", "age_band": "5_to_9", "area": "peterborough"}, PARENT)
    assert not {"about", "age_band", "area", "role"} & set(asked)


@pytest.mark.parametrize(("nature", "slots"), [
    ("early_help", ["role", "age_band", "area"]),
    ("non_recent", ["contact", "area"]),
])
def test_only_what_makes_sense_for_the_worry_is_asked(nature: str, slots: list[str]) -> None:
    assert run({"nature": nature}, UNKNOWN) == slots


def test_what_the_child_said_is_never_asked_only_whether() -> None:
    text, options = question("told", PARENT)
    assert "You do not need to say what" in text
    assert {value for _, value in options} == {"yes", "no", "not_sure", "skipped"}


@pytest.mark.parametrize("role", [Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF])
def test_a_child_and_someone_worried_about_themselves_are_asked_nothing(role: Role) -> None:
    assert next_question({"nature": "disclosure"}, (), 0, role) is None


@pytest.mark.parametrize("nature", ["", *(str(n) for n in Nature)])
@pytest.mark.parametrize("slot", order())
def test_every_choice_is_a_word_that_triage_knows_with_not_sure_and_skip_last(slot: str, nature: str) -> None:
    text, options = question(slot, PARENT, nature)
    assert text.count("?") == 1
    assert [title for title, _ in options[-2:]] == ["Not sure", "Skip"]
    assert {value for _, value in options} - {"skipped"} <= {str(word) for word in KINDS[slot]}


def test_the_wording_fits_the_worry() -> None:
    assert "work or volunteer" in question("area", PRO, "professional")[0]
    assert "see any children now" in question("contact", UNKNOWN, "non_recent")[0]
    assert value_of("contact", "Yes", "non_recent") == "days"
    assert value_of("contact", "yes, today or tomorrow") == "today"
    assert value_of("contact", "my dog") is None


def test_only_professionals_are_asked_about_pressure() -> None:
    assert "pressure" in plan("signs", PRO)
    assert "pressure" not in plan("signs", PARENT)
