"""What can say that child and person do not meet, and who can have rung: "he's never done anything" says neither."""

from __future__ import annotations

import pytest

from bot.nlu.fits import NO_MEETING, RUNG, fits

NOT_NEAR = [
    "no", "no contact", "nope, they don't see each other", "he's in prison", "they never meet", "he lives in leeds",
    "i stopped it", "we've blocked him", "he moved away", "she's kept away from him", "it is supervised",
    "i won't let him near her", "he is on bail, not allowed near", "he left", "none at the moment", "he's dead",
    "they\u2019re not in touch", "cut off", "she doesn't go there any more", "i keep them apart", "he died",
    "the last time was in may", "he was arrested", "there's an order", "always without him", "wont see him, not now",
    "he doesn't come", "visits cancelled", "she doesn't want to see him again", "suspended from work", "on remand",
    "nah we separated", "contact ended in spring", "he's banned from the house", "abroad since june",
]
NOTHING_OF_MEETING = [
    "i even went back to him", "she picks him up", "he picks her up on mondays", "every day after school",
    "she sees him tomorrow", "they meet at the club", "i went to see him", "yes they meet", "he comes on sundays",
    "he's here", "he babysits for us", "she goes to his house at easter",
]
NEVER_DID = [
    "he's never done anything", "he\u2019s never done anything like that", "he has never hurt anyone",
    "he never touched a child before", "he's never been in trouble", "she never said why", "he never told me",
    "he's never ever harmed her", "he has never been accused", "he never laid a hand on me", "he never had a chance",
    "he has never really hurt us", "he's never been violent",
]
UNWILLING = [
    "she doesn't want the police", "I don\u2019t want to go to court", "she doesn't really want social services",
    "he is not going to make a statement", "i do not like the doctor",
]


@pytest.mark.parametrize("line", NOT_NEAR)
def test_what_says_no_in_some_way_may_mean_no_contact(line: str) -> None:
    assert fits(NO_MEETING, line, {})


@pytest.mark.parametrize("line", [*NOTHING_OF_MEETING, *NEVER_DID, *UNWILLING])
def test_what_says_no_to_something_else_or_no_no_at_all_is_no_contact_never(line: str) -> None:
    assert not fits(NO_MEETING, line, {})


@pytest.mark.parametrize("line", [
    "I rang them", "ive called the police", "I have told them, they're on their way", "we will wait, they are coming",
    "reported it already",
])
def test_who_rang_may_have_rung(line: str) -> None:
    assert fits(RUNG, line, {})


@pytest.mark.parametrize("line", [
    "you will call police?", "will you ring them for me", "can u tell the police", "you report it then",
    "u phone them pls", "are you going to call my school", "i'll ring later", "i might ring them",
])
def test_what_we_or_they_might_do_rings_nobody(line: str) -> None:
    assert not fits(RUNG, line, {})
