"""Channels: thin faces around one core; a face makes an ``Incoming`` of what came in and sends the ``Outcome``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.terms import Area, Role


@dataclass(frozen=True)
class Incoming:
    """One message of one person, as a channel received it; ``repr`` shows nothing they wrote and nobody's name.

    ``endpoint``, ``conversation`` and ``person`` say where it came in, never what the client claims. ``address`` is the
    network address that is counted against floods, None where the channel vouches for the person (Teams, Telegram).
    ``sent``: when the person sent it, in seconds since 1970, where that may be long before it came in.
    """

    text: str = field(repr=False)
    endpoint: str
    conversation: str = field(repr=False)
    person: str = field(repr=False)
    channel: str
    recipient: str = field(default="", repr=False)
    role: Role = Role.UNKNOWN
    area: Area = Area.UNKNOWN
    message_id: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    sent: float | None = None


# Who writes in a channel, as long as neither they nor the conversation say anything else.
USUAL = {"teams": Role.PROFESSIONAL}


@dataclass(frozen=True)
class Outcome:
    """What goes back: always at least one message of the contract. ``over_limit``: too many in a minute."""

    messages: tuple[dict[str, Any], ...] = field(repr=False)
    status: str
    over_limit: bool = False


class Core(Protocol):
    """The one turn behind every channel; it never raises and never answers with nothing."""

    async def __call__(self, incoming: Incoming) -> Outcome:
        """Answer one message."""
