"""Homes by a number and hardly a street go; other numbers stay."""

import pytest

HITS = [
    ("its number 12 where it happens", "number 12", "whose home it is"),
    ("the woman in number seven heard it", "number seven", "a number in words"),
    ("house 27 on the estate", "27", "a house by its number"),
    ("he lives in plot 7, near the site", "7", "a plot"),
    ("the man at 98 keeps asking her in", "98", "a number with nothing beside it"),
    ("my address is 22 high st", "22 high st", "a high street"),
    ("12 the green", "12 the green", "nothing but an address"),
    ("its 19 foxglove he lives at", "19 foxglove", "a number and a flower"),
    ("my house is 47 quibbletree and hes outside", "47 quibbletree", "a number and no word"),
    ("im at 11 the paddocks with my nan", "11 the paddocks", "no street word"),
    ("who lives at 29", "29", "a number at the end"),
    ("2 abbots walk, sawtry", "2 abbots walk", "an answer"),
    ("i live 3 church walk with nan", "3 church walk", "a walk"),
]
KEPT = [
    ("number 4 on the list and the number 12 bus", "a list and a bus"),
    ("spoke to the lady at 9 and the man at 12 noon", "times"),
    ("it is number one on the list", "a rank"),
    ("house 2 bed, they live in 3 houses", "sizes"),
    ("year 3 the street dance club", "a year"),
    ("room 12 is the maths room", "a room"),
    ("they live 3 streets away and he moved at 6 months", "distances and times"),
]


@pytest.mark.parametrize(("text", "value", "why"), HITS)
def test_a_home_by_its_number_goes(scrubber, text, value, why):
    assert value not in scrubber.scrub(text).text, why


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_other_numbers_stay(scrubber, text, why):
    assert scrubber.scrub(text).text == text, why


def test_a_year_before_a_school_is_no_address(scrubber):
    assert "yr 3, " in scrubber.scrub("she is in yr 3, Elm Bank Juniors").text
