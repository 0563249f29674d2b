"""What only sounds like a worry or a question of ours: a figure of speech, the news, a bus timetable."""

from __future__ import annotations

from typing import Any

from bot.language.groups import group
from bot.triage import reading

OUT = "out_of_scope"
LOCAL = "decline_local_data"
SPOKEN_OF = frozenset({"figure_of_speech", "news_fiction"})  # calm signals: nobody whom the writer knows is meant
UNSURE = 0.35  # chance of a worry below which such words are none
CHILDS = "young_person_"  # what a child tells is never sent away
NONE = "none"  # the grade


def off_subject(name: str, text: str) -> bool:
    """Whether a question that is declined for want of local figures is about nothing of this subject."""
    return name == LOCAL and not reading.of_subject(text)


def spoken_of(name: str, chance: float, risk: dict[str, Any]) -> bool:
    """Whether what sounds faintly like a worry is a figure of speech, or something seen on a screen."""
    reasons = set(risk.get("reasons") or ())
    calm = risk.get("grade") == NONE and bool(reasons) and reasons <= SPOKEN_OF
    return calm and chance < UNSURE and group(name) == "concern" and not name.startswith(CHILDS)
