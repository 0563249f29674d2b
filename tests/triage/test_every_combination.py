"""What must hold for every combination of facts that triage can tell apart (see facts_space; the count is printed)."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import pytest
from facts_space import FACTS, every, parts, size

from bot.terms import Role, Route, Urgency
from bot.triage.concern import Concern, Nature
from bot.triage.decide import Decision, decide, hold, level
from bot.triage.rules import NOT_SAID, book

pytestmark = pytest.mark.thorough
SOCIAL_CARE_OR_MORE = {Route.CHILDRENS_SOCIAL_CARE, Route.POLICE, Route.LADO, Route.EMERGENCY}
ACCESS = {"today", "days", "not_sure"}
FAMILY = r"\b(?:parents?|family|mum|dad|home|household|carers?)\b"
TALK = re.compile(rf"\b(?:speak|talk|tell|contact|ask|discuss|raise|share)\w*\b(?: \w+){{0,3}} {FAMILY}", re.IGNORECASE)
DIRECT = re.compile(r"ring (?:children's )?social care yourself")
ASK_FIRST = re.compile(r"\b(?:consent|agreement|permission)\b", re.IGNORECASE)
CHECK = (book().urgencies.index("check"), book().ranks["childrens_social_care"])


def at_least(decision: Decision, other: Decision) -> bool:
    """Neither urgency nor route is lower."""
    return all(a >= b for a, b in zip(level(decision), level(other), strict=True))


def same_day(decision: Decision) -> bool:
    return level(decision)[0] >= book().urgencies.index("same_day")


@cache
def found(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern is found: the same few sentences stand in many decisions."""
    return pattern.search(text) is not None


def failing(condition) -> list[str]:
    """The first few combinations that break a condition, as words."""
    return [f"{p.nature} {p.role} {f} -> {d.rule}" for p, f, d in every() if not condition(p, f, d)][:5]


def test_there_are_fewer_than_three_hundred_thousand_combinations(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f" {size()} combinations of facts", end=" ")
    assert 50_000 < size() < 300_000


def test_every_combination_has_a_route_a_reason_a_step_a_citation_and_a_contact() -> None:
    assert failing(lambda p, f, d: d.route and d.opening and d.reason and d.steps and d.citations and d.contacts) == []


def test_a_more_worrying_fact_never_lowers_urgency_or_route() -> None:
    broken = []
    for part in parts():
        for fact, steps in book().worry.items():
            if fact not in FACTS:
                continue
            place, stands = FACTS.index(fact), part.stands_for[fact]
            above: dict[str, set[str]] = {}
            for i, lower in enumerate(steps):
                higher = {stands[value] for later in steps[i + 1:] for value in later}
                for low in lower:
                    above.setdefault(stands[low], set()).update(higher)
            for combination, had in part.levels.items():
                for high in above.get(combination[place], ()):
                    has = part.levels[(*combination[:place], high, *combination[place + 1:])]
                    if has[0] < had[0] or has[1] < had[1]:
                        broken.append(f"{part.nature} {part.role} {fact} {combination[place]}->{high} {combination}")
    assert broken[:5] == []


@pytest.mark.parametrize(("fact", "worse"), [
    ("told", "yes"), ("contact", "today"), ("other_children", "yes"), ("known_history", "yes"), ("pressure", "yes"),
    ("age_band", "under_5"), ("age_band", "10_to_12"), ("recency", "recent"), ("about", "at_home"),
])
def test_not_sure_never_counts_for_less_than_the_more_worrying_answer(fact: str, worse: str) -> None:
    """Where that answer would be an emergency, not sure gives ``check``, which asks at once about danger."""
    broken = []
    for part in parts():
        for combination in part.levels:
            unsure, sure = part.changed(combination, fact, "not_sure"), part.changed(combination, fact, worse)
            has, would = part.levels[unsure], part.levels[sure]
            emergency = part.decisions[sure].urgency is Urgency.IMMEDIATE
            if not ((has[0] >= would[0] and has[1] >= would[1]) or (emergency and has >= CHECK)):
                rules = f"{part.decisions[unsure].rule} < {part.decisions[sure].rule}"
                broken.append(f"{part.nature} {part.role} {combination}: {rules}")
    assert broken[:5] == []


def test_a_fact_taken_back_never_lowers_urgency_or_route() -> None:
    by_level = {level(d): d for _, _, d in every()}
    for before, after in product(by_level.values(), repeat=2):
        held = hold(before, after)
        assert at_least(held, before)
        assert at_least(held, after)


def test_decide_with_a_floor_holds_what_was_decided_before() -> None:
    before = decide(Concern(nature=Nature.DISCLOSURE, role=Role.PARENT))
    after = decide(Concern(nature=Nature.EARLY_HELP, role=Role.PARENT), floor=before)
    assert (after.route, after.urgency) == (before.route, before.urgency)


def test_a_child_who_has_told_someone_is_never_early_help_only() -> None:
    assert failing(lambda p, f, d: f["told"] not in ("yes", "not_sure") or d.route is not Route.EARLY_HELP) == []


def test_nobody_is_told_to_speak_to_the_family_when_someone_at_home_is_the_concern() -> None:
    assert failing(lambda p, f, d: f["about"] != "at_home" or not any(found(TALK, step) for step in d.steps)) == []


def test_consent_is_no_reason_to_wait_where_asking_adds_risk() -> None:
    def fine(p, f, d) -> bool:
        risky = f["pressure"] in ("yes", "not_sure") or f["about"] == "at_home"
        waits = d.route is Route.EARLY_HELP or any(found(ASK_FIRST, step) for step in d.steps)
        return not risky or not waits

    assert failing(fine) == []


def test_where_asking_adds_risk_professionals_are_told_not_to_wait_and_to_record_why() -> None:
    def fine(p, f, d) -> bool:
        if f["pressure"] not in ("yes", "not_sure") or p.role is not Role.PROFESSIONAL:
            return True
        return any("consent" in line for line in d.avoid)

    assert failing(fine) == []


@pytest.mark.parametrize(("name", "facts"), [
    ("sexual activity under 13", lambda p, f: f["marker"] == "sexual_activity" and f["age_band"] in (
        "under_5", "5_to_9", "10_to_12", "not_sure", NOT_SAID)),
    ("pregnancy or infection", lambda p, f: f["marker"] == "pregnancy_or_infection"),
    ("known history with access", lambda p, f: f["known_history"] in ("yes", "not_sure") and f["contact"] in ACCESS),
    ("a recent disclosure where the person has access", lambda p, f: f["told"] in ("yes", "not_sure")
        and f["contact"] in ACCESS and f["recency"] != "long_ago"),
    ("child on child with force, a gap or a shared home", lambda p, f: f["marker"] == "force_or_gap"),
    ("any harm by another child", lambda p, f: p.nature is Nature.CHILD_ON_CHILD),
])
def test_at_least_social_care_the_same_day(name: str, facts) -> None:
    def fine(p, f, d) -> bool:
        if p.nature is Nature.NON_RECENT and f["contact"] not in ACCESS:
            return True  # long over, and the person sees no child: its own rule
        if not facts(p, f):
            return True
        return d.route in SOCIAL_CARE_OR_MORE and same_day(d) and "childrens_social_care" in d.contacts

    assert failing(fine) == []


def test_lado_is_never_alone() -> None:
    beside = {"childrens_social_care", "police_101"}
    assert failing(lambda p, f, d: d.route is not Route.LADO or beside <= set(d.contacts)) == []


def test_someone_who_works_with_children_brings_the_lado_in() -> None:
    def fine(p, f, d) -> bool:
        asked = f["about"] == "works_with_children" and d.urgency is not Urgency.IMMEDIATE
        return not asked or "lado" in d.contacts

    assert failing(fine) == []


def test_safeguarding_lead_means_today_and_always_holds_the_direct_number() -> None:
    def fine(p, f, d) -> bool:
        direct = "childrens_social_care" in d.contacts and found(DIRECT, d.reason)
        return d.route is not Route.SAFEGUARDING_LEAD or (same_day(d) and direct)

    assert failing(fine) == []


def test_the_sexual_behaviour_service_is_for_professionals_and_never_alone() -> None:
    def fine(p, f, d) -> bool:
        if d.route is not Route.SEXUAL_BEHAVIOUR_SERVICE:
            return "sexual_behaviour_service" not in d.contacts or p.role is Role.PROFESSIONAL
        return p.role is Role.PROFESSIONAL and "childrens_social_care" in d.contacts

    assert failing(fine) == []


def test_where_another_child_may_be_harmed_social_care_comes_first_or_after_first_aid() -> None:
    def fine(p, f, d) -> bool:
        if p.nature is not Nature.CHILD_SEXUAL_BEHAVIOUR or f["other_children"] not in ("yes", "not_sure"):
            return True
        return same_day(d) and any("children's social care" in step for step in d.steps[:2])

    assert failing(fine) == []


def test_known_fgm_under_18_goes_to_police_and_social_care_the_same_day() -> None:
    def fine(p, f, d) -> bool:
        if p.nature is not Nature.FGM_KNOWN or f["age_band"] == "adult_now":
            return True
        return d.route is Route.POLICE and same_day(d) and {"police_101", "childrens_social_care"} <= set(d.contacts)

    assert failing(fine) == []


def test_non_recent_abuse_by_someone_who_may_see_children_goes_to_social_care_and_police_the_same_day() -> None:
    def fine(p, f, d) -> bool:
        sees = f["contact"] in ACCESS or f["other_children"] in ("yes", "not_sure")
        if p.nature is not Nature.NON_RECENT or not sees:
            return True
        return same_day(d) and {"police_101", "childrens_social_care"} <= set(d.contacts)

    assert failing(fine) == []


def test_an_emergency_gives_999_social_care_and_childline() -> None:
    wanted = {"emergency_999", "childrens_social_care", "childline"}
    assert failing(lambda p, f, d: d.route is not Route.EMERGENCY or wanted <= set(d.contacts)) == []


def test_no_answer_is_longer_than_a_person_in_a_hurry_reads() -> None:
    def fine(p, f, d) -> bool:
        short = all(len(step) <= 140 for step in d.steps)
        return short and 1 <= len(d.steps) <= 4 and len(d.avoid) <= 3 and len(d.record) <= 4

    assert failing(fine) == []


def test_only_professionals_are_told_what_to_record() -> None:
    assert failing(lambda p, f, d: bool(d.record) == (p.role is Role.PROFESSIONAL)) == []
