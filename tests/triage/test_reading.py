"""What is read from plain words: facts of a first message, and answers to our questions. Sentences are our own."""

from __future__ import annotations

import pytest

from bot.terms import Role, Route
from bot.triage.concern import Nature, from_facts
from bot.triage.decide import decide
from bot.triage.patterns import fold
from bot.triage.reading import answer, asks_what_now, facts_from, nature_of, role_of, sees_children

FACTS = [  # intent, text, facts that must be read
    ("disclosure", "my daughter 6 says grandad plays secret games with her", {"about": "family", "told": "yes",
     "age_band": "5_to_9", "role": "parent"}),
    ("disclosure", "Y4 pupil told me at lunch about her stepdad. Mum collects at 3.15", {"about": "at_home",
     "contact": "today", "age_band": "5_to_9", "role": "professional", "agency": "education"}),
    ("disclosure", "he is staying at his uncles tonight and he told me what happens there", {"contact": "today"}),
    ("disclosure", "she told me on sunday, he is in prison now", {"contact": "none_planned"}),
    ("disclosure", "he goes to his dads every other weekend and told me", {"contact": "days", "about": "at_home"}),
    ("signs", "no disclosure, he just goes quiet. Health visitor here, two year old", {"told": "no",
     "role": "professional", "agency": "health", "age_band": "under_5"}),
    ("signs", "my neice wont say why she hates bath time, she's 11", {"told": "no", "age_band": "10_to_12"}),
    ("signs", "A girl in my form group, 13, sits alone all day", {"role": "professional", "age_band": "13_to_15"}),
    ("signs", "bruising on her inner thighs, GP. What next", {"marker": "injury", "role": "professional"}),
    ("adult_behaviour", "the football coach gives my lad lifts home on his own", {"about": "works_with_children"}),
    ("adult_behaviour", "a family friend keeps buying him trainers", {"about": "someone_else"}),
    ("adult_behaviour", "mums new fella wants to do all the bath times", {"about": "at_home"}),
    ("strong_signs", "she's 14 and has chlamydia, won't say who", {"marker": "pregnancy_or_infection",
     "age_band": "13_to_15"}),
    ("known_offender", "registered sex offender moving in next door to a nursery", {"known_history": "yes"}),
    ("adult_behaviour", "he has been to prison for it before, he lives with them", {"known_history": "yes",
     "about": "at_home"}),
    ("professional", "her tutor is a worry, she is 16", {"about": "works_with_children", "age_band": "16_to_17"}),
    ("child_on_child", "her older brother shares a room with her and forced her", {"about": "other_child",
     "marker": "force_or_gap"}),
    ("online", "someone on roblox keeps asking my boy where he lives", {"about": "online", "role": "parent"}),
    ("social_care_open", "her social worker has not rung me back", {"social_care": "open"}),
    ("disclosure", "they closed the case in may and now she has told me again", {"social_care": "closed"}),
    ("non_recent", "when i was 9 my uncle did things, he has grandkids now", {"recency": "long_ago",
     "other_children": "yes", "role": "adult_survivor"}),
    ("non_recent", "it was in the 80s and he died years ago", {"recency": "long_ago"}),
    ("elsewhere", "my grandson lives in Norwich and i am worried", {"area": "elsewhere", "role": "parent"}),
    ("signs", "boy in our setting in Whittlesey flinches", {"area": "cambridgeshire", "role": "professional"}),
    ("signs", "we live in Orton and the kid upstairs cries all night", {"area": "peterborough"}),
    ("disclosure", "he is non-verbal and pointed at the photo of his uncle", {"communication": "disability"}),
    ("disclosure", "she speaks little english, she told the dinner lady", {"communication": "language"}),
    ("fgm_known", "patient aged 31 told me she was cut as a child", {"age_band": "adult_now", "role": "professional"}),
    ("disclosure", "im 13 and my uncle does things", {"role": "young_person"}),
    ("signs", "As a housing officer I saw a bolt on the inside of the bedroom door", {"agency": "housing"}),
]

NOT_FACTS = [  # intent, text, fact that must not be read (with that value), why
    ("disclosure", "she told me today at school", "contact", "today", "the telling was today, not the contact"),
    ("disclosure", "i am going to ring social care tomorrow", "contact", "today", "the call is tomorrow"),
    ("disclosure", "he told me and he is staying with me tonight", "contact", "today", "safe with the writer"),
    ("disclosure", "she is not going there tonight", "contact", "today", "denied"),
    ("signs", "mum told me he wets the bed", "told", "yes", "mum told, not the child"),
    ("signs", "if a child discloses what then. pupil is quiet", "told", "yes", "a question"),
    ("adult_behaviour", "i'm a teacher and a neighbour watches the children", "about", "works_with_children", "writer"),
    ("signs", "my husband and i are worried about the neighbour", "about", "at_home", "the writer's own husband"),
    ("signs", "he has been off school for 11 days", "age_band", "10_to_12", "a number of days"),
    ("signs", "it began in march and he cries", "area", "cambridgeshire", "the month"),
    ("signs", "we once went to London on a trip and she cried", "area", "elsewhere", "only a trip"),
    ("known_offender", "registered childminder with no convictions", "known_history", "no", "its nature says so"),
    ("strong_signs", "her mum is pregnant and he is quiet", "marker", "pregnancy_or_infection", "the mother"),
    ("early_help", "my husband works nights and the kids are hard work", "about", "at_home", "nobody is suspected"),
    ("signs", "i was 7 when we moved here and now my son is quiet", "role", "young_person", "an adult"),
    ("signs", "i'm a social worker, a boy is withdrawn", "social_care", "open", "the writer is one"),
    ("adult_behaviour", "he got her to send him pictures", "communication", "disability", "no special needs"),
    ("child_sexual_behaviour", "he keeps touching himself", "other_children", "yes", "nobody else is there"),
]


@pytest.mark.parametrize(("nature", "text", "expected"), FACTS)
def test_reads_what_the_words_say(nature: str, text: str, expected: dict[str, str]) -> None:
    found = facts_from(f"concern_{nature}", text, Role.UNKNOWN)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(("nature", "text", "fact", "value", "why"), NOT_FACTS)
def test_reads_no_more_than_the_words_say(nature: str, text: str, fact: str, value: str, why: str) -> None:
    assert facts_from(f"concern_{nature}", text, Role.UNKNOWN).get(fact) != value, why


@pytest.mark.parametrize("intent", [
    "survivor_support", "family_support", "self_concern", "young_person_telling", "young_person_friend",
    "young_person_did_something", "misuse_request", "ask_fgm_law", "greet", "concern_third_language",
])
def test_what_is_no_concern_gives_no_facts(intent: str) -> None:
    assert facts_from(intent, "my daughter told me about her uncle", Role.UNKNOWN) == {}


def test_every_nature_has_its_intent_and_everything_read_is_a_known_word() -> None:
    text = "Y4 pupil, 8, told me about stepdad, convicted before, they live in Ely, seeing her tonight, she has an sti"
    for nature in Nature:
        assert nature_of(f"concern_{nature}") == str(nature)
        found = facts_from(f"concern_{nature}", text, Role.UNKNOWN)
        made = from_facts(found)
        assert {name: str(getattr(made, name)) for name in found} == found


def test_a_role_that_is_known_is_not_read_again_but_a_childs_voice_always_counts() -> None:
    assert "role" not in facts_from("concern_signs", "my son is quiet", Role.PROFESSIONAL)
    assert facts_from("concern_disclosure", "im 12 and my cousin makes me", Role.PROFESSIONAL)["role"] == "young_person"


def test_the_youngest_age_is_taken_since_that_is_most_likely_the_child() -> None:
    found = facts_from("concern_child_on_child", "her brother is 14 and she is 6", Role.PARENT)
    assert found["age_band"] == "5_to_9"


ANSWERS = [  # slot, text, intent, value
    ("contact", "Today or tomorrow", "nlu_fallback", "today"),
    ("contact", "he picks her up at 3", "contact_today", "today"),
    ("contact", "not till saturday", "contact_days", "days"),
    ("contact", "two weeks today", "nlu_fallback", "days"),
    ("contact", "hes in prison", "contact_none", "none_planned"),
    ("contact", "no contact until tomorrow", "nlu_fallback", "today"),
    ("contact", "I'm 31 now", "give_age", None),
    ("contact", "dunno", "unsure", "not_sure"),
    ("contact", "no disclosure", "told_no", None), ("contact", "he doesnt live with me no", "about_home", None),
    ("told", "12 like i said", "give_age", None), ("told", "cambs yes", "affirm", None),
    ("other_children", "no she hasn't told us that", "told_no", None),
    ("other_children", "my husbands brother", "about_family", None), ("other_children", "his brother", "x", "yes"),
    ("social_care", "she begged me not to say", "x", None),
    ("area", "somewhere else, we're far off", "x", "elsewhere"),
    ("contact", "yeah", "affirm", "not_sure"),
    ("contact", "Skip", "skip", "skipped"),
    ("contact", "id rather not say", "skip", "skipped"),
    ("contact", "what happens if i ring", "ask_referral_how", None),
    ("contact", "thanks", "thanks", None),
    ("contact", "stop", "stop", None),
    ("told", "I already told you how old he is", "told_yes", "skipped"),
    ("age_band", "I've said that, he is 7", "told_yes", "5_to_9"), ("told", "I already told the school", "x", "yes"),
    ("told", "already said. do I need consent?", "told_yes", None),
    ("told", "yes", "affirm", "yes"),
    ("told", "no she hasn't said anything", "told_no", "no"),
    ("told", "she drew it", "told_yes", "yes"),
    ("told", "not sure", "unsure", "not_sure"),
    ("about", "my partner", "about_home", "at_home"),
    ("about", "her nan's neighbour", "about_family", "family"),
    ("about", "a boy in her class", "about_child", "other_child"),
    ("about", "her teacher", "nlu_fallback", "works_with_children"),
    ("about", "someone on snapchat", "nlu_fallback", "online"),
    ("other_children", "yes two brothers", "affirm", "yes"),
    ("other_children", "nope", "deny", "no"),
    ("other_children", "just her", "nlu_fallback", "no"),
    ("age_band", "9", "give_age", "5_to_9"),
    ("age_band", "yr 9", "give_age", "13_to_15"),
    ("age_band", "18 months", "give_age", "under_5"),
    ("age_band", "they are 6 and 12", "give_age", "5_to_9"), ("area", "Ely not Peterborough", "x", "cambridgeshire"),
    ("age_band", "key stage 2", "give_age", "5_to_9"),
    ("age_band", "over 18 now", "give_age", "adult_now"),
    ("area", "Wisbech", "give_area", "cambridgeshire"),
    ("area", "PE2", "give_area", "peterborough"),
    ("area", "march", "give_area", "cambridgeshire"),
    ("area", "not in cambridgeshire, Norwich", "give_area", "elsewhere"),
    ("area", "kings lynn", "give_area", "elsewhere"),
    ("area", "not sure", "unsure", "unknown"),
    ("role", "I'm a GP", "give_role", "professional"),
    ("role", "her nan", "give_role", "parent"),
    ("role", "I am under 18", "give_role", "young_person"),
    ("role", "just a neighbour", "give_role", "unknown"),
    ("communication", "shes autistic", "nlu_fallback", "disability"),
    ("communication", "no", "deny", "no_extra_need"),
    ("recency", "years ago", "long_ago", "long_ago"),
    ("recency", "last week", "recent", "recent"),
    ("social_care", "yes", "affirm", "open"),
    ("social_care", "it was closed", "nlu_fallback", "closed"),
    ("pressure", "yes he would find out", "affirm", "yes"),
    ("pressure", "no", "deny", "no"),
]


@pytest.mark.parametrize(("slot", "text", "intent", "value"), ANSWERS)
def test_reads_the_answer_to_a_question(slot: str, text: str, intent: str, value: str | None) -> None:
    assert answer(slot, text, intent) == value


@pytest.mark.parametrize(("text", "role"), [
    ("Nursery manager. We have a boy of four who pulls down trousers", "professional"),
    ("there is a man on a game who told my boy he is fourteen", "parent"),
    ("aunty here. my sister laughs when he pats my nieces", "parent"),
    ("got told by another mum that my childs friend is scared of him", "parent"),
])
def test_reads_who_is_writing_where_the_words_name_it(text: str, role: str) -> None:
    assert role_of(fold(text)) == role


@pytest.mark.parametrize("text", ["he does it to my baby brother too", "i saw him with my little girl cousin"])
def test_a_childs_little_brother_or_cousin_makes_nobody_a_parent(text: str) -> None:
    assert role_of(fold(text)) != "parent"


@pytest.mark.parametrize(("text", "sees"), [
    ("my brother raped me as a kid. hes just had a baby girl", True),
    ("my dad abused me and now my sister leaves her kids with him", True),
    ("he has no kids and i just want to talk", False), ("he's got a little girl of 4 now", True),
    ("thirty years on and the flashbacks still come", False),
])
def test_reads_that_the_person_who_did_it_is_around_children_now(text: str, sees: bool) -> None:
    assert sees_children(text) is sees


def test_pictures_on_a_colleagues_device_are_about_somebody_who_works_with_children() -> None:
    found = facts_from("concern_images", "found pictures of children on a staff laptop", Role.UNKNOWN)
    assert found["about"] == "works_with_children"


@pytest.mark.parametrize("intent", ["contact_none", "contact_today", "about_home"])
def test_signs_answer_no_question_whatever_they_were_taken_for(intent: str) -> None:
    assert answer("contact", "{{7*7}} ${HOME} %s {0}", intent) is None
    assert answer("age_band", "8 :-)", "give_age") == "5_to_9"


@pytest.mark.parametrize("text", ["not with them now", "no she isn't with him at the moment", "shes not near him"])
def test_not_being_together_now_is_no_day_but_it_is_not_today(text: str) -> None:
    assert answer("contact", text, "contact_today") == "days"
    assert answer("contact", f"{text}, she goes back tonight", "contact_today") == "today"


@pytest.mark.parametrize(("text", "asks"), [
    ("ok what now", True), ("So what should I do then?", True), ("what do i do if he comes back", False),
    ("what should I write down", False), ("what happens now", False),
])
def test_asking_only_what_to_do_is_told_from_every_other_question(text: str, asks: bool) -> None:
    assert asks_what_now(text) is asks


@pytest.mark.parametrize(("text", "works"), [
    ("our DSL is texting a girl in year 10", True), ("the head teacher has been messaging pupils at night", True),
    ("I have told our DSL that a man is messaging her", False), ("our DSL is off and he is messaging her", False),
])
def test_a_lead_who_writes_to_a_pupil_works_with_children_and_one_who_was_told_is_not_the_concern(
    text: str, works: bool
) -> None:
    found = facts_from("concern_online", text, Role.PROFESSIONAL)
    assert (found.get("about") == "works_with_children") is works
    if works:
        assert decide(from_facts({**found, "role": "professional"})).route is Route.LADO
