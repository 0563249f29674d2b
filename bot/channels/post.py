"""What a channel that acknowledges first hands in, and what it must be able to do to send an answer later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.channels import Incoming
from bot.terms import Word

Address = Mapping[str, Any]  # where to send: JSON, encrypted wherever it is kept
Message = Mapping[str, Any]  # one message of the contract; beside it stand the two keys below
FIRST = "first"    # in a message: true when it answers the first message of a conversation
STATUS = "status"  # in a message: how the turn ended, a word of ``bot.edge.state.Status``


class Accepted(Word):
    """What has become of a message; on everything but ``REFUSED`` the channel acknowledges it."""

    QUEUED = "queued"          # committed: its answer goes out, whatever happens now
    DUPLICATE = "duplicate"    # it came before
    ANSWERED = "answered"      # nothing can be kept, so the answer has gone out already
    REFUSED = "refused"        # neither kept nor answered: let the platform send it again


class Progress(Protocol):
    """How much of one answer has gone out, for an answer that takes several messages; kept across restarts."""

    done: int

    async def sent(self) -> None:
        """One more part has gone out."""


class Sender(Protocol):
    """The way out of one channel. ``channel`` is the word that its ``Incoming`` carries."""

    channel: str

    async def typing(self, address: Address) -> None:
        """Show that an answer is being worked on; whatever it raises is forgotten."""

    async def send(self, address: Address, message: Message, late: bool, progress: Progress) -> None:
        """Send one answer, from part ``progress.done`` on. Raises RetryLater or Undeliverable (``bot.errors``).

        ``late``: more than five minutes have gone by, and somebody else may see the screen. Then ``message`` is empty
        and only the channel's neutral line goes out, silently; the answer waits until the person comes back.
        """


class Desk(Protocol):
    """Takes in what a channel received; every call returns only when it is safe to acknowledge."""

    async def accept(self, incoming: Incoming, address: Address, calm: Message | None = None) -> Accepted:
        """One message of a person. ``calm``: what to answer instead of asking the engine, unless danger is told."""

    async def say(self, incoming: Incoming, address: Address, message: Message) -> Accepted:
        """Send a fixed message of the channel's own (a welcome, a notice); no turn, and the text is not looked at."""

    async def open(self, incoming: Incoming) -> bool:
        """The person is there again and asked for it: send what waited since the neutral line; False: nothing did."""
