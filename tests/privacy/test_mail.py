import pytest

from bot.privacy import mail

HITS = [
    ("write to s.whit@example.co.uk", "s.whit@example.co.uk"),
    ("sam dot w at gmail dot com", "sam dot w at gmail dot com"),
    ("bob(at)hotmail.com", "bob(at)hotmail.com"),
    ("bob @ gmail . com", "bob @ gmail . com"),
    ("kez@gmail is mine", "kez@gmail"),
    ("A.B+c@nhs.net", "A.B+c@nhs.net"),
]
NEAR_MISSES = [
    ("meet me @ the park", "at, not an address"),
    ("on tiktok she is @mia.rose", "a handle"),
    ("look at gov.uk", "a public page"),
    ("at school dot dot dot", "no address"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in mail.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_mail_address_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_mail_address_stays(text, why):
    assert found(text) == [], why
