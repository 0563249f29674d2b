"""A shop of a chain goes where the message says which one, and stays as a name that is all over the country."""

import pytest

HITS = [
    ("he works at tesco with my brother", "tesco", "where somebody works"),
    ("she was behind Lidl on Oundle Road", "Lidl", "a street beside it"),
    ("near the spar in Sawtry", "spar", "a village beside it"),
    ("he took me to the Shell garage", "Shell", "a garage"),
    ("security at Asda Queensgate", "Asda", "a place straight behind it"),
]
KEPT = [
    ("we were in Tesco and he put his hand on me", "any of a thousand"),
    ("he left his boots in the hall", "boots"),
    ("we went to mcdonalds after school", "any of a thousand"),
    ("the costa coffee in town", "any of a thousand"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_the_shop_that_is_told_apart_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_a_chain_alone_stays(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
