import pytest

from bot.privacy import vehicle

HITS = [
    ("blue AB12 CDE", "AB12 CDE"),
    ("ab12cde", "ab12cde"),
    ("number plate was K123 ABC", "K123 ABC"),
    ("ABC 123D", "ABC 123D"),
    ("reg is p7 xyz", "p7 xyz"),
]
NEAR_MISSES = [
    ("in 20 for you", "words with a number"),
    ("KS2 SEN", "school words"),
    ("YR10 PSHE", "school words"),
    ("MH17", "too short"),
    ("a plate of food", "no plate"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in vehicle.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_registration_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_registration_stays(text, why):
    assert found(text) == [], why
