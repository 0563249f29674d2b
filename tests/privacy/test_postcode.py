import pytest

from bot.privacy import postcode

HITS = [
    ("PE15 8NJ", "PE15 8NJ"),
    ("pe158nj", "pe158nj"),
    ("he is in CB7 4XX now", "CB7 4XX"),
    ("EC1A 1BB", "EC1A 1BB"),
    ("pe 15 8 nj", "pe 15 8 nj"),
    ("postcode is PE13", "PE13"),
    ("the home is PE2 8 something", "PE2 8"),
]
NEAR_MISSES = [
    ("Year 9 in KS3", "school stages"),
    ("aged 10 in 2nd class", "an age"),
    ("PE1", "the outward half names a town; the right office depends on it"),
    ("at 10 3am", "a time"),
    ("PS5 or PS4", "games"),
    ("section 47 2nd part", "a section"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in postcode.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_postcode_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_postcode_stays(text, why):
    assert found(text) == [], why
