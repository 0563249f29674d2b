"""Whether a day that was named is today or tomorrow: "on Sunday", written on a Saturday, is no day well off."""

from __future__ import annotations

import re
from datetime import datetime

from bot.clock import LONDON
from bot.triage.patterns import fold

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = re.compile(
    r"\b(?P<next>next |last )?(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|(?:s|rs|nes|ur|r)?days?)?\b"
)
_WEEKEND = re.compile(r"\b(?:this|at the|the|every|each|on|over the|most) (?:weekends?|wkends?|wknds?)\b|^weekends?\b")
_FROM_FRIDAY = (4, 5, 6)


def soon(text: str, now: datetime) -> bool:
    """Whether the text names today's or tomorrow's day of the week, or this weekend from Friday on.

    ``now`` must be aware; "next" and "last" before a day mean another week.
    """
    words, today = fold(text), now.astimezone(LONDON).weekday()
    near = {today, (today + 1) % 7}
    if _WEEKEND.search(words) and today in _FROM_FRIDAY:
        return True
    return any(_DAYS.index(hit["day"]) in near for hit in _NAMED.finditer(words) if not hit["next"])
