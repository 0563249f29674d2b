"""Which agency a worry goes to, how soon, and how the words fit the person."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot import yamlfile
from bot.clock import LONDON
from bot.contacts.directory import Directory
from bot.paths import DATA
from bot.replies.concern import full
from bot.replies.reply import text
from bot.terms import TOPICS, Area, Role, Route, Urgency
from bot.triage.concern import Concern, Nature, from_facts
from bot.triage.decide import NotForChildren, decide, form_for, hold, level
from bot.triage.rules import book

PRO, PARENT, UNKNOWN = Role.PROFESSIONAL, Role.PARENT, Role.UNKNOWN
MORNING = datetime(2026, 11, 25, 10, 0, tzinfo=LONDON)

FIRST = [  # nature, role, facts, route, urgency
    ("disclosure", PARENT, {"told": "yes"}, "childrens_social_care", "same_day"),
    ("disclosure", PRO, {"told": "yes", "contact": "days"}, "childrens_social_care", "same_day"),
    ("disclosure", PRO, {"told": "yes", "contact": "today"}, "emergency", "immediate"),
    ("disclosure", PARENT, {"told": "yes", "contact": "not_sure"}, "childrens_social_care", "check"),
    ("signs", PRO, {}, "safeguarding_lead", "same_day"),
    ("signs", PRO, {"told": "yes"}, "childrens_social_care", "same_day"),
    ("signs", PRO, {"marker": "injury"}, "childrens_social_care", "same_day"),
    ("signs", PARENT, {}, "childrens_social_care", "same_day"),
    ("strong_signs", PRO, {}, "childrens_social_care", "same_day"),
    ("adult_behaviour", UNKNOWN, {}, "childrens_social_care", "same_day"),
    ("adult_behaviour", PARENT, {"about": "works_with_children"}, "lado", "same_day"),
    ("stranger_public", UNKNOWN, {}, "police", "same_day"),
    ("known_offender", PRO, {}, "childrens_social_care", "same_day"),
    ("professional", PRO, {}, "lado", "same_day"),
    ("professional", PARENT, {}, "lado", "same_day"),
    ("professional", PARENT, {"told": "yes", "contact": "today"}, "emergency", "immediate"),
    ("child_sexual_behaviour", PRO, {}, "sexual_behaviour_service", "planned"),
    ("child_sexual_behaviour", PRO, {"other_children": "not_sure"}, "sexual_behaviour_service", "same_day"),
    ("child_sexual_behaviour", PARENT, {}, "support_service", "planned"),
    ("child_sexual_behaviour", PARENT, {"other_children": "yes"}, "childrens_social_care", "same_day"),
    ("child_on_child", PARENT, {}, "childrens_social_care", "same_day"),
    ("exploitation", PARENT, {}, "childrens_social_care", "same_day"),
    ("online", PARENT, {}, "police", "same_day"),
    ("online", PARENT, {"about": "family"}, "childrens_social_care", "same_day"),
    ("online", PRO, {}, "childrens_social_care", "same_day"),
    ("images", PRO, {}, "safeguarding_lead", "same_day"),
    ("images", PRO, {"about": "at_home"}, "police", "same_day"),
    ("images", PARENT, {}, "police", "same_day"),
    ("fgm_risk", PRO, {}, "childrens_social_care", "same_day"),
    ("fgm_known", PRO, {}, "police", "same_day"),
    ("fgm_known", PRO, {"age_band": "adult_now"}, "safeguarding_lead", "same_day"),
    ("fgm_known", UNKNOWN, {"age_band": "adult_now"}, "health", "planned"),
    ("fgm_known", PRO, {"age_band": "adult_now", "other_children": "yes"}, "childrens_social_care", "same_day"),
    ("health", PARENT, {}, "health", "planned"),
    ("health", PARENT, {"marker": "pregnancy_or_infection"}, "childrens_social_care", "same_day"),
    ("early_help", PRO, {}, "early_help", "planned"),
    ("early_help", PRO, {"told": "not_sure"}, "childrens_social_care", "same_day"),
    ("early_help", PRO, {"about": "at_home"}, "safeguarding_lead", "same_day"),
    ("declined_help", PRO, {}, "safeguarding_lead", "same_day"),
    ("seek_lead", PRO, {}, "safeguarding_lead", "same_day"),
    ("seek_lead", PARENT, {}, "childrens_social_care", "same_day"),
    ("non_recent", Role.ADULT_SURVIVOR, {"recency": "long_ago"}, "police", "planned"),
    ("non_recent", Role.ADULT_SURVIVOR, {"other_children": "yes"}, "childrens_social_care", "same_day"),
    ("social_care_open", PARENT, {}, "childrens_social_care", "same_day"),
    ("elsewhere", UNKNOWN, {}, "childrens_social_care", "same_day"),
    ("other_harm", UNKNOWN, {}, "childrens_social_care", "same_day"),
    ("custody", PARENT, {}, "childrens_social_care", "same_day"),
    ("general", UNKNOWN, {}, "childrens_social_care", "same_day"),
    ("general", PRO, {}, "safeguarding_lead", "same_day"),
]


@pytest.mark.parametrize(("nature", "role", "facts", "route", "urgency"), FIRST)
def test_a_worry_goes_to_the_right_agency_in_time(
    nature: str, role: Role, facts: dict[str, str], route: str, urgency: str,
) -> None:
    made = decide(from_facts({"nature": nature, "role": str(role), **facts}))
    assert (str(made.route), str(made.urgency)) == (route, urgency)


def test_every_nature_is_tried_above() -> None:
    assert {row[0] for row in FIRST} == {str(nature) for nature in Nature}


def test_a_child_gets_no_form_and_no_adults_answer() -> None:
    assert form_for(Role.YOUNG_PERSON) == ()
    with pytest.raises(NotForChildren):
        decide(Concern(role=Role.YOUNG_PERSON, nature=Nature.DISCLOSURE))


def test_only_professionals_are_asked_whether_telling_the_family_adds_pressure() -> None:
    assert "pressure" in form_for(PRO)
    assert "pressure" not in form_for(PARENT)


@pytest.mark.parametrize(("facts", "step"), [
    ({"social_care": "open"}, "social worker or the duty line today"),
    ({"social_care": "closed"}, "new referral"),
    ({"communication": "disability"}, "how the child communicates"),
    ({"communication": "language"}, "interpreter"),
    ({"area": "elsewhere"}, "council where the child lives"),
    ({"other_children": "yes"}, "other children around this person"),
    ({"contact": "days"}, "keep the child apart"),
    ({"contact": "today", "told": "no"}, "before the child is next with that person"),
    ({"about": "works_with_children"}, "LADO where the adult works"),
])
def test_a_single_fact_adds_its_step(facts: dict[str, str], step: str) -> None:
    made = decide(from_facts({"nature": "signs", "role": "parent", **facts}))
    assert any(step in line for line in made.steps)


def test_elsewhere_gives_the_finder_whatever_the_worry() -> None:
    made = decide(Concern(nature=Nature.DISCLOSURE, area=Area.ELSEWHERE))
    assert {"local_council_finder", "nspcc_helpline"} <= set(made.contacts)


def test_sixteen_with_a_teacher_is_said_to_be_a_crime_and_brings_the_police_in() -> None:
    made = decide(from_facts({"nature": "professional", "about": "works_with_children", "age_band": "16_to_17"}))
    assert "police_101" in made.contacts
    assert any("position of trust" in line for line in made.steps)


def test_a_mixed_change_keeps_the_higher_route_and_the_higher_urgency() -> None:
    higher_route = decide(Concern(nature=Nature.NON_RECENT))                       # police, planned
    sooner = decide(Concern(nature=Nature.SIGNS, role=PRO))                        # the lead, today
    held = hold(higher_route, sooner)
    assert (held.route, held.urgency) == (Route.POLICE, Urgency.SAME_DAY)
    assert level(held) >= level(sooner)


def test_citations_name_headings_of_the_strategy_exactly() -> None:
    headings = set(yamlfile.read(DATA / "strategy.yml")["headings"])
    strategy = {c["section"] for c in book().citations.values() if c["source"] == "strategy"}
    assert strategy - headings == set()
    others = [c for c in book().citations.values() if c["source"] != "strategy"]
    assert all(c["url"].startswith("http") and c["title"] and c["checked"] for c in others)


def test_contacts_are_in_the_directory_and_topics_in_the_taxonomy() -> None:
    directory, groups = Directory.load(), {"childrens_social_care", "lado", "early_help"}
    rows = [*book().words.values(), *(a.say for a in book().additions)]
    named: set[str] = set()
    for row in rows:
        contacts = row.get("contacts", [])
        for ids in contacts.values() if isinstance(contacts, dict) else [contacts]:
            named |= set(ids)
    assert named - groups - {c.id for c in directory.all()} == set()
    assert set(book().topics) == {str(n) for n in Nature}
    assert set(book().topics.values()) <= set(TOPICS)


def test_no_words_are_left_without_a_rule() -> None:
    assert set(book().words) == {rule.id for rule in book().rules}


@pytest.mark.parametrize("role", [PRO, PARENT])
@pytest.mark.parametrize("nature", list(Nature))
def test_a_first_answer_is_short_and_its_numbers_stand_early(nature: Nature, role: Role) -> None:
    said = text(full(decide(Concern(nature=nature, role=role)), role, Area.UNKNOWN, MORNING))
    assert len(said) <= 1_450
    assert said.index("Please do not:") <= 1_100
