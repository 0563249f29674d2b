"""Who can have done it, who can have been rung, and whose home it is, as far as the words alone say."""

from __future__ import annotations

import pytest

from bot.nlu.fits import ELSEWHERE, fits
from bot.nlu.fits_who import ON_CHILD, RUNG, by_a_child, has_rung, hints_at_fgm, keeps_safe

BY_GROWN_UPS = [
    "she was hurt by her uncle", "he was touched by an older man", "abused last year by her step dad",
    "assaulted by the lodger", "raped by a neighbour", "harmed by the teacher", "she was kissed by her coach",
    "groped at the pool by a tutor", "grabbed by the vicar", "filmed by her driver", "hurt by her aunt",
    "her uncle touched her", "her auntie hurts her", "grandad kissed her", "grandpa has abused her",
    "my grandfather's touched her", "her grandma hurt him", "his grandmother had hurt him", "dad touches her",
    "stepfather raped her", "step-mum hurts him", "her mother hurt her", "the man groped her",
    "the bloke touched my boy", "the priest abused my son", "the carer assaulted her", "an adult touching kids",
    "HER UNCLE RAPED HER", "her uncle touched her, my daughter told me",
]
BY_CHILDREN = [
    "her cousin touched her", "a boy in year 9 touched her", "she was filmed by a boy", "he is scared of his uncle",
    "the neighbour and his son", "her manager hurt her", "they were kissing",
]
BY_BOTH = [
    "his uncle hurt him and his brother hurts him too", "touched by a man and by an older boy",
    "her dad hurt her, her sister has touched her", "a man touched her then a girl showed it to all",
    "grandad touched her and the lad made her watch", "the coach kissed her and a pupil did too",
    "dad hurt her and a student who is older pulled her", "uncle hurt him, a classmate who hurt him too is here",
    "the man abused her and the teenager's touching her", "hurt by her dad and by another child",
    "touched by a man and by other children", "hurt by dad, and by the older kids",
    "the man hurt him, his peer put it on", "dad hurt her and her son does it",
    "the man hurt her, her nephew just raped her", "dad hurt her and year 9 abused her",
    "dad hurt him, his niece assaulted him", "uncle touched her and yr 9 groped her",
    "uncle touched her, y9 kissed her", "the uncle hurt her and her sibling makes her",
    "the man hurt her and a lass did", "dad hurt her, my daughter does",
]


@pytest.mark.parametrize("line", BY_GROWN_UPS)
def test_where_only_somebody_grown_up_did_it_no_child_did(line: str) -> None:
    assert not by_a_child(line)
    assert not fits(ON_CHILD, line, {})


@pytest.mark.parametrize("line", [*BY_CHILDREN, *BY_BOTH])
def test_where_a_child_may_have_done_it_too_it_stays_open(line: str) -> None:
    assert by_a_child(line)
    assert fits(ON_CHILD, line, {})


@pytest.mark.parametrize("line", [
    "i rang them", "I've rung the police", "i'll ring, i already told the gp", "they will be here, they are coming",
    "he booked a table and i rang", "flights to see nan are dear, i rang", "we are going to see them, it is reported",
    "i will wait, the police are on the way", "ill go, i called", "we'll see, i phoned",
    "might help, i spoke to them", "could be, it is done", "gonna wait, it is sent", "should be ok, i have rung",
    "we booked an appointment and told the gp",
])
def test_who_has_rung_or_waits_for_help_has_rung(line: str) -> None:
    assert has_rung(line)
    assert fits(RUNG, line, {})


@pytest.mark.parametrize("line", [
    "i'll ring them", "ill call", "i will tell them", "we'll report it", "we will ring", "going to phone",
    "gonna ring", "i might call", "i could tell them", "i should ring", "you ring the police", "can u call them",
    "will you tell my mum", "do you phone anyone", "do you report it", "he bought tickets", "she buys a flight",
    "they buy the tickets and called us", "he booked a trip, i told you so", "booking the flights already",
    "they have booked the holiday, done", "dad BOUGHT a ticket and phoned her",
])
def test_what_is_yet_to_be_done_or_is_a_journey_rang_nobody(line: str) -> None:
    assert not has_rung(line)
    assert not fits(RUNG, line, {})


@pytest.mark.parametrize(("line", "meant"), [
    ("her uncle lives in Leeds", False), ("the man has moved to Spain", False), ("she lives in Leeds", True),
    ("her uncle lives in London and she lives in Leeds", True), ("my grandson lives in Norwich", True),
    ("which council do i ring", True),
])
def test_somebody_elses_home_is_no_worry_from_elsewhere(line: str, meant: bool) -> None:
    assert fits(ELSEWHERE, line, {}) is meant


@pytest.mark.parametrize(("line", "meant"), [
    ("do we stop him seeing her", False), ("should we stop", False), ("can we stop", False), ("must we stop", False),
    ("how do i make him stop", False), ("stop", True), ("we stop", True), ("stop please, we have to go now", True),
])
def test_a_question_what_they_should_stop_leaves_nothing_off(line: str, meant: bool) -> None:
    assert fits("stop", line, {}) is meant


@pytest.mark.parametrize("line", [
    "uncle grabs her", "the man films her", "a coach harms her", "touches by the man", "her teacher gropes her",
    "the lodger harmed him", "dad films it all", "a neighbour grabbed her", "mum hurts him",
    "a man touches her", "the vicar assaults her",
])
def test_what_somebody_grown_up_does_now_no_child_did(line: str) -> None:
    assert not by_a_child(line)


@pytest.mark.parametrize("line", [
    "uncle hurt him and brothers hurt him", "dad hurt her, the lads did it too", "dad hurt her and year 9s hurt her",
    "the man hurt her and kids have touched her", "dad hurt her, the lasses made her",
    "uncle hurt her, cousins touched her",
    "dad hurt him and classmates did", "uncle hurt him and yr 9s did", "the coach hurt him and y9s did",
])
def test_several_children_may_have_done_it_too(line: str) -> None:
    assert by_a_child(line)


@pytest.mark.parametrize(("line", "rung"), [
    ("flights are booked and she called us", False), ("the tickets booked, done", False),
    ("ticket now paid, sent", False),
    ("flight bought already", False), ("tickets are dear, i rang", True),
    ("they booked a trip and i've told the lado", True),
    ("tickets bought and i told the school", True), ("we have already reported it, flights booked", True),
    ("he booked a trip, we just phoned", True), ("he booked flights, i have spoken to the police", True),
    ("he booked flights, we rung them", True), ("he booked flights, i called", True),
    ("he booked flights, i rang u", False),
    ("he booked flights, i told you", False), ("he booked flights and she told us", False),
])
def test_who_tells_of_a_journey_has_rung_where_they_say_so(line: str, rung: bool) -> None:
    assert has_rung(line) is rung
    assert fits(RUNG, line, {}) is rung


@pytest.mark.parametrize(("line", "safe"), [
    ("how do we know she is safe there", True), ("make sure he is kept safe", True),
    ("is the babysitter trusted", True),
    ("are they vetted", True), ("it's checked", False), ("i want her to be looked after safely", True),
    ("how do i make sure nobody checked", False), ("is it safe to write to her at night", False),
    ("stay safe", False), ("keeping them safe", True), ("if my girl is safe", True), ("KNOW HE IS SAFE", True),
    ("how do i get her alone", False), ("send me a picture", False), ("safe", False), ("is she safer", False),
    ("is there any other way for me to get close to a safe place", False),
])
def test_who_wants_a_child_kept_safe_plans_nothing(line: str, safe: bool) -> None:
    assert keeps_safe(line) is safe
    assert fits("misuse_request", line, {}) is not safe


@pytest.mark.parametrize("line", [
    "fgm", "she will be cut", "cutting", "infibulation", "deinfibulated", "a one way", "circumcised", "mutilation",
    "sunna",
    "gudniin", "made clean", "the cleansing", "pure", "a ritual", "our custom", "traditions", "culture", "a ceremony",
    "they celebrate", "a party", "parties", "a feast", "become a woman", "made women", "initiated", "abroad", "africa",
    "gambia", "somalia", "sudanese", "mali", "egypt", "nigerian", "kenya", "ethiopia", "eritrea", "guinea",
    "sierra leone",
    "senegal", "kurdish", "iraq", "yemen", "indonesia", "malaysia", "ghana", "home country", "back home", "the village",
    "they fly", "flies", "flying", "flight", "plane", "airport", "tickets", "visa", "passport", "travelling", "trip",
    "holiday", "the summer", "another country", "grandmother", "gran", "nan", "aunties", "elders", "community",
    "get it done",
    "it's time", "her turn", "her sisters", "SOMALIA",
])
def test_a_word_of_those_families_leaves_the_fear_that_she_is_cut(line: str) -> None:
    assert hints_at_fgm(line)
    assert fits("concern_fgm_risk", line, {})


@pytest.mark.parametrize("line", [
    "she is scared of him", "what is her name", "he touched her", "she is quiet", "executive", "panpipes", "flyer",
    "impure",
])
def test_without_one_nobody_fears_it(line: str) -> None:
    assert not hints_at_fgm(line)
    assert not fits("concern_fgm_risk", line, {})
    assert fits("concern_fgm_known", line, {}), "what was done may be told in other words"


def test_self_harm_is_no_fear_of_being_cut_whatever_else_is_said() -> None:
    assert not fits("concern_fgm_risk", "she has been cutting her arms since the summer", {})


@pytest.mark.parametrize(("grade", "meant"), [("check", False), ("none", True), ("immediate", True), (None, True)])
def test_what_is_asked_about_leaves_nothing_off(grade: str | None, meant: bool) -> None:
    assert fits("stop", "stop", {"grade": grade}) is meant
    assert fits("goodbye", "cant do this anymore", {"grade": grade})
