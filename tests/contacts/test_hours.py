"""Which number is likelier by the clock: weekdays, bank holidays in England, winter and summer time."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.clock import LONDON
from bot.contacts.hours import office_likely

TIMES = [
    ("2026-11-25 08:59", False, "a minute before nine"),
    ("2026-11-25 09:00", True, "nine o'clock"),
    ("2026-11-25 16:59", True, "a minute before five"),
    ("2026-11-25 17:00", False, "five o'clock"),
    ("2026-11-25 00:00", False, "midnight"),
    ("2026-11-27 16:30", True, "Friday afternoon"),
    ("2026-11-28 11:00", False, "Saturday"),
    ("2026-11-29 11:00", False, "Sunday"),
    ("2026-11-30 11:00", True, "Monday, St Andrew's Day, a holiday in Scotland only"),
    ("2026-12-24 11:00", True, "Christmas Eve"),
    ("2026-12-25 11:00", False, "Christmas Day"),
    ("2026-12-28 11:00", False, "Boxing Day, moved from a Saturday to Monday"),
    ("2026-12-29 11:00", True, "the day after the moved Boxing Day"),
    ("2027-01-01 11:00", False, "New Year's Day"),
    ("2027-03-17 11:00", True, "St Patrick's Day, a holiday in Northern Ireland only"),
    ("2027-03-26 11:00", False, "Good Friday"),
    ("2027-03-29 11:00", False, "Easter Monday"),
    ("2027-05-03 11:00", False, "early May"),
    ("2027-08-02 11:00", True, "the summer holiday of Scotland, not of England"),
    ("2027-08-30 11:00", False, "the summer holiday of England"),
]


@pytest.mark.parametrize(("at", "likely", "why"), TIMES, ids=[why for _, _, why in TIMES])
def test_the_day_number_is_likelier_in_office_hours_of_a_working_day(at: str, likely: bool, why: str) -> None:
    assert office_likely(datetime.fromisoformat(at).replace(tzinfo=LONDON)) is likely, why


ZONES = [
    ("2026-07-01 08:00", "UTC", True, "nine in summer time"),
    ("2026-07-01 16:00", "UTC", False, "five in summer time"),
    ("2026-12-01 08:00", "UTC", False, "eight in winter"),
    ("2026-12-01 16:00", "UTC", True, "four in winter"),
    ("2027-03-26 09:30", "UTC", False, "Good Friday"),
    ("2026-10-26 08:30", "UTC", False, "the first Monday of winter time"),
    ("2026-10-23 08:30", "UTC", True, "the last Friday of summer time"),
    ("2026-12-01 01:00", "Pacific/Auckland", True, "a clock far away: Monday noon in Cambridge"),
    ("2026-11-30 01:00", "Pacific/Auckland", False, "a clock far away: Sunday noon in Cambridge"),
]


@pytest.mark.parametrize(("at", "zone", "likely", "why"), ZONES, ids=[f"{zone} {why}" for _, zone, _, why in ZONES])
def test_the_clock_is_that_of_cambridgeshire(at: str, zone: str, likely: bool, why: str) -> None:
    assert office_likely(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))) is likely, why


def test_a_time_without_a_zone_is_refused() -> None:
    aware = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
    assert office_likely(aware)
    with pytest.raises(ValueError, match="zone"):
        office_likely(aware.replace(tzinfo=None))
