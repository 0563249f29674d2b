"""A day of the week that was named: today by the calendar, or well off."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import LONDON
from bot.triage.days import is_today

SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=LONDON)


@pytest.mark.parametrize(("text", "today"), [
    ("on sat", True), ("Saturday", True), ("this weekend", True), ("on Sunday", False), ("next Saturday", False),
    ("every Saturday", False), ("she sat on his knee", False), ("in a month", False),
])
def test_a_named_day_is_today_or_well_off(text: str, today: bool) -> None:
    assert is_today(text, SATURDAY) is today


def test_the_weekend_is_well_off_in_the_week() -> None:
    assert not is_today("this weekend", SATURDAY.replace(day=25))
