import pytest

from bot.privacy import payment

HITS = [
    ("card 4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("4111-1111-1111-1111", "4111-1111-1111-1111"),
    ("sort code 20-00-00", "20-00-00"),
    ("account number 55779911", "55779911"),
    ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
    ("acc 73920182 sort 60-83-71", "60-83-71"),
    ("my card ending 4471", "4471"),
    ("card number 4539 1488 0343 6468", "4539 1488 0343 6468"),
]
NEAR_MISSES = [
    ("4111 1111 1111 1112", "the check digit does not fit"),
    ("on account of 12 reasons", "no number"),
    ("sort code of conduct", "no number"),
    ("it happened on 12-06-10 at home", "a date, and nothing about money"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in payment.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_card_or_account_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_card_or_account_stays(text, why):
    assert found(text) == [], why
