"""Questions: the fact asked for, what nobody here knows, one inside a worry, one in the middle of a form."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.model
KNOWN = (  # a question, one of the words that answer it, the heading it rests on
    ("Which study from 2004 looked at children's fears about asking for help?", "Gorin", "How children seek help"),
    ("At what ages does most FGM take place?", "5", "Female Genital Mutilation (FGM)"),
    ("which subgroup keeps an eye on progress", "Quality and Effectiveness", "Governance"),
    ("whose saying about people who only watch is at the front of the strategy", "Einstein", "Introduction"),
    ("what did youngsters round here wish for when they were asked", "notice",
     "Why is child sexual abuse difficult to identify?"),
)
UNKNOWN = (
    "what does the partnership spend on training each year",
    "how many referrals did schools in Wisbech make last term",
    "which tablets stop a child's nightmares",
    "how do I bleed a radiator",
    "what wage does a youth offending officer start on",
    "who printed the underwear rule leaflets and what was the bill",
    "how many years until a safeguarding form is destroyed",
    "which protocol is there for scalds and burns",
)
WORRIES = (  # put as questions; none of them is one for the strategy, and none is declined
    "what if he who did it to me as a boy has small grandchildren now",
    "could my ex still have our girls, there were child abuse images on his tablet",
    "how do I get somebody to help, mum's bloke beats my little brother",
)


@pytest.mark.parametrize(("words", "fact", "heading"), KNOWN)
def test_a_question_gets_its_fact_and_its_heading(talk: Any, words: str, fact: str, heading: str) -> None:
    said = talk("professional")(words)
    assert fact in said.text[:1500]
    assert heading in [c["section"] for c in said.card["citations"][:3]]


@pytest.mark.parametrize("words", UNKNOWN)
def test_what_nobody_here_knows_is_said_to_be_unknown_and_cites_nothing(talk: Any, words: str) -> None:
    said = talk("professional")(words)
    assert said.card["kind"] == "decline"
    assert said.card["citations"] == []


@pytest.mark.parametrize("words", WORRIES)
def test_a_worry_put_as_a_question_is_taken_up(talk: Any, words: str) -> None:
    assert talk("parent")(words).card["kind"] in {"concern", "escalation", "safety_check"}


def test_a_question_inside_a_worry_is_answered_beside_the_worry(talk: Any) -> None:
    said = talk("professional")(
        "A boy of 7 in my class keeps pulling other children's trousers down and touching them. "
        "Which model of assessment does NICE recommend for harmful sexual behaviour?"
    )
    assert said.card["kind"] == "concern"
    assert "AIM3" in said.text[:1500]
    assert said.form


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(talk: Any) -> None:
    speak = talk("parent")
    before = speak("my daughter is 8 and is scared of her uncle, he gives her secret presents")
    said = speak("what does the P in the PANTS rule stand for?")
    assert "rivates" in said.text
    assert said.form == before.form == "concern_form"
    assert said.asked == "contact"   # the question about danger came with the worry and is not asked again


@pytest.mark.parametrize(("first", "then", "answered"), [
    ("what is an early help assessment", "for schools?", True), ("what does LADO mean", "for volunteers?", True),
    ("how long after a strategy discussion is the conference held", "and how long does it take", True),
    ("what is the hackett continuum", "and what is the weather tomorrow", False),
    ("what is an early help assessment", "my son is frightened of his uncle", False),
])
def test_a_few_words_carry_the_last_question_on(talk: Any, first: str, then: str, answered: bool) -> None:
    one = talk("professional")
    assert one(first).kind == "answer"
    said = one(then)
    assert (said.kind == "answer") is answered


def test_a_question_amid_a_worry_that_carries_an_answer_on_is_no_answer_to_the_form(talk: Any) -> None:
    one = talk("professional")
    asked = one("GP here. A girl of 16 has had FGM, done abroad years ago. What do I do?").asked
    assert one("does she have to agree to the report").kind == "answer"
    said = one("and by when must it be done")
    assert (said.kind, said.asked) == ("answer", asked)


@pytest.mark.parametrize("words", ["hackett", "caf", "lado", "sarc", "gdpr"])
def test_the_bare_name_of_a_thing_is_a_question_about_it(talk: Any, words: str) -> None:
    assert talk("professional")(words).kind == "answer"


def test_a_question_beside_a_remark_is_answered(talk: Any) -> None:
    said = talk("unknown")("sorry the dog had my phone lol. what is the elms")
    assert (said.kind, said.route) == ("answer", "health")


def test_a_later_question_names_an_agency_only_where_it_is_asked_whom_to_turn_to(talk: Any) -> None:
    one = talk("parent")
    assert one("how do I make a referral").route == "childrens_social_care"
    assert one("can they find out that it was me who reported").route == "information"
    assert one("who do I ring to report a worry").route == "childrens_social_care"


@pytest.mark.parametrize("said", [
    "good evening, sorry to trouble you on a sunday. my neighbours girl is out late on the landing most nights",
    "hello there, hope this is the right place. my grandson cries when his uncle picks him up",
])
def test_a_worry_behind_a_polite_opening_is_heard(talk: Any, said: str) -> None:
    assert talk("parent")(said).kind == "concern"


@pytest.mark.parametrize("said", ["hi its me again", "thanks, my mum is helping me now. bye", "good morning to all"])
def test_a_greeting_that_tells_nothing_stays_one(talk: Any, said: str) -> None:
    assert talk("parent")(said).kind == "smalltalk"


@pytest.mark.parametrize(("words", "first", "route"), [
    ("hello do you have the number of a survivors line please", "NAPAC", "support_service"),
    ("Staff nurse, ED at Hinchingbrooke. Social care number for Cambridgeshire please", "social care",
     "childrens_social_care"),
])
def test_a_number_that_we_hold_is_given_and_not_declined(talk: Any, words: str, first: str, route: str) -> None:
    said = talk("unknown")(words)
    assert (said.kind, said.route) == ("answer", route)
    assert first in said.card["contacts"][0]["name"]
    assert said.card["steps"] == []


def test_a_practical_question_amid_a_worry_is_answered_and_nobody_is_accused(talk: Any) -> None:
    speak = talk("professional")
    speak("a boy of 10 told me his mum's partner touches him, he is at his nan's all week")
    for words in ("will they tell her it was me who snitched", "what do I say when she walks in"):
        assert not speak(words).holds("I will not help with that")


def test_where_the_examination_is_done_is_answered_in_the_middle_of_a_form(talk: Any) -> None:
    speak = talk("professional")
    speak("a girl of 14 was hurt by her mum's partner last week, mum says she wants no referral")
    said = speak("social care are sending somebody tomorrow. where do we go for the forensic medical")
    assert said.route == "health"
    assert said.holds("The Elms")
