"""Whose voice a message is written in; what reads as a child's overrides any role that was stated or assumed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from bot import yamlfile
from bot.language.linear import Linear
from bot.paths import DATA, MODELS
from bot.safety.replies_read import folded
from bot.terms import Role

CERTAIN = 0.90   # chance from which a child's voice counts although the words name a child or grandchild of their own
LIKELY = 0.60    # chance from which a voice is taken when no role was stated
OF_THEIR_PAST = (Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF)
LONG_AGO = re.compile(
    r"\b(?:like|as if) (?:i'?m|i am|i was)\b|\bwhen i was\b|\bas a (?:child|kid|boy|girl)\b|\byears ago\b"
)
GROWN_AGE = re.compile(
    r"\b(?:i'?m|i am)(?: now| nearly| almost| only| just)? (?:1[89]|[2-9]\d)\b(?! ?(?:%|percent|weeks|days|miles))"
)
GROWN_UP = "grown_up"  # words that no child says of themselves; they name no role
OF_VOICE = {"young_person": Role.YOUNG_PERSON, "parent": Role.PARENT, "professional": Role.PROFESSIONAL}


class Voice:
    """Reads the role from plain words first, then from the classifier."""

    def __init__(self, model: Linear | None, patterns: dict[str, list[re.Pattern[str]]]) -> None:
        self._model = model
        self._patterns = {role: rows for role, rows in patterns.items() if role != GROWN_UP}
        self._grown_up = patterns.get(GROWN_UP, [])

    @classmethod
    def load(cls, folder: Path = MODELS) -> Voice:
        """Read the patterns and, where it has been trained, the classifier."""
        raw = yamlfile.read(DATA / "safety" / "voice.yml")
        patterns = {role: [re.compile(p) for p in rows] for role, rows in raw.items()}
        path = folder / "voice.npz"
        return cls(Linear.load(path) if path.exists() else None, patterns)

    def child(self, vector: NDArray[Any]) -> float:
        """How likely a child wrote this, 0 to 1; 1.0 where nothing has been trained. ``vector`` has shape (384,)."""
        return dict(self._model.ranking(vector)).get("young_person", 0.0) if self._model is not None else 1.0

    def says_child(self, text: str) -> bool:
        """Whether the words themselves, not only their sound, say that a child is writing."""
        return any(p.search(folded(text)) for p in self._patterns.get("young_person", ()))

    def says_grown_up(self, text: str) -> bool:
        """Whether the words are such as no child says of themselves."""
        return any(p.search(folded(text)) for p in self._grown_up)

    def read(self, text: str, vector: NDArray[Any] | None, stated: Role) -> Role:
        """The role to answer to. ``vector`` has shape (384,)."""
        words = folded(text)
        said = next((Role(r) for r, rows in self._patterns.items() if any(p.search(words) for p in rows)), None)
        if said is Role.YOUNG_PERSON and GROWN_AGE.search(words) and stated is Role.UNKNOWN:
            said = None  # "my stepdad used to do stuff to me. im 34"; nothing less than an age says so
        chances = dict(self._model.ranking(vector)) if self._model is not None and vector is not None else {}
        child = chances.get("young_person", 0.0)
        if said is Role.YOUNG_PERSON and stated in OF_THEIR_PAST and LONG_AGO.search(words):
            return stated  # "my stepdad abused me when i was 9"
        of_themselves = stated in (Role.UNKNOWN, Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF)
        if said is Role.YOUNG_PERSON and (of_themselves or child >= 0.4):
            return Role.YOUNG_PERSON
        if said is Role.ADULT_SURVIVOR and stated is Role.PROFESSIONAL:
            return said  # of what was done to themselves nobody writes for their work
        if stated is not Role.UNKNOWN:
            return stated
        if said is not None:
            return said
        name, chance = max(chances.items(), key=lambda c: c[1], default=("other", 0.0))
        if name == Role.YOUNG_PERSON and chance < CERTAIN and self.says_grown_up(text):
            return Role.UNKNOWN
        return OF_VOICE.get(name, Role.UNKNOWN) if chance >= LIKELY else Role.UNKNOWN
