"""Whose past it is, whose family writes, who was let down, and whether a word is of this subject at all."""

from __future__ import annotations

import pytest

from bot.terms import Role
from bot.triage import reading

OWN_PAST = [
    "my uncle abused me for years", "i was raped at 14", "i was only nine", "i was 7 and he was my teacher",
    "it happened when i was small", "this is about my own childhood", "I survived it", "I'm a survivor",
    "i never told anyone", "I have never said this out loud", "the flashbacks are back", "I get nightmares every night",
    "my counsellor said to ask", "i am in therapy", "he did things to me as a boy", "my past keeps coming up",
    "what he did to me, he did that to me for years", "he groomed me online", "i was badly abused", "flash backs again",
    "what was done to me", "it happened to me too", "i was a child and nobody listened", "it brings back my trauma",
]
ANOTHERS = [
    "she told me he touched her", "he hurts my daughter", "the girl has told her nan", "i was told to ring you",
    "i was worried about the boy next door", "i am no busybody", "he lives with her kids", "the boy is six",
    "they never told the school", "my neighbour shouts at the kids", "I was at school with his mum", "nobody told us",
    "she was abused by her stepdad", "her past is not known to us", "i was there when he said it",
]
ACCUSED = [
    "my husband was arrested this morning", "the police took all our devices", "they seized his laptop and phones",
    "he's on bail and can't come home", "my son is accused of touching his cousin", "he is under investigation",
    "there are allegations against my dad", "my brother is being investigated", "he mustn't come home",
    "he must not see the children", "he had to move out", "my partner has to leave the house", "he's not allowed home",
    "he moved out last night", "they found indecent images on his computer", "he was charged with rape",
    "police knocked on our door at 6", "he is not allowed to be alone with the kids", "got bail this afternoon",
    "the police knocked the door down", "he mustnt live here now", "he's not to be alone with them",
    "HE\u2019S ON BAIL",
]
NOT_ACCUSED = [
    "my daughter told me her uncle touched her", "my wife was abused as a child", "how do i talk to my son",
    "we had to ring the school", "she has a phone and two tablets", "he lives with us", "we moved house in may",
    "my husband does not believe her", "she must tell somebody", "i feel guilty that i did not see it",
    "what helps my child now", "my son hurt his sister", "he was at the door",
]
GROWN_SURVIVOR = [
    "my wife told me what her father did to her when she was little", "my husband was abused as a boy",
    "my partner was hurt by a priest when he was nine", "our mum was raped years ago and just told us",
    "my fiancee says it happened in her childhood", "my best friend is a survivor", "my mate was groomed years back",
    "my sister was abused by our uncle growing up", "my girlfriend's in bits, her stepdad abused her",
    "my dad says a teacher hurt him as a child", "my boyfriend has flashbacks, his priest used him",
    "my nan says it went on in the fifties", "my sister in law was abused by her brother", "my old friend was abused",
    "My mother, now 60, has told me about things in the sixties", "my husband was hurt by a monk in the 70",
]
NO_GROWN_SURVIVOR = [
    "my daughter was touched by her uncle", "my wife says our son is quiet", "my husband hits me",
    "my son was abused", "my granddaughter told me when she was here", "my neighbour hurts his kids",
    "i was abused as a child", "her mum drinks", "my friend's little girl wets the bed",
    "my partner babysits on fridays", "the girl's dad used to live here", "my husband thinks i worry too much",
    "my mum picks him up from school", "a man at the pool watched my son",
]
LET_DOWN = [
    "the trial collapsed, he walked out", "the case was dropped", "case got thrown out", "the police did nothing",
    "the cps dropped it, what was the point", "social services knew and did nothing", "social workers never listened",
    "the church covered it up", "the church covered up everything", "school ignored me", "police said nfa",
    "they said no further action", "the jury said not guilty", "he got off", "she walked free", "my gp laughed",
    "nobody did nowt", "the court let me down", "you lot failed me", "what's the point", "whats the fucking point",
    "i told the doctor and he told me to forget it", "why should i trust you", "everyone knew", "they did not help",
    "judge let him go, he walked away", "what is the point of talking", "nobody listened, they never listened",
]
NOT_LET_DOWN = [
    "i want to report it to the police", "how long does a trial take", "the police were kind", "he was found guilty",
    "my social worker helps me", "i have a court date in may", "my church is a comfort", "they believed me",
    "how do i trust people again", "he walked to school with me", "the doctor gave me tablets", "i told nobody",
    "what happens in court", "the case is open", "i never told the police", "at which point do i report",
]


@pytest.mark.parametrize("line", OWN_PAST)
def test_what_was_done_to_the_writer_is_their_own_past(line: str) -> None:
    assert reading.own_past(line)


@pytest.mark.parametrize("line", ANOTHERS)
def test_what_is_told_of_somebody_else_is_not(line: str) -> None:
    assert not reading.own_past(line)


@pytest.mark.parametrize("line", ACCUSED)
def test_an_arrest_bail_or_seized_phones_are_of_somebody_accused(line: str) -> None:
    assert reading.of_accused(line)


@pytest.mark.parametrize("line", NOT_ACCUSED)
def test_a_family_without_an_accusation_is_of_nobody_accused(line: str) -> None:
    assert not reading.of_accused(line)


@pytest.mark.parametrize("line", GROWN_SURVIVOR)
def test_a_grown_up_who_was_hurt_as_a_child_is_a_grown_survivor(line: str) -> None:
    assert reading.of_grown_survivor(line)


@pytest.mark.parametrize("line", NO_GROWN_SURVIVOR)
def test_a_child_the_writer_or_a_grown_up_of_today_is_none(line: str) -> None:
    assert not reading.of_grown_survivor(line)


@pytest.mark.parametrize("line", LET_DOWN)
def test_who_did_nothing_or_let_him_go_has_let_somebody_down(line: str) -> None:
    assert reading.let_down(line)


@pytest.mark.parametrize("line", NOT_LET_DOWN)
def test_who_asks_of_a_court_or_was_helped_was_not_let_down(line: str) -> None:
    assert not reading.let_down(line)


@pytest.mark.parametrize(("line", "ours"), [
    ("is the LADO in today", True), ("when do the police come", True), ("whats the threshold", True),
    ("how many reports last year", True), ("who chairs the partnership", True), ("camhs waiting time", True),
    ("is there a helpline", True), ("when is the next bus to ely", False), ("what's the weather like", False),
    ("how deep is the nene", False), ("what time does tesco open", False), ("how much is parking", False),
])
def test_a_question_of_ours_has_a_word_of_the_subject(line: str, ours: bool) -> None:
    assert reading.of_subject(line) is ours


@pytest.mark.parametrize("line", [
    "she picks him up at six", "she picks up at six", "he collects her at about four", "he picks them up by noon",
    "her mum picks her up around half five", "home time is at three", "her dad collects them by lunch",
    "she goes home at seven", "he picks her up around nine", "she is collected at one", "he collects her at about 3",
    "he picks her up around about ten", "collected at the end of the day",
])
def test_a_time_of_picking_up_is_today(line: str) -> None:
    assert reading.facts_from("concern_general", line, Role.PARENT).get("contact") == "today"


@pytest.mark.parametrize("line", [
    "she picked him up at six months old", "he collects stamps at home", "we picked a school by the park",
    "she picks at her food", "he collects coins by the dozen", "my son picks his nose at school", "she is at six now",
])
def test_other_picking_is_no_meeting(line: str) -> None:
    assert "contact" not in reading.facts_from("concern_general", line, Role.PARENT)


@pytest.mark.parametrize(("text", "near"), [
    ("my husband was abused as a boy and our son sees the man every week", True),
    ("her grandchildren stay with him", True), ("we have a son of 4 who sees the man", True),
    ("she told me what her father did to her", False), ("he died in 2019", False),
])
def test_a_child_may_be_near_the_person_of_long_ago(text: str, near: bool) -> None:
    assert reading.child_near(text) is near


@pytest.mark.parametrize(("text", "there"), [
    ("he is living with his new baby in Ely", True), ("hes in peterborough with his kids", True),
    ("i live with my own kids and i cannot sleep", False), ("my daughter stays with me", False),
])
def test_the_person_of_long_ago_may_live_with_a_child(text: str, there: bool) -> None:
    assert reading.with_their_child(text) is there
