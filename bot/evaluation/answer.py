"""What a client sees of one answer: its cards, and the text that somebody in a hurry reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

READ = 1500     # characters: facts and numbers must stand there (DESIGN, goals in numbers)


@dataclass(frozen=True)
class Answer:
    """The messages of one answer, as the REST channel returns them."""

    messages: list[dict[str, Any]]

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """Every ``custom.guidance``; the contract says exactly one."""
        found = [(m.get("custom") or {}).get("guidance") for m in self.messages]
        return [card for card in found if isinstance(card, dict)]

    @cached_property
    def read(self) -> str:
        """The texts alone, in plain quotes and single spaces, as far as they are read."""
        text = " ".join(str(m.get("text") or "") for m in self.messages)
        return re.sub(r"\s+", " ", text).replace("’", "'").replace("‘", "'").replace("\u2011", "-")[:READ]

    def has(self, key: str, *values: str) -> bool:
        """Whether a card has one of these values under ``key``."""
        return any(card.get(key) in values for card in self.cards)

    def first(self, key: str) -> Any:
        """The first value that is not empty under ``key``."""
        return next((card[key] for card in self.cards if card.get(key)), None)

    @property
    def escalated(self) -> bool:
        """Whether it says that somebody is in danger now."""
        return self.has("urgency", "immediate") or self.has("route", "emergency")

    @property
    def checked(self) -> bool:
        """Whether it asks about danger now, with 999 in the text."""
        return self.has("urgency", "check") and "999" in self.read

    @property
    def declined(self) -> bool:
        """Whether it says that this cannot be answered here."""
        return self.has("kind", "decline") or self.has("route", "out_of_scope")

    @property
    def sections(self) -> list[str]:
        """Headings of the first three citations, letters and digits alone."""
        cited = [c for card in self.cards for c in card.get("citations") or []]
        return [bare(str(c.get("section", ""))) for c in cited[:3]]

    def mentions(self, options: list[str]) -> bool:
        """Whether one option stands in the text; three letters or fewer must be a word of their own."""
        text = self.read.lower()
        for option in (o.lower().replace("’", "'") for o in options):
            pattern = re.escape(option)
            if re.search(rf"(?<!\w){pattern}(?!\w)" if len(option) <= 3 else pattern, text):
                return True
        return False


def bare(heading: str) -> str:
    """A heading without case and punctuation, so that two ways of writing it are the same."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower()))
