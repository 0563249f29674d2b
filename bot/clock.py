"""The one place where the clock is read; everywhere else ``now`` is an argument."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The time in Cambridgeshire, always aware."""
    return datetime.now(LONDON)


def today() -> date:
    """The day in Cambridgeshire."""
    return now().date()


def month(day: date) -> str:
    """``November 2026``: a fixed English name, whatever the locale of the machine."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
