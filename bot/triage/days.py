"""Whether a day that was named is today: "on Sunday", written on a Sunday, is no day well off."""

from __future__ import annotations

import re
from datetime import datetime

from bot.clock import LONDON
from bot.triage.patterns import fold

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# "on Saturdays" and "every Saturday" say what is usual and not when it is next
_NAMED = re.compile(
    r"\b(?P<other>next |last |every |each |most |usually |alternate )?"
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|(?P<whole>(?:s|rs|nes|ur|r)?day))?\b"
)
# "on sat" is a day, "she sat on his knee" is none
_BEFORE_SHORT = re.compile(r"(?:^|\b(?:on|this|til|till|until|its|it's|coming) )$")
_WEEKEND = re.compile(r"\b(?:this|at the|on the|over the) (?:weekend|wkend|wknd)\b")
_AT_THE_WEEKEND = (5, 6)


def is_today(text: str, now: datetime) -> bool:
    """Whether the text names today by its day of the week, or as this weekend on one of its days.

    ``now`` must be aware; "next" and "last" before a day mean another week.
    """
    words, today = fold(text), now.astimezone(LONDON).weekday()
    if _WEEKEND.search(words) and today in _AT_THE_WEEKEND:
        return True
    named = [hit for hit in _NAMED.finditer(words) if hit["whole"] or _BEFORE_SHORT.search(words[: hit.start()])]
    return any(_DAYS.index(hit["day"]) == today for hit in named if not hit["other"])
