"""What lies in the mailbox: a letter waits for its answer, a parcel is an answer that waits for delivery."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import UnscrubbedText
from bot.scrubbed import Scrubbed


@dataclass(frozen=True)
class Letter:
    """One message that was acknowledged. ``message`` and ``conversation`` are keyed hashes, ``address`` is sealed.

    ``risk`` is the judgement of the raw words as JSON; ``created`` is in seconds since 1970. ``row`` is 0 until kept.
    """

    message: str = field(repr=False)
    conversation: str = field(repr=False)
    channel: str
    text: Scrubbed
    risk: Mapping[str, Any]
    role: str
    area: str
    address: str = field(repr=False)
    created: float
    row: int = 0

    def columns(self) -> dict[str, object]:
        """As the table keeps it; raises UnscrubbedText for text that is not Scrubbed."""
        if not isinstance(self.text, Scrubbed):
            raise UnscrubbedText("the inbox takes scrubbed text only")
        return {
            "message": self.message, "conversation": self.conversation, "channel": self.channel,
            "text": self.text.text, "kinds": json.dumps(self.text.kinds), "risk": json.dumps(dict(self.risk)),
            "grade": str(self.risk["grade"]), "role": self.role, "area": self.area, "address": self.address,
            "created": self.created,
        }


@dataclass(frozen=True)
class Parcel:
    """One answer on its way. ``created``: when the person was there; ``done``: its parts that have gone out."""

    message: str = field(repr=False)
    conversation: str = field(repr=False)
    channel: str
    payload: Mapping[str, Any] = field(repr=False)
    address: str = field(repr=False)
    created: float
    attempts: int = 0
    not_before: float = 0.0
    done: int = 0
    row: int = 0

    def columns(self) -> dict[str, object]:
        """As the table keeps it, not held."""
        return {
            "message": self.message, "conversation": self.conversation, "channel": self.channel,
            "payload": json.dumps(dict(self.payload)), "address": self.address, "created": self.created,
            "held": False, "attempts": self.attempts, "not_before": self.not_before, "done": self.done,
        }


@dataclass(frozen=True)
class Next:
    """The answer that goes out next, when its reader was last there, and whether earlier ones are held for them."""

    parcel: Parcel
    last_there: float
    holding: bool


@dataclass(frozen=True)
class Arrival:
    """What the mailbox knows when a message comes in.

    ``duplicate``: it came before; ``danger_waits``: an earlier message that tells of danger now has no answer yet.
    """

    duplicate: bool
    danger_waits: bool
