"""Hands the answers of the outbox to their channels: in order, again after a fault, with care when they are late."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.channels.post import FIRST, STATUS, Address, Message, Sender
from bot.edge import fallback
from bot.edge.parts import Parts
from bot.edge.progress import MAILBOX_SECONDS, InMemory, Kept
from bot.edge.state import Status
from bot.errors import RetryLater, SendError, StoreError, Undeliverable
from bot.records.letters import Next, Parcel
from bot.terms import Role

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.sending")
LATE = 300.0            # seconds; after a fault somebody else may see the lock screen by then
SEND_SECONDS = 30.0     # for one answer, all its parts
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds between two tries when the other side does not say
MOST_ASKED = 3600.0     # a longer Retry-After than this is a mistake


class Sending:
    """Sends what lies in the outbox. ``sleep`` and the clock of ``parts`` may be made up in tests."""

    def __init__(
        self, parts: Parts, senders: Mapping[str, Sender], sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
    ) -> None:
        self._parts, self._senders, self._sleep = parts, senders, sleep
        self._gone: set[int] = set()  # went out, but could not be deleted yet

    async def run(self, box: Mailbox, conversation: str) -> None:
        """Send every answer of one conversation that is not held; raises StoreError."""
        while found := await self._parts.stored(box.out.next, conversation, seconds=MAILBOX_SECONDS):
            parcel = found.parcel
            wait = parcel.not_before - self._now()
            late = self._now() - found.last_there > LATE
            if parcel.row in self._gone:
                await self._delete(box, parcel)
            elif found.holding and not late:  # written while the neutral line was going out: the person is there
                await self._parts.stored(box.out.open, conversation, found.last_there, seconds=MAILBOX_SECONDS)
            elif wait > 0:
                await self._sleep(wait)
            else:
                await self._one(box, found, late)

    async def send(self, channel: str, address: Address, message: Message, seconds: float) -> bool:
        """Send an answer that could not be kept; False when it did not go out."""
        sender = self._senders.get(channel)
        if sender is None:
            return False
        try:
            await asyncio.wait_for(sender.send(address, message, False, InMemory()), seconds)
        except Exception as error:
            log.error("channel=%s failed error=%s", channel, type(error).__name__)
            return False
        return True

    async def _one(self, box: Mailbox, found: Next, late: bool) -> None:
        """Send one answer, and then delete, hold or postpone it; one neutral line stands for all that are held."""
        parcel = found.parcel
        try:
            sent = late and found.holding or await self._sent(box, parcel, late)
        except RetryLater as error:
            await self._postpone(box, parcel, error.seconds)
            return
        if late and sent:
            await self._parts.stored(box.out.hold, parcel.conversation, found.last_there, seconds=MAILBOX_SECONDS)
            return
        self._gone.add(parcel.row)
        await self._delete(box, parcel)

    async def _sent(self, box: Mailbox, parcel: Parcel, late: bool) -> bool:
        """Whether it went out; False when it never can. Raises RetryLater."""
        try:
            sender, address = self._senders[parcel.channel], box.seal.open(parcel.address)
            sending = sender.send(address, {}, True, InMemory()) if late else self._whole(sender, address, box, parcel)
            await asyncio.wait_for(sending, SEND_SECONDS)
        except RetryLater:
            raise
        except (Undeliverable, StoreError) as error:
            log.error("answer dropped: %s", error)
            self._parts.counts["undeliverable"] += 1
            return False
        except Exception as error:  # the channel is switched off, too slow, or at fault
            log.error("channel=%s failed error=%s", parcel.channel, type(error).__name__)
            raise RetryLater from None
        return True

    async def _whole(self, sender: Sender, address: Address, box: Mailbox, parcel: Parcel) -> None:
        """One answer that is in time; what the channel cannot make anything of is replaced by the numbers to ring."""
        paused = self._paused(parcel)
        try:
            if paused:
                await sender.send(address, paused, False, InMemory())
            else:
                await sender.send(address, parcel.payload, False, Kept(self._parts, box, parcel))
        except SendError:
            raise
        except Exception as error:
            log.error("channel=%s could not send error=%s", parcel.channel, type(error).__name__)
            await sender.send(address, self._parts.last_resort, False, InMemory())

    def _paused(self, parcel: Parcel) -> Message | None:
        """What goes out instead of an answer from before a pause; None when this one may go."""
        card = (parcel.payload.get("custom") or {}).get("guidance") or {}
        may = (Status.PAUSED, Status.NOTED, Status.ANSWERED_DELETED)
        if not self._parts.paused or parcel.payload.get(STATUS) in may or card.get("kind") == "escalation":
            return None
        said = fallback.switched_off(Role.UNKNOWN, self._parts.area, self._parts.now())
        return {**said, FIRST: parcel.payload.get(FIRST), STATUS: str(Status.PAUSED)}

    def _now(self) -> float:
        return self._parts.now().timestamp()

    async def _postpone(self, box: Mailbox, parcel: Parcel, seconds: float | None) -> None:
        wait = backoff(parcel.attempts) if seconds is None else min(max(seconds, 0.0), MOST_ASKED)
        self._parts.counts["retried"] += 1
        changed = (parcel.row, parcel.attempts + 1, self._now() + wait)
        await self._parts.stored(box.out.postpone, *changed, seconds=MAILBOX_SECONDS)

    async def _delete(self, box: Mailbox, parcel: Parcel) -> None:
        await self._parts.stored(box.out.delivered, parcel, self._now(), seconds=MAILBOX_SECONDS)
        self._gone.discard(parcel.row)


def backoff(attempts: int) -> float:
    """Seconds until the next try: doubled each time up to a minute, and spread, so that not all come back at once."""
    longest: float = FIRST_WAIT * 2.0 ** min(attempts, 10)
    return min(longest, LONGEST_WAIT) * random.uniform(0.8, 1.0)
