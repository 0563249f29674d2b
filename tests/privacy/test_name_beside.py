"""Any word in small letters goes where only a name is left over, beside a relation or behind "called"."""

import pytest

HITS = [
    ("a bloke off the market called fruity tone gives her a pound", "fruity tone", "two plain words"),
    ("dads mate scouse stays over", "scouse", "any word beside a relation"),
    ("her grandad, badger, picks her up", "badger", "any word between commas behind a relation"),
    ("hes 19, real name wolfy", "wolfy", "a name with no is"),
    ("me and magpie went to his flat", "magpie", "who was there too"),
    ("and he told miss bird", "bird", "who was told"),
    ("our health visitor sue said to log it", "sue", "who helps"),
    ("her dad is big mick, hes known", "mick", "how big"),
    ("Blessing O in 8B has told me", "Blessing O", "an initial at a front"),
    ("hello my name is baraka and i am worry", "baraka", "whose name it is"),
    ("my little bro ty 6 says he hurts", "ty", "an age behind"),
    ("my step mum april puts her hand there", "april", "a month that does something"),
    ("K-J sends me stuff", "K-J", "two letters"),
    ("Precious-Joy told the choir leader", "Precious", "two bright words"),
]
KEPT = [
    ("a man called round twice and said sorry", "a call"),
    ("is the named person and the named collector here", "offices"),
    ("my son's text says hurry, will my little bro get took away", "no name behind a relation"),
    ("my friend online says hi and my son phone is gone", "no names"),
    ("her dad, drunk, got in her bed", "how he was"),
    ("my name is gone from the list and his name is known", "no names"),
    ("they call him a liar and call her fat", "insults"),
    ("my sister, aged nine, told me", "an age"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_word_where_a_name_is_due_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_ordinarily_stands_there_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
