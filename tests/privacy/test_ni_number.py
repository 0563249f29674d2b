import pytest

from bot.privacy import ni_number

HITS = [
    ("QQ 12 34 56 C", "QQ 12 34 56 C"),
    ("ab123456d", "ab123456d"),
    ("AB-12-34-56-A", "AB-12-34-56-A"),
]
NEAR_MISSES = [
    ("AB 12 34 56 Z", "the last letter is A to D"),
    ("ABC123456D", "three letters"),
    ("Year 12 34 56", "no letters behind"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in ni_number.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_national_insurance_number_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_national_insurance_number_stays(text, why):
    assert found(text) == [], why
