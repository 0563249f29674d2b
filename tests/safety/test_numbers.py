"""What looks like a UK telephone number in an answer, and what does not."""

from __future__ import annotations

import pytest

from bot.safety.numbers import all_known

DIGITS = frozenset({
    "999", "101", "111", "116123", "85258", "08001111", "03450455203", "01733864180", "01733234724", "08081000900",
})

UNKNOWN = {
    "an obsolete number": "Ring 0345 045 1362.",
    "one digit off": "01733 864170",
    "a closed service": "0845 089 6262",
    "brackets": "(01733) 864170",
    "hyphens": "01733-864-170",
    "dots": "01733.864.170",
    "no gaps": "07700900123",
    "from abroad": "+44 1733 864170",
    "from abroad with the 0 in brackets": "+44 (0)1733 864170",
    "from abroad with 00": "0044 1733 864170",
    "the leading 0 left out": "1733 864170",
    "behind a known one": "999 or 01733 864170",
    "straight after a known one": "0800 1111 01733 864170",
    "a short code of another country": "Ring 112 now.",
    "a short code after on": "Ring the police on 119.",
    "an old text line": "Text HELP to 88858.",
    "a text line in quotes": "Text 'HELP' to 88858 now.",
    "another 116 line": "The number is 116 000.",
}
FINE = {
    "the emergency number": "Ring 999 now.",
    "several known ones": "999, 101, 0345 045 5203 or 0800 1111",
    "written in other groups": "034 5045 5203 is how some write it: 0345 0455203",
    "from abroad": "+44 1733 234724",
    "figures straight after": "0800 1111 24 hours",
    "two known ones side by side": "0800 1111 0808 1000 900",
    "a known text line": "Text SHOUT to 85258.",
    "Samaritans": "Ring Samaritans on 116 123.",
    "pressing 55": "Stay on the line and press 55 when asked.",
    "an option": "Ring 111, option 2.",
    "a span of years": "The strategy is for 2021-2023.",
    "school years": "Between 2019/20 and 2020/21.",
    "a sentence in years": "Up to 14 years in prison.",
    "ages": "Children aged 10 - 17, and 18-25.",
    "a date in words": "Checked on 23 November 2026.",
    "a date turned round": "2026-11-23",
    "a date with spaces": "01 12 2026",
    "a date with hyphens": "01-12-2026",
    "a date with dots": "01.12.2026",
    "times": "09:00 to 17:00",
    "money": "It costs £1,000,000, or £14.50 a day.",
    "large counts": "162,018 counselling sessions",
    "shares": "15% of girls and 5% of boys; 103 of 340",
    "years of laws": "The Acts of 1989 2004 2017 2023 2026",
    "a list": "1 2 3 4 5 6 7 8 9",
    "a call on a share": "They call 100% of families back.",
    "no figures": "Ring someone you trust.",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=list(UNKNOWN))
def test_a_number_that_is_not_in_the_directory_is_caught(text: str) -> None:
    assert not all_known(text, DIGITS)


@pytest.mark.parametrize("text", FINE.values(), ids=list(FINE))
def test_what_is_known_or_no_telephone_number_passes(text: str) -> None:
    assert all_known(text, DIGITS)


def test_nothing_is_known_to_an_empty_directory() -> None:
    assert not all_known("Ring 999.", frozenset())
