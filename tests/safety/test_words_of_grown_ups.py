"""Words that no child says of themselves: an age from 18 on, a job, a wife, a time when one was little."""

from __future__ import annotations

import pytest

from bot.safety.voice import Voice
from bot.terms import Role

VOICE = Voice.load()
GROWN = [
    "im 24", "i'm 18 and at uni", "i am now 45", "im nearly 60", "I'm a 34 year old man", "i am 19", "I\u2019m 52",
    "ive got a girl of 13 messaging me, im 24", "we were kids when it started",
    "my manager said to write it down", "my husband does not know",
    "my stepdaughter sleeps next door", "my step kids are here", "one of my pupils told me", "my students trust me",
    "he comes home with bruises", "she came back home with new trainers", "she gets home with money",
    "i looked at her phone bill", "her school uniform was torn", "i'm her teacher", "I\u2019m a nurse",
    "I'm the swimming coach", "i'm his step dad", "i'm his gran", "I'm her foster carer", "my solicitor says no",
    "my counsellor thinks so", "my mortgage is due and im scared", "my boss shouts", "our lodger looks at her",
]
NO_WORD_OF_IT = [
    "im 13", "i'm 17", "im 12 and scared", "im 20 minutes away", "im 25 miles from home", "im 30 weeks pregnant",
    "i am 40 mins late", "im 21 days late", "im 20 % done", "when i was at school he texted me", "my teacher is weird",
    "my mums husband shouts", "i'm in year 9", "my stepdad comes in my room", "my step brother touches me",
    "he comes home drunk", "she came home late", "my boyfriends 19", "he is 24 and he likes me", "my gran says its ok",
    "my coach said not to tell", "i'm a girl", "im a nobody", "we were at the park", "my nan is a nurse", "im 100",
]


@pytest.mark.parametrize("line", GROWN)
def test_who_writes_such_words_is_grown_up(line: str) -> None:
    assert VOICE.says_grown_up(line)


@pytest.mark.parametrize("line", NO_WORD_OF_IT)
def test_what_a_child_may_write_is_no_such_word(line: str) -> None:
    assert not VOICE.says_grown_up(line)


def test_where_no_such_words_are_known_nobody_says_them() -> None:
    assert not Voice(None, {}).says_grown_up("im 24")


@pytest.mark.parametrize("line", [
    "i was abused as a child", "i was abused as child", "it happened to me as a boy", "i got raped as kid",
    "i was molested when i was small", "he did it to me when i was 9",
])
def test_a_survivor_is_heard_with_and_without_the_little_words(line: str) -> None:
    assert VOICE.read(line, None, Role.UNKNOWN) is Role.ADULT_SURVIVOR


@pytest.mark.parametrize("line", ["he was abused as a child", "i was late as he has a child", "i was there as asked"])
def test_of_another_or_of_nothing_no_survivor_is_heard(line: str) -> None:
    assert VOICE.read(line, None, Role.UNKNOWN) is Role.UNKNOWN
