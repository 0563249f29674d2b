import pytest

from bot.privacy import nhs_number

HITS = [
    ("943 476 5919", "943 476 5919"),
    ("9434765919", "9434765919"),
    ("NHS number 943 476 5918", "943 476 5918"),
    ("nhs no: 943-476-5919", "943-476-5919"),
]
NEAR_MISSES = [
    ("943 476 5918", "the check digit does not fit, and nothing calls it one"),
    ("0800 111 1111", "a telephone number"),
    ("1111111111", "one figure only"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in nhs_number.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_an_nhs_number_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_an_nhs_number_stays(text, why):
    assert found(text) == [], why
