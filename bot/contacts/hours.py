"""Whether the day number or the out-of-hours number is the likelier one: it orders contacts and is never printed."""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache

import holidays

from bot.clock import LONDON

# An assumption for ordering only: no source confirmed any office's hours, so nobody is ever told "open" or "closed".
OPENS, CLOSES = time(9), time(17)
_FRIDAY = 4


@lru_cache(maxsize=1)
def bank_holidays() -> holidays.HolidayBase:
    """Those of England; the first call reads the calendars of all countries, a quarter of a second."""
    return holidays.country_holidays("GB", subdiv="ENG")


def office_likely(now: datetime) -> bool:
    """True on a weekday from 09:00 until before 17:00 in England, bank holidays excepted.

    ``now`` is an aware datetime of any zone; a naive one raises ValueError, as it could be an hour wrong.
    """
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("the time has no zone")
    here = now.astimezone(LONDON)
    return here.weekday() <= _FRIDAY and here.date() not in bank_holidays() and OPENS <= here.time() < CLOSES
