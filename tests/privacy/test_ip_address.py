import pytest

from bot.privacy import ip_address

HITS = [
    ("from 192.168.4.22 last night", "192.168.4.22"),
    ("2001:db8::ff00:42:8329", "2001:db8::ff00:42:8329"),
    ("00:1B:44:11:3A:B7", "00:1B:44:11:3A:B7"),
]
NEAR_MISSES = [
    ("version 1.2.3", "three parts"),
    ("at 10:30:15", "a time"),
    ("999.1.1.1", "no byte"),
    ("12.03.2024", "a date"),
    ("a:: b", "nothing"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in ip_address.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_an_ip_address_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_an_ip_address_stays(text, why):
    assert found(text) == [], why
