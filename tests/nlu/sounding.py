"""A voice that stands for the trained one: how much a text sounds like a child is set by hand."""

from __future__ import annotations

from typing import Any

from bot.safety.voice import Voice
from bot.terms import Role


class Sound(Voice):
    """Every text sounds as much like a child as is set; what the words say counts as ever."""

    chance = 1.0

    def child(self, vector: Any) -> float:
        return self.chance


class Heard(Sound):
    """The same, and heard as a child's unless another role was stated."""

    def read(self, text: str, vector: Any, stated: Role) -> Role:
        return Role.YOUNG_PERSON if stated is Role.UNKNOWN else stated
