"""A line in the middle of a worry: what sort of worry it stays, what counts as a detail, what is said again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.actions import again, detail
from bot.actions.decided import dated, decision_of, floor_of
from bot.actions.escalation import _dangers, worry_told
from bot.actions.nature import kept, meant
from bot.actions.spoken import _goes_on, _still_their_own, told_more
from bot.actions.turn import Turn
from bot.clock import LONDON
from bot.terms import Area, Role, Route

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)


def turn(text: str, intent: str, role: Role = Role.PARENT, **slots: Any) -> Turn:
    return Turn(
        text=text, intent=intent, ranking=(), role=role, area=Area.UNKNOWN, now=NOON, risk={}, signs=(), first=False,
        slots=slots, asked=None,
    )


@pytest.mark.parametrize(("text", "intent"), [
    ("her half brother lives there, he is 2", "concern_child_on_child"),
    ("it's the gardener, not a member of staff", "concern_professional"),
    ("he lives in Leeds these days", "concern_non_recent"),
    ("her mum is fine, nothing at home", "concern_early_help"),
    ("he fetches her on Mondays", "concern_custody"),
])
def test_a_detail_that_sounds_like_another_sort_of_worry_leaves_it_as_it_was(text: str, intent: str) -> None:
    assert kept(turn(text, intent, nature="disclosure", told="yes")).intent == "concern_disclosure"


@pytest.mark.parametrize(("text", "intent", "before", "role"), [
    ("she told me he touched her", "concern_disclosure", "signs", Role.PROFESSIONAL),      # weighs more
    ("she told me he touched her", "concern_disclosure", "general", Role.PARENT),          # says what it is
    ("it turns out that it was an older boy from her school who made her do it in the woods", "concern_child_on_child",
     "disclosure", Role.PARENT),                                                           # tells it all afresh
])
def test_what_weighs_more_or_says_more_makes_it_another_sort(text: str, intent: str, before: str, role: Role) -> None:
    assert kept(turn(text, intent, role, nature=before)).intent == intent


@pytest.mark.parametrize(("text", "intent", "before", "after"), [
    ("it is when they visit at christmas", "concern_fgm_risk", "general", "concern_general"),
    ("her aunt wants her cut at christmas", "concern_fgm_risk", "general", "concern_fgm_risk"),
    ("he is out of prison", "concern_known_offender", "signs", "concern_known_offender"),
    ("he lives with her kids", "concern_known_offender", "non_recent", "concern_known_offender"),  # where he is now
])
def test_another_sort_of_worry_needs_a_word_of_its_own(text: str, intent: str, before: str, after: str) -> None:
    assert meant(turn(text, intent, nature=before)).intent == after


@pytest.mark.parametrize(("text", "day", "read"), [
    ("on Wednesday", NOON, "today"), ("thurs", NOON, "days"), ("weds", NOON, "today"), ("on Friday", NOON, "days"),
    ("on Wednesdays", NOON, "days"), ("every Wednesday", NOON, "days"),
    ("she sat on his knee", NOON.replace(day=28), "days"),
    ("on sat", NOON.replace(day=28), "today"),
    ("next Wednesday", NOON, "days"), ("this weekend", NOON, "days"),
    ("this weekend", NOON.replace(day=27), "days"), ("this weekend", NOON.replace(day=28), "today"),
    ("at the weekend", NOON.replace(day=29), "today"),
])
def test_a_day_that_is_today_is_no_later_one(text: str, day: datetime, read: str) -> None:
    assert dated("days", replace(turn(text, "contact_days"), now=day)) == read


@pytest.mark.parametrize(("text", "said"), [
    ("I already told you", "sorry"), ("not giving names", "names"), ("not sure", "fine"),
    ("yes she told me", "noted: the child has said or shown something."),
    ("I'd rather not say what he did", "leave that out"), ("i dont know his surname", "any names"),
])
def test_what_was_understood_is_said_and_an_answer_that_gives_none_is_not_thanked_for(text: str, said: str) -> None:
    value = "not_sure" if text == "not sure" else "yes"
    assert said in str(again.instead_of_thanks(turn(text, "told_yes", told=value), ["told"])).lower()
    assert again.instead_of_thanks(turn(text, "told_yes", told=value), []) is None


@pytest.mark.parametrize(("text", "guess", "kept"), [
    ("it is Friday today and they are on their way there", "fgm_imminent", False),
    ("they say she will be cut there in the holidays, flights are booked", "fgm_imminent", True),
    ("dont know", "missing", False), ("she has not come home and her phone is off", "missing", True),
])
def test_a_guess_chooses_no_words_that_nothing_bears_out(text: str, guess: str, kept: bool) -> None:
    guessed = replace(turn(text, "immediate_risk"), risk={"dangers": [guess]})
    assert _dangers(guessed, None) == ((guess,) if kept else ())


def test_the_floor_does_not_sink_with_facts_that_weigh_less() -> None:
    first = {"nature": "exploitation", "role": "professional"}
    now = turn("skip", "skip", Role.PROFESSIONAL, nature="early_help", floor=first)
    assert floor_of(now) == first
    later = replace(now, slots={**now.slots, "floor": floor_of(now)})
    assert decision_of(later.slots, later, later.facts).route is Route.CHILDRENS_SOCIAL_CARE


def test_the_floor_rises_with_facts_that_weigh_more() -> None:
    low = {"nature": "early_help", "role": "professional"}
    now = turn("she told me", "concern_disclosure", Role.PROFESSIONAL, nature="disclosure", told="yes", floor=low)
    assert floor_of(now)["nature"] == "disclosure"


@pytest.mark.parametrize(("text", "intent"), [
    ("mum is against it", "ask_allegation_lado"), ("no adults involved", "ask_csa_definition"),
    ("he won't talk", "cannot_ring"), ("English is her second language", "language_other"),
    ("it was my nephew not my son", "different_child"), ("he fixes cars", "out_of_scope"),
    ("volunteer, he does it for the club", "decline_vigilante"),
])
def test_a_statement_about_somebody_is_a_detail_whatever_it_was_taken_for(text: str, intent: str) -> None:
    assert detail.amid(turn(text, intent))


@pytest.mark.parametrize(("text", "intent"), [
    ("what does the LADO do", "ask_allegation_lado"), ("do you promise", "decline_promise"),
    ("I can't ring, he'll hear me", "cannot_ring"), ("I don't speak English well", "language_other"),
    ("I will put his name on facebook", "decline_vigilante"),
    ("I don't want them to know it was me", "ask_referral_anonymous"),
    ("she begged me not to tell", "ask_promise_secrecy"),
    ("it is about my other son now", "different_child"), ("thanks", "thanks"), ("is it going to rain", "out_of_scope"),
])
def test_a_question_or_a_word_to_us_is_none(text: str, intent: str) -> None:
    assert not detail.amid(turn(text, intent))


def test_a_remark_after_the_answer_belongs_to_the_worry_and_a_question_does_not() -> None:
    assert detail.remark(turn("mum is against it", "ask_allegation_lado", nature="fgm_risk"), asked=False)
    assert not detail.remark(turn("mum is against it", "ask_allegation_lado"), asked=False)
    assert not detail.remark(turn("her rights, what are they", "ask_csa_definition", nature="signs"), asked=False)
    assert not detail.remark(turn("consent and the law", "ask_parental_consent", nature="signs"), asked=False)
    assert not detail.remark(turn("mum is against it", "ask_consent", Role.YOUNG_PERSON, nature="signs"), asked=False)


def test_what_was_not_understood_after_a_worry_is_one_more_detail_of_it() -> None:
    assert detail.told_before(turn("fine, it is my nephew, 5", "nlu_fallback", nature="general"), asked=False)
    assert not detail.told_before(turn("xyz", "nlu_fallback", nature="general"), asked=False)
    assert not detail.told_before(turn("fine, it is my nephew, 5", "nlu_fallback"), asked=False)
    assert detail.told_before(turn("we are both in Cambs", "give_role", nature="general"), asked=False)
    assert not detail.told_before(turn("I am her nan", "give_role", nature="general"), asked=False)
    assert detail.told_before(turn("English: she is six, he comes", "language_other", nature="general"), asked=False)


@pytest.mark.parametrize(("text", "intent", "said"), [
    ("so what should I do now?", "ask_disclosure_response", True), ("repeat that", "repeat", True),
    ("ok what now", "help_me_use", True), ("what do I do about school", "ask_agency_education", False),
])
def test_what_was_decided_is_said_again_to_who_asks_for_that(text: str, intent: str, said: bool) -> None:
    assert again.standing(turn(text, intent, nature="disclosure")) is said
    assert not again.standing(turn(text, intent))
    assert not again.standing(turn(text, intent, Role.YOUNG_PERSON, nature="disclosure"))


BEGUN = "my boy has just been taken in by the lodger and the door is shut"


@pytest.mark.parametrize(("text", "danger", "follow", "role", "slots", "kept"), [
    (BEGUN, "locked_in", None, Role.PARENT, {}, True), ("he is here", "locked_in", None, Role.PARENT, {}, False),
    (BEGUN, "suicidal_writer", None, Role.PARENT, {}, False), (BEGUN, "locked_in", "rung", Role.PARENT, {}, False),
    (BEGUN, "locked_in", None, Role.YOUNG_PERSON, {}, False),
    (BEGUN, "locked_in", None, Role.PARENT, {"nature": "signs"}, False),
])
def test_a_worry_that_begins_as_an_emergency_is_kept_for_what_follows(
    text: str, danger: str, follow: str | None, role: Role, slots: dict[str, str], kept: bool
) -> None:
    told = worry_told(replace(turn(text, "immediate_risk", role, **slots), risk={"dangers": [danger]}), follow)
    assert told == ({"nature": "general", "about": "at_home"} if kept else {})


@pytest.mark.parametrize(("text", "intent", "role", "more"), [
    ("im 29", "give_age", Role.ADULT_SURVIVOR, True),
    ("no I have never touched anyone", "deny", Role.WORRIED_ABOUT_SELF, True),
    ("no", "deny", Role.WORRIED_ABOUT_SELF, False), ("im 12", "give_age", Role.YOUNG_PERSON, False),
    ("im 29", "give_age", Role.PARENT, False),
])
def test_a_detail_of_an_adult_answered_for_themselves_belongs_to_it(
    text: str, intent: str, role: Role, more: bool
) -> None:
    assert _goes_on(turn(text, intent, role, told_decision="support:x")) is more
    assert not _goes_on(turn(text, intent, role))


def test_what_a_child_says_amid_support_is_no_question_for_the_strategy() -> None:
    said = turn("he says he deleted it", "ask_disclosure_taken_back", Role.YOUNG_PERSON, told_decision="support:x")
    assert told_more(said)
    assert not told_more(replace(said, text="what if he deleted it"))


@pytest.mark.parametrize(("text", "intent", "of_it"), [
    ("it was once in the summer", "long_ago", True), ("yes, cambs", "affirm", True), ("yes", "affirm", False),
])
def test_when_it_was_and_where_they_live_are_details_whatever_was_asked(text: str, intent: str, of_it: bool) -> None:
    assert detail.amid(turn(text, intent, nature="signs")) is of_it


@pytest.mark.parametrize(("text", "before", "own"), [
    ("he says he will tell my mum", "support:young_person_telling", True),
    ("my mate says the same", "support:young_person_telling", False),
    ("he says he will tell my mum", "support:young_person_friend", False), ("he says so", "", False),
])
def test_a_child_who_told_of_themselves_is_no_friend_of_somebody(text: str, before: str, own: bool) -> None:
    assert _still_their_own(turn(text, "young_person_friend", Role.YOUNG_PERSON, told_decision=before)) is own
