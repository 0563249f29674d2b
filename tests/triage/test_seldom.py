"""What seldom happens in triage and must still be right: old buttons, unknown words, files that do not fit."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import ContentError
from bot.terms import Kind, Role
from bot.triage import ages, questions, reading, rules
from bot.triage.concern import Concern, from_facts
from bot.triage.situations import alone, kind_of


@pytest.mark.parametrize(("said", "band"), [
    ("over 18", "adult_now"), ("she is a grown up", "adult_now"), ("9", "5_to_9"), ("34", "adult_now"),
    ("the hedge", None),
])
def test_an_answer_to_how_old_may_be_a_bare_number(said: str, band: str | None) -> None:
    assert ages.from_answer(said) == band


def test_a_fact_that_no_list_knows_is_as_if_it_had_not_been_said() -> None:
    facts: dict[str, Any] = {"told": "perhaps", "colour": "red", "agency": "housing", "contact": None}
    assert from_facts(facts) == Concern(agency="housing")


def test_a_question_may_speak_to_each_reader_in_words_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {
        "questions": {"told": {"text": {"parent": "Has your child said it?", "professional": "Has the child said it?"},
                               "options": [["Yes", "yes"]]}},
        "not_sure": {"title": "Not sure", "value": "not_sure"}, "skip": {"title": "Skip", "value": "skip"},
    }
    monkeypatch.setattr(questions, "_content", lambda: content)
    assert questions.question("told", Role.PROFESSIONAL)[0] == "Has the child said it?"
    assert questions.question("told", Role.UNKNOWN)[0] == "Has your child said it?", "plainer, for whom nobody knows"


def test_who_does_not_know_says_so_in_words_or_by_what_was_understood() -> None:
    assert reading.unsure("anything", "unsure")
    assert reading.unsure("I don't know.", "concern_general")
    assert not reading.unsure("on Friday", "concern_general")


@pytest.mark.parametrize(("slot", "said", "intent", "value"), [
    ("area", "hmm hmm", "unsure", "unknown"), ("told", "hmm hmm", "unsure", "not_sure"),
    ("told", "yes", "affirm", "yes"), ("told", "hmm hmm", "concern_general", None),
    ("social_care", "no they have not", "concern_general", "no"),
    ("social_care", "yes they do", "concern_general", "open"),
])
def test_an_answer_that_no_list_holds_is_read_by_what_was_understood(
    slot: str, said: str, intent: str, value: str | None
) -> None:
    assert reading.answer(slot, said, intent) == value


def test_a_rule_without_words_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    read = rules.yamlfile.read

    def without(path: Any) -> Any:
        content = read(path)
        if path.name == "triage_words.yml":
            first = next(iter(content["words"]))
            return {**content, "words": {name: say for name, say in content["words"].items() if name != first}}
        return content

    monkeypatch.setattr(rules.yamlfile, "read", without)
    with pytest.raises(ContentError, match="no words"):
        rules.book.__wrapped__()


def test_what_is_no_concern_in_itself_has_a_whole_answer_and_its_kind() -> None:
    assert alone("the hedge wants cutting", Role.PARENT) is None
    found = alone("promise you wont tell anyone", Role.PARENT)
    assert found is not None
    assert found.rule == "promise_not_to_tell"
    assert found.opening
    assert isinstance(kind_of(found), Kind)
