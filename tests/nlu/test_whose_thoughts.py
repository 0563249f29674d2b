"""Whether a worry can be about the writer's own thoughts: not where another is feared or was found out."""

from __future__ import annotations

import pytest

from bot.nlu.fits import fits
from bot.nlu.own_thoughts import OWN_THOUGHTS, did_it, of_oneself

OWN = [
    "i keep having thoughts about kids and i hate it", "I have pictures on my own laptop and I feel sick",
    "i looked at something on my phone i shouldnt have", "im scared of what i might do to my daughter",
    "I get urges when I am near my niece", "what if i hurt a child", "my daughter is 6 and i had a thought",
    "my laptop was taken by the police and I cant stop thinking about it", "my own phone has images on it",
    "I am a father and I dont trust myself around my son", "i've been watching things online and need to stop",
    "my wife found out what i look at", "i am afraid of being near my stepdaughter",
    "I don't like what I think about children", "i bath my son and get thoughts i hate",
    "the boys at the pool, i stare at them and i am scared of myself", "i want help before i harm my grandson",
    "i am the coach and a girl of 12 is all i think of", "my boss would sack me if he knew what i think",
]
FOUND_ON_ANOTHERS = [
    "a folder of children on my husband\u2019s laptop. I feel sick", "found something on my dads phone",
    "my son's search history is full of it", "there were videos on my ex's old ipad", "my uncle cloud had pics",
    "my boyfriends hard drive has kids on it", "my brother's laptop has pictures of children and I want to be sick",
    "my colleague's computer at work had a photo of a girl", "my lodger's usb stick, i looked",
    "I looked in my partner's browser", "on our teacher's tablet there were photos", "my husband work laptop had it",
    "My Stepdad's Memory Stick", "i feel ill, it was in my wife's cloud",
]
FEARED_BY_A_CHILD = [
    "my daughter is scared of the driver", "my little girl cries when the helper comes",
    "he's my son and he hates the new coach", "the child does not want the carer near",
    "my boy doesn't like the man next door", "my boy doesn\u2019t like the lodger",
    "the girl is terrified of her uncle", "my niece dont like her teacher", "the kids are frightened of grandad",
    "my grandson doesn't want to go with the escort", "our daughter is afraid of the lodger",
]


@pytest.mark.parametrize("line", OWN)
def test_what_somebody_thinks_looks_at_or_fears_of_themselves_stays_open(line: str) -> None:
    assert of_oneself(line)
    assert fits(OWN_THOUGHTS, line, {})


@pytest.mark.parametrize("line", [*FOUND_ON_ANOTHERS, *FEARED_BY_A_CHILD])
def test_what_was_found_on_another_or_whom_a_child_fears_is_nobodys_own_thoughts(line: str) -> None:
    assert not of_oneself(line)
    assert not fits(OWN_THOUGHTS, line, {})


@pytest.mark.parametrize(("own", "anothers"), [
    ("i found it on my phone", "i found it on my brother's phone"),
    ("i looked at my laptop again", "i looked at my dad's laptop again"),
    ("my daughter is scared of me", "my daughter is scared of her teacher"),
    ("my niece hates it when i am odd", "my niece hates it when the man is odd"),
])
def test_whose_it_is_makes_the_difference(own: str, anothers: str) -> None:
    assert of_oneself(own)
    assert not of_oneself(anothers)


@pytest.mark.parametrize(("text", "did"), [
    ("im 9 and my mums boyfrend plays a game i dont like", False), ("he has a secret game", False),
    ("my stepdad makes me do stuff", False), ("i touched my cousin when i was 10", True),
    ("he made me send it but i sent more", True), ("i showed my brother a video", True), ("i feel bad about it", True),
])
def test_what_somebody_does_to_a_child_is_not_the_childs_doing(text: str, did: bool) -> None:
    assert did_it(text) is did
