"""What seldom happens in triage and must still be right: old buttons, unknown words, files that do not fit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import ContentError
from bot.terms import Kind, Role, Route, Urgency
from bot.triage import ages, questions, reading, rules
from bot.triage import situations as situations_
from bot.triage.concern import Concern, from_facts
from bot.triage.decide import Decision
from bot.triage.situations import Situation, alone, apply, kind_of


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
    ("social_care", "yes they do", "concern_general", "open"), ("told", "  No. ", "concern_general", "no"),
    ("told", "she told her nan", "concern_general", "yes"), ("told", "?", "concern_general", None),
    ("told", "%&/()=%&/()=", "concern_general", None), ("told", "rather not say", "skip", "skipped"),
    ("told", "hmm hmm", "skip", "skipped"), ("told", "hmm hmm", "thanks", None), ("area", "don't know", "x", "unknown"),
    ("told", "who decides that?", "concern_general", None), ("told", "yes?", "concern_general", None),
    ("area", "march", "x", "cambridgeshire"), ("area", "Eye.", "x", "peterborough"),
    ("area", "Leeds", "x", "elsewhere"),
    ("told", "yes", "concern_disclosure", "yes"), ("contact", "hmm hmm", "concern_general", None),
])
def test_an_answer_that_no_list_holds_is_read_by_what_was_understood(
    slot: str, said: str, intent: str, value: str | None
) -> None:
    assert reading.answer(slot, said, intent) == value


@pytest.mark.parametrize(("text", "is_read"), [
    (":-)", True), ("?!?!?", True), ("?!?!?!", False), ("a1b2!!!!", True), ("a1b!!!!", False), ("a 1 b ! ! ! !", False),
])
def test_of_signs_alone_nothing_can_be_understood(text: str, is_read: bool) -> None:
    assert reading.readable(text) is is_read


@pytest.mark.parametrize(("slot", "intent", "by_intent", "by_words", "first"), [
    ("told", "i", "yes", "no", "yes"), ("about", "i", "stranger", "at_home", "stranger"),
    ("recency", "i", "recent", "past", "recent"), ("contact", "i", "today", "days", "days"),
    ("contact", "i", "today", None, "today"), ("told", "i", None, "no", "no"),
    ("contact", "unsure", None, None, "not_sure"), ("area", "unsure", None, None, "unknown"),
])
def test_the_intent_knows_best_of_whom_and_what_and_the_words_of_the_rest(
    monkeypatch: pytest.MonkeyPatch, slot: str, intent: str, by_intent: str | None, by_words: str | None, first: str
) -> None:
    content = {"intents": {"i": {slot: by_intent} if by_intent else {}}}
    monkeypatch.setattr(reading, "content", lambda: content)
    monkeypatch.setattr(reading, "_words", lambda *_: by_words)
    assert reading._said(slot, "any words", intent) == first


def test_a_long_answer_is_read_by_the_list_for_first_messages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_first", lambda values, words: values[0] if values and words else None)
    monkeypatch.setattr(reading, "readings", lambda: {"contact": ("long",)})
    monkeypatch.setattr(reading, "answers", lambda: {"contact": ("short",)})
    assert reading._words("contact", "a b c d e f g h i") == "long"
    assert reading._words("contact", "a b c d e f g h") == "short"
    assert reading._words("about", "a b c d e f g h i") is None


def test_an_agency_is_a_professionals_and_a_stated_role_is_not_asked_of_the_words() -> None:
    nurse = "I'm a school nurse and I am worried about a pupil"
    assert reading.facts_from("concern_general", nurse, Role.UNKNOWN)["role"] == "professional"
    assert "role" not in reading.facts_from("concern_general", nurse, Role.PARENT)
    assert "agency" not in reading.facts_from("concern_general", nurse, Role.PARENT)
    assert "agency" in reading.facts_from("concern_general", nurse, Role.PROFESSIONAL)
    assert reading.facts_from("ask_lado", nurse, Role.UNKNOWN) == {}


@pytest.mark.parametrize(("nature", "adult"), [
    ("fgm_known", True), ("health", True), ("general", False),
])
def test_whose_age_may_be_a_grown_ups(nature: str, adult: bool) -> None:
    found = reading.facts_from(f"concern_{nature}", "my 19 year old sister", Role.PARENT)
    assert (found.get("age_band") == "adult_now") is adult


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


def _row(**say: Any) -> Situation:
    return Situation("made_up", re.compile("x"), None, frozenset(), bool(say.get("alone")), (), say)


BOTH = {"parent": ["for a parent"], "professional": ["for a professional"]}
SAYS = {
    "route": "childrens_social_care", "urgency": "same_day", "kind": "decline", "steps": BOTH, "avoid": BOTH,
    "contacts": BOTH, "opening": {"parent": "To a parent.", "professional": "To a professional."},
}


@pytest.mark.parametrize("role", [Role.PARENT, Role.PROFESSIONAL])
def test_what_is_no_concern_in_itself_has_a_whole_answer_and_its_kind(
    monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setattr(situations_, "situations", lambda: (_row(alone=True, **SAYS),))
    whole = alone("x", role)
    lines = (f"for a {role}",)
    assert whole == Decision(
        route=Route.CHILDRENS_SOCIAL_CARE, urgency=Urgency.SAME_DAY, topic="other", rule="made_up",
        opening=f"To a {role}.", reason="", steps=lines, avoid=lines, contacts=lines,
    )
    assert kind_of(whole) is Kind.DECLINE
    assert alone("y", role) is None


BASE = Decision(
    route=Route.EARLY_HELP, urgency=Urgency.NONE, topic="t", rule="r", opening="Before.", reason="Why.",
    steps=("one", "two", "three"), avoid=("not this",), contacts=("first", "second", "third"),
)


def laid(base: Decision, role: Role = Role.PARENT, **say: Any) -> Decision:
    return situations_._lay(base, _row(**say), role)


def test_a_situation_stands_before_what_was_decided_and_repeats_nothing() -> None:
    found = laid(BASE, **SAYS)
    assert found.opening == "To a parent."
    assert found.steps == ("for a parent", "one", "two", "three")
    assert found.avoid == ("for a parent", "not this")
    assert found.contacts == ("for a parent", "first", "second", "third")
    assert (found.reason, found.route) == ("Why.", Route.EARLY_HELP)
    assert laid(BASE, steps=["two"]).steps == ("two", "one", "three")
    assert laid(BASE, steps=["two"]).opening == "Before."


def test_in_an_emergency_999_stays_the_first_thing_said() -> None:
    urgent = replace(BASE, route=Route.EMERGENCY)
    found = laid(urgent, **SAYS)
    assert found.opening == "Before."
    assert found.steps == ("one", "two", "for a parent", "three")
    assert found.contacts == ("first", "second", "for a parent", "third")
    assert laid(urgent, short=True, steps=["short"]).steps == ("one", "two", "short", "three")


def test_a_situation_of_the_last_place_leaves_the_first_step_where_it_is() -> None:
    assert laid(BASE, place="last", steps=["late"]).steps == ("one", "late", "two", "three")


def test_a_short_situation_says_its_own_and_no_more() -> None:
    found = laid(BASE, short=True, steps=["short"], opening="Now.")
    assert found == replace(
        BASE, opening="Now.", reason="", steps=("short",), avoid=(), record=(), contacts=("first",)
    )
    assert laid(BASE, short=True, steps=["short"]).opening == "Before."


def test_a_third_situation_adds_no_words_but_its_least_route_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(
        Situation(name, re.compile("x"), None, frozenset(), False, (), say) for name, say in (
            ("a", {"steps": ["a"]}), ("b", {"steps": ["b"]}),
            ("c", {"steps": ["c"], "raise": {"route": "childrens_social_care", "urgency": "same_day"}}),
        )
    )
    monkeypatch.setattr(situations_, "situations", lambda: rows)
    found = apply(BASE, ("a", "b", "c"), Role.PARENT)
    assert found.steps == ("a", "b", "one", "two", "three")[: len(found.steps)]
    assert (found.route, found.urgency) == (Route.CHILDRENS_SOCIAL_CARE, Urgency.SAME_DAY)
    assert apply(BASE, ("a",), Role.PARENT).route is Route.EARLY_HELP


def test_a_situation_of_some_roles_is_seen_for_them_alone() -> None:
    row = Situation("a", re.compile("x"), re.compile("z"), frozenset({"parent"}), False, (), {})
    assert row.seen("x", Role.PARENT)
    assert not row.seen("x z", Role.PARENT)
    assert not row.seen("x", Role.PROFESSIONAL)
    assert not row.seen("y", Role.PARENT)
    assert row.said("steps", Role.PARENT) == ()
    assert row.opening(Role.PARENT) is None
