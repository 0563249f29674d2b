import pytest

from bot.privacy import phone

KEEP = frozenset({"08001111", "03450455203", "999", "101"})
HITS = [
    ("ring me on 07700 900123", "07700 900123"),
    ("07700900123", "07700900123"),
    ("it is 07700-900-456 ok", "07700-900-456"),
    ("07700.900.456", "07700.900.456"),
    ("call (01223) 555 0123 please", "(01223) 555 0123"),
    ("+44 7700 900456", "+44 7700 900456"),
    ("0044 7700 900456", "0044 7700 900456"),
    ("0 7 7 0 0 9 0 0 9 8 7", "0 7 7 0 0 9 0 0 9 8 7"),
    ("her mobile is 7700 900123", "7700 900123"),
    ("+48 512 345 678", "+48 512 345 678"),
    (
        "oh seven seven double zero nine zero zero one two three",
        "oh seven seven double zero nine zero zero one two three",
    ),
    ("Childline 0800 1111 and mine 07700 900123", "07700 900123"),
    ("txt me on o7700 9oo 123", "o7700 9oo 123"),
    ("oh seven seven double oh nine hundred three two one", "oh seven seven double oh nine hundred three two one"),
    ("our landline is 496027", "496027"),
]
NEAR_MISSES = [
    ("Childline 0800 1111", "a helpline that anybody may ring"),
    ("ring 0345 045 5203 today", "social care"),
    ("+44 345 045 5203", "social care, written from abroad"),
    ("999 or 101", "emergency numbers"),
    ("on 12/03/2024 at 10:30", "a date"),
    ("2021-2023 edition", "a span of years"),
    ("12.03.2024", "a dotted date"),
    ("1 in 20 children", "a figure"),
    ("there were 105000 offences", "a figure"),
    ("two three and four year olds", "ages"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in phone.find(text, KEEP)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_telephone_number_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_telephone_number_stays(text, why):
    assert found(text) == [], why
