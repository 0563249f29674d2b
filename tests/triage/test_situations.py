"""Every situation of the weekly table is seen in our own sentences, not in near misses, and its steps come first."""

from __future__ import annotations

import pytest

from bot.contacts.directory import Directory
from bot.terms import Role, Route, Urgency
from bot.triage.concern import Concern, Nature, from_facts
from bot.triage.decide import MOST, Decision, audience, decide, level
from bot.triage.patterns import fold
from bot.triage.situations import alone, apply, find, matching, overlay, situations

PRO, PARENT, UNKNOWN = Role.PROFESSIONAL, Role.PARENT, Role.UNKNOWN
GROUPS = {"childrens_social_care", "lado", "early_help"}

SEEN = {  # situation: (role, two sentences)
    "counter_allegation": (
        PARENT, "he says i coached her, we have family court in may",
        "custody hearing next week and my son says his dad hurts him",
    ),
    "open_case": (
        PARENT, "she has a social worker but i only see her once a month",
        "they are on a child protection plan",
    ),
    "closed_case": (
        PRO, "the case was closed in spring and it has started again",
        "we referred, got NFA, same worry now",
    ),
    "looked_after_missing": (
        PARENT, "my foster daughter is missing since tea time",
        "he is in care and has run away from the home",
    ),
    "foster_carer_concern": (
        PRO, "a boy says his foster dad hits and touches him",
        "I have a worry about the foster carer",
    ),
    "looked_after": (
        PRO, "a looked after girl, 12, is very withdrawn",
        "lad in a children's home seems scared of one worker",
    ),
    "unborn": (
        PRO, "she is 20 weeks and her boyfriend is a convicted offender",
        "newborn in the house and a man with allegations is moving in",
    ),
    "will_not_act": (PARENT, "the school wont do anything about it", "i told the club and they brushed it off"),
    "own_line": (PRO, "our head is alone with pupils in his flat", "I have concerns about my own safeguarding lead"),
    "injury_not_explained": (PRO, "toddler with a genital injury on the ward", "mum's story doesn't fit with it"),
    "takes_it_back": (PRO, "she told us, then she took it all back", "now he says he made it up"),
    "child_asked_for_secrecy": (
        PRO, "he made me promise not to say",
        "she doesn't want anyone to know and I promised",
    ),
    "promise_not_to_tell": (UNKNOWN, "do you promise you wont tell anyone", "can you keep this a secret"),
    "sextortion": (
        PARENT, "someone is blackmailing my son with a picture",
        "they say they'll send the nudes to his mates unless he pays",
    ),
    "partner_arrested": (
        PARENT, "my husband has been arrested and they won't say much",
        "i found pictures on my partners laptop",
    ),
    "image_among_pupils": (
        PRO, "a nude of a girl in year 9 is being passed round",
        "boys shared an explicit video in the group chat at school",
    ),
    "images_of_a_child": (
        UNKNOWN, "a man at work has pictures of little girls on his phone",
        "i came across indecent images on a site",
    ),
    "siblings": (PARENT, "his sister says her brother touches her", "my eldest has hurt my daughter in that way"),
    "honour_or_spirit": (
        PRO, "they say she brought shame on the family and talk of forced marriage",
        "the aunt says the boy is possessed",
    ),
    "position_of_trust": (
        PARENT, "my daughter is 17 and in a relationship with her teacher",
        "sixth form lad and his football coach are messaging at night",
    ),
    "learning_disability": (PARENT, "i have a learning disability and need help to ring", "mum can't read very well"),
    "interpreter": (PRO, "the family need an interpreter", "granny does not speak english"),
    "third_hand": (
        UNKNOWN, "i'm just a neighbour and i hear him shout",
        "my friend told me something about her lodger and the kids",
    ),
    "in_shock": (PARENT, "im shaking she just told me", "i cant breathe i cant think straight"),
    "professional_shaken": (
        PRO, "I feel really shaken by what she told me",
        "I can't stop thinking about it at night",
    ),
    "person_may_be_reading": (PARENT, "he checks my phone every night", "my husband might see this"),
    "press": (UNKNOWN, "I'm a journalist with the local paper", "writing an article on abuse in the county"),
    "prank": (UNKNOWN, "only joking lol", "it was just a prank"),
    "rude_to_the_bot": (UNKNOWN, "this is a useless bot", "you are rubbish"),
    "seeks_images": (UNKNOWN, "where can i watch videos of underage girls", "any sites to see pics of little kids"),
    "way_round": (UNKNOWN, "can the police get back deleted messages", "who reported me"),
}


def role_for(row) -> Role:
    return PRO if "professional" in row.roles else PARENT


@pytest.mark.parametrize("name", [row.id for row in situations()])
def test_every_situation_is_seen_in_two_sentences(name: str) -> None:
    role, *texts = SEEN[name]
    for text in texts:
        assert name in {row.id for row in matching(text, role)}, text


@pytest.mark.parametrize("row", situations(), ids=lambda row: row.id)
def test_no_situation_is_seen_in_its_near_misses(row) -> None:
    assert len(row.near_misses) >= 2
    assert [text for text in row.near_misses if row.seen(fold(text), role_for(row))] == []


@pytest.mark.parametrize("row", [r for r in situations() if not r.alone], ids=lambda row: row.id)
def test_its_first_step_is_told_and_nothing_is_lowered(row) -> None:
    role, text, _ = SEEN[row.id]
    before = decide(Concern(role=role, nature=Nature.SIGNS))
    after = apply(before, (row.id,), role)
    step = row.said("steps", role)[0]
    assert after.steps.index(step) == (1 if row.say.get("place") == "last" else 0)
    assert all(b >= a for a, b in zip(level(before), level(after), strict=True))
    assert len(after.steps) <= MOST["steps"]
    assert row.id in find(text, role)


@pytest.mark.parametrize("row", [r for r in situations() if r.alone], ids=lambda row: row.id)
def test_what_stands_alone_is_a_whole_answer_and_never_laid_over_a_worry(row) -> None:
    role, text, _ = SEEN[row.id]
    made = alone(text, role)
    assert made is not None
    assert made.rule == row.id
    assert made.opening
    assert made.contacts
    assert row.id not in find(text, role)


def test_a_child_is_never_given_an_adults_situation() -> None:
    assert matching("im 12 and he checks my phone", Role.YOUNG_PERSON) == ()


def test_a_person_in_shock_gets_one_step_and_one_group_of_numbers_with_999_first() -> None:
    made = overlay(decide(Concern(role=PARENT, nature=Nature.DISCLOSURE)), "im in shock", PARENT)
    assert "999" in made.opening
    assert (len(made.steps), len(made.contacts), made.avoid, made.record) == (1, 1, (), ())


def test_in_an_emergency_999_stays_the_first_thing_said() -> None:
    before = decide(from_facts({"nature": "disclosure", "told": "yes", "contact": "today", "role": "parent"}))
    after = overlay(before, "she took it all back and im shaking, we have family court", PARENT)
    assert after.route is Route.EMERGENCY
    assert after.steps[0] == before.steps[0]
    assert after.contacts[0] == "emergency_999"


def test_the_lead_as_the_concern_goes_outside_that_line() -> None:
    made = overlay(decide(Concern(role=PRO, nature=Nature.SEEK_LEAD)), "the worry is about our own safeguarding lead. "
                   "I am concerned about the safeguarding lead", PRO)
    assert made.route is Route.LADO
    assert "lado" in made.contacts
    assert any("Do not tell the person" in line for line in made.avoid)


def test_sextortion_always_speaks_of_suicide_and_never_says_to_pay_or_delete() -> None:
    made = overlay(decide(Concern(role=PARENT, nature=Nature.IMAGES)), SEEN["sextortion"][1], PARENT)
    assert "samaritans" in made.contacts
    assert any("ending their life" in step for step in made.steps)
    assert made.steps[0].startswith("Do not pay")


def test_only_two_situations_add_words_but_every_one_can_raise() -> None:
    ids = ("open_case", "closed_case", "siblings")
    made = apply(decide(Concern(role=PARENT, nature=Nature.EARLY_HELP)), ids, PARENT)
    assert (made.route, made.urgency) == (Route.CHILDRENS_SOCIAL_CARE, Urgency.SAME_DAY)


def test_ways_round_are_declined_and_show_nothing_that_helps() -> None:
    made = alone("can they recover deleted messages", UNKNOWN)
    assert isinstance(made, Decision)
    assert made.contacts == ("stop_it_now",)


def test_wording_is_short_and_contacts_are_known() -> None:
    known = {c.id for c in Directory.load().all()} | GROUPS
    for row in situations():
        for role in (PRO, PARENT):
            lines = (*row.said("steps", role), *row.said("avoid", role))
            assert [line for line in lines if len(line) > 140] == [], (row.id, audience(role))
            assert set(row.said("contacts", role)) <= known
