"""Where somebody lives who is not the child: an uncle's home abroad is no reason to ring another council."""

from __future__ import annotations

from bot.triage.patterns import fold, places, single


def of_another(text: str) -> bool:
    """Whether the only place outside the area is the home of somebody who is not the child."""
    words, away = fold(text), places()["elsewhere"]
    return bool(away.search(words)) and not away.search(single("others_home").sub("", words))
