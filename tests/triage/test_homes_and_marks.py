"""Whose home a place is, with whom a child lives, a "no" that is none, and an injury wherever it is told."""

from __future__ import annotations

import pytest

from bot.terms import Role, Route, Urgency
from bot.triage.concern import from_facts
from bot.triage.decide import decide
from bot.triage.homes import of_another
from bot.triage.patterns import fold
from bot.triage.reading import answer, area_of, asks_what_now, facts_from

PRO, PARENT, UNKNOWN = Role.PROFESSIONAL, Role.PARENT, Role.UNKNOWN
OTHERS = [
    "her uncle lives in London", "his dad moved to Leeds", "my ex is now living in Norwich",
    "her aunt lives in Luton", "the man has moved to Spain", "her stepdad is based in Kent",
    "step father lived in Devon", "the coach lives over in Suffolk", "her cousin's gone to Poland",
    "grandad went to Pakistan", "Her UNCLE LIVES IN Leeds", "granddad stays near Luton",
    "the abuser resides in Essex", "the lodger is staying at Leeds", "grandpa lives in Wales",
    "her boyfriend's living down in London", "my mate lives in Leeds", "the bloke moved to Yorkshire",
    "that guy lives in Kent", "her partner lives in Kent", "our neighbour moved to Kent", "her teacher lives in Kent",
    "his tutor lives in Kent", "the leader moved to Kent", "the priest lives in Kent", "the vicar lives in Kent",
    "the driver lives in Kent", "the offender lives in Kent", "that person lives in Kent",
    "the perpetrator is living in Kent", "her friend lives in Kent",
]
CHILDS = [
    "she lives in Norwich", "he lives in London", "her nan lives in Norwich", "my mum lives in London",
    "she lives with her uncle in London", "her uncle lives in London and she lives in Norwich",
]


@pytest.mark.parametrize("line", OTHERS)
def test_where_somebody_else_lives_is_no_area_of_the_child(line: str) -> None:
    assert of_another(line)
    assert area_of(fold(line)) is None
    assert area_of(fold(line), short=True) is None


@pytest.mark.parametrize("line", CHILDS)
def test_where_the_child_lives_is(line: str) -> None:
    assert not of_another(line)
    assert area_of(fold(line)) == "elsewhere"


@pytest.mark.parametrize(("line", "area"), [
    ("her uncle lives in Ely", "cambridgeshire"), ("her uncle lives in London, we live in Ely", "cambridgeshire"),
    ("my daughter and i live in Peterborough, her dad moved to Leeds", "peterborough"), ("she is six", None),
    ("her uncle lives in Leeds, somewhere else", None), ("somewhere else, her uncle lives in Leeds", "elsewhere"),
])
def test_a_place_of_ours_counts_beside_it(line: str, area: str | None) -> None:
    assert area_of(fold(line)) == area


@pytest.mark.parametrize("line", ["her uncle lives in Ely", "she is six", "", "her uncle is kind"])
def test_without_a_place_outside_nobody_lives_there(line: str) -> None:
    assert not of_another(line)


def test_an_uncles_home_abroad_is_no_reason_to_ring_another_council() -> None:
    found = facts_from("concern_disclosure", "she told me of her uncle, her uncle lives in London", PARENT)
    assert "area" not in found
    there = facts_from("concern_disclosure", "she told me of her uncle, she lives in London", PARENT)
    assert there["area"] == "elsewhere"
    far, near = (decide(from_facts({"nature": "disclosure", **facts})) for facts in (there, found))
    assert "local_council_finder" in far.contacts
    assert "local_council_finder" not in near.contacts


@pytest.mark.parametrize("line", [
    "she lives with her mum", "he lives with me", "lives with us", "she is at home with her nan", "living with my mum",
    "she lives with her foster carer", "lives with his grandma", "living with the carers", "lives with a lovely aunt",
    "she lives with her step mum", "she lives with my sister", "lives with their mam",
    "lives with her nana", "lives with her mother", "lives with the auntie", "she's at home with me",
])
def test_a_home_with_somebody_safe_says_nothing_of_when_they_meet(line: str) -> None:
    assert answer("contact", line, "about_home") is None


@pytest.mark.parametrize("line", [
    "she lives with him", "she lives with her dad", "she lives with her mum and him", "lives with her mum's partner",
    "she lives with her mum and he is there", "lives with my mum and uncle", "she lives with her mum, sees him",
    "she lives with her nan, her boyfriend too", "lives with me, his dad here", "lives with her mum, stepdad there",
    "lives with her mum, her brother too", "lives with us, tonight too", "lives with us, tomorrow out",
    "lives with us, today there", "lives with my sister now", "she lives with the family",
])
def test_a_home_with_the_person_or_a_day_that_is_near_does(line: str) -> None:
    assert answer("contact", line, "about_home") == "today"


@pytest.mark.parametrize("line", [
    "no pictures sent", "no pics", "no picture", "no photos", "no photo of it", "no image", "no images", "no reason",
    "no messages", "no message", "no proof", "no evidence", "no mark", "no marks", "no bruises", "no worries",
    "no problem", "no body has",
])
def test_a_no_that_names_a_thing_answers_nothing(line: str) -> None:
    assert answer("told", line, "x") is None
    assert answer("other_children", line, "x") is None


@pytest.mark.parametrize("line", [
    "no one has", "no body has", "no one does", "no one did it", "no nobody has", "no noone did",
])
def test_that_nobody_did_is_no_number_of_children(line: str) -> None:
    assert answer("other_children", line, "x") is None


@pytest.mark.parametrize("line", [
    "no", "nope", "nah", "none", "no she is alone", "no, no pictures", "no reasonable child",
])
def test_every_other_no_is_one(line: str) -> None:
    assert answer("other_children", line, "x") == "no"


@pytest.mark.parametrize(("line", "asks"), [
    ("what i do", True), ("ok so, what we do", True), ("and what i should do?", True), ("what we must do", True),
    ("what i do is cook", False), ("what he should do", False), ("what i did", False),
])
def test_what_to_do_is_asked_in_other_orders_of_words_too(line: str, asks: bool) -> None:
    assert asks_what_now(line) is asks


INJURY = "she has unexplained bruising on her thighs"
TOLD_IN = (
    "signs", "strong_signs", "disclosure", "early_help", "child_sexual_behaviour", "general", "adult_behaviour",
    "other_harm",
)


@pytest.mark.parametrize("nature", TOLD_IN)
def test_an_injury_is_read_wherever_it_is_told(nature: str) -> None:
    assert facts_from(f"concern_{nature}", INJURY, PARENT).get("marker") == "injury"


@pytest.mark.parametrize("nature", ["early_help", "child_sexual_behaviour", "general"])
@pytest.mark.parametrize("line", [
    "she has an sti", "he forced her", "she is having sex", "she has a bruise on her knee",
])
def test_of_other_marks_nothing_is_read_there(nature: str, line: str) -> None:
    assert "marker" not in facts_from(f"concern_{nature}", line, PARENT)


@pytest.mark.parametrize("role", [PRO, PARENT, UNKNOWN])
@pytest.mark.parametrize("nature", ["early_help", "child_sexual_behaviour", "general"])
def test_an_injury_goes_to_social_care_the_same_day(nature: str, role: Role) -> None:
    found = {**facts_from(f"concern_{nature}", INJURY, role), "nature": nature, "role": str(role)}
    made = decide(from_facts(found))
    assert (made.route, made.urgency) == (Route.CHILDRENS_SOCIAL_CARE, Urgency.SAME_DAY)


@pytest.mark.parametrize(("nature", "role", "route", "urgency"), [
    ("early_help", PRO, Route.EARLY_HELP, Urgency.PLANNED),
    ("child_sexual_behaviour", PRO, Route.SEXUAL_BEHAVIOUR_SERVICE, Urgency.PLANNED),
    ("child_sexual_behaviour", PARENT, Route.SUPPORT_SERVICE, Urgency.PLANNED),
    ("general", PRO, Route.SAFEGUARDING_LEAD, Urgency.SAME_DAY),
])
def test_without_the_injury_it_goes_elsewhere(nature: str, role: Role, route: Route, urgency: Urgency) -> None:
    found = facts_from(f"concern_{nature}", "she has bruising on her knee and is quiet", role)
    made = decide(from_facts({**found, "nature": nature, "role": str(role)}))
    assert (made.route, made.urgency) == (route, urgency)
