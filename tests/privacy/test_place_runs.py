"""Capitals side by side go where they are called after something; offices, statutes, conditions and relations stay."""

import pytest

HITS = [
    ("A volunteer for Fenland Minibuses drives them", "Fenland Minibuses", "a firm"),
    ("Our youngest is at Little Miracles on Saturdays", "Little Miracles", "a day behind it"),
    ("A boy in our Sunday school (Christ the Redeemer) said it", "Redeemer", "brackets"),
    ("At Sunflowers we noticed it", "Sunflowers", "one word at a front"),
    ("Dad picks them up on Fridays from Bluecoats; they dread it", "Bluecoats", "where they are picked up"),
]
KEPT = [
    ("She has Global Developmental Delay", "a condition"),
    ("The boy plays Grand Theft Auto and did Operation Encompass", "a game and a scheme"),
    ("Has the Joint Referral Form gone? British Sign Language too", "forms"),
    ("He was in the Royal Navy until Christmas Eve", "an army and a day"),
]


@pytest.mark.parametrize(("text", "name", "why"), HITS)
def test_a_run_of_capitals_goes(scrubber, text, name, why):
    assert name not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_capitals_that_name_no_place_stay(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why
