"""The outcome of a worry: what was understood is said in words that read well, and each part can be taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.replies.concern import ask, facts_shown, summary
from bot.replies.concern import question as question_of
from bot.replies.reply import message
from bot.terms import Area, Role
from bot.triage.concern import from_facts
from bot.triage.decide import decide
from bot.triage.questions import order, question

FACTS = {
    "nature": "signs", "about": "family", "contact": "days", "told": "no", "age_band": "5_to_9", "area": "peterborough",
}
SHOWN = [
    "about someone else in the family", "contact later than tomorrow", "the child has not said anything so far",
    "aged 5 to 9", "lives in Peterborough",
]


def test_facts_read_as_plain_words_and_not_as_answers_out_of_place() -> None:
    assert list(facts_shown(FACTS).values()) == SHOWN


@pytest.mark.parametrize("slot", [slot for slot in order() if slot != "role"])
def test_every_answer_that_can_be_given_has_its_words(slot: str) -> None:
    values = {value for _, value in question(slot, Role.PARENT)[1]} - {"not_sure", "unknown", "skipped"}
    assert {value for value in values if slot not in facts_shown({slot: value})} <= {"no_extra_need"}


@pytest.mark.parametrize("value", ["not_asked", "skipped", "not_sure", "unknown"])
def test_what_is_not_known_is_not_shown(value: str) -> None:
    assert facts_shown({"age_band": value, "area": value}) == {}


def test_the_outcome_offers_to_take_back_each_fact_as_well_as_each_sign() -> None:
    sign = {"id": "withdrawn", "column": "emotional", "label": "withdrawn or very quiet"}
    now = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
    said = message(summary(
        decide(from_facts(FACTS)), Role.PARENT, Area.PETERBOROUGH, now, facts_shown(FACTS), (sign,),
    ))
    offered = {button["payload"] for button in said["buttons"]}
    assert {f"Remove: {label}" for label in ("withdrawn or very quiet", *SHOWN)} <= offered
    assert [fact["label"] for fact in said["custom"]["guidance"]["facts"]] == SHOWN


@pytest.mark.parametrize(("facts", "step"), [
    (FACTS, "Next step: children's social care."), ({**FACTS, "nature": "professional"}, "Next step: the LADO."),
])
def test_beside_every_question_next_step_and_numbers_stand_in_one_line(facts: dict[str, str], step: str) -> None:
    now = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
    made = decide(from_facts(facts))
    said = message(ask(made, Role.PARENT, Area.PETERBOROUGH, now, question_of("age_band", Role.PARENT), 1))
    line = said["text"].splitlines()[2]
    assert line.startswith(f"{step} Peterborough children's social care: 01733 864180;")
    assert line.endswith("In danger now: 999.")
