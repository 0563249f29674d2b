"""Behind channels that acknowledge first: a message is judged, scrubbed and committed, and only then acknowledged.

Its turn goes on in the background from what was committed, and the answer goes out through the outbox. A kill at any
moment loses nothing: at the next start the mailbox is gone through again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import trace
from bot.channels import Incoming
from bot.channels.post import Accepted, Address, Message, Sender
from bot.channels.tasks import end
from bot.edge.answering import Answering, payload
from bot.edge.lanes import Lanes
from bot.edge.leases import held
from bot.edge.parts import Parts
from bot.edge.progress import MAILBOX_SECONDS
from bot.edge.sending import LATE, Sending
from bot.edge.state import Status, Turn
from bot.edge.steps.recall import begin
from bot.edge.turn import ANSWER, RECEIVE, forget_words, report, take
from bot.errors import StoreError
from bot.records.letters import Letter, Parcel

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.delivery")
OPENS = 3.0         # seconds to wait for the mailbox in the first moments after a start
EARLIER = 9.0       # for the answer to the message before, which this one may be a reply to
DIRECT = 10.0       # for an answer to go out that cannot be kept
SWEEP = 5.0
CLOSING = 2.0
LINE = 2.0
LOOK = 0.05


class Delivery:
    """The ``Desk`` of the channels: ``add`` every sender, ``start`` it with the server, ``close`` it at the end."""

    def __init__(self, parts: Parts, sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep) -> None:
        self._parts = parts
        self._senders: dict[str, Sender] = {}
        self._sending = Sending(parts, self._senders, sleep)
        self._answering = Answering(parts, self._senders)
        self._in, self._out = Lanes(self._answer), Lanes(self._send)
        self._sweeping: asyncio.Task[None] | None = None

    def add(self, sender: Sender) -> None:
        """Send the answers of ``sender.channel`` through it."""
        self._parts.posts = True
        self._senders[sender.channel] = sender

    async def start(self) -> None:
        """Go through the mailbox as soon as it is there, and again from time to time."""
        self._sweeping = asyncio.create_task(self._sweep())

    async def close(self) -> None:
        """Let what is being sent end; the rest is in the mailbox."""
        if self._sweeping:
            await end([self._sweeping])
        await asyncio.gather(self._in.close(CLOSING), self._out.close(CLOSING))

    async def accept(self, incoming: Incoming, address: Address, calm: Message | None = None) -> Accepted:
        """One message of a person; see ``Desk``."""
        trace.begin()
        began, turn = self._parts.ticks(), self._begin(incoming)
        async with self._parts.doors.of(turn.key):
            box, duplicate = await self._arrive(turn)
            if duplicate:
                return Accepted.DUPLICATE
            await take(turn, self._parts, RECEIVE)  # without the lock: an answer that hangs must not hold this up
            forget_words(turn)
            if calm is not None and turn.message is None and not turn.immediate:
                turn.message, turn.status, turn.finished = dict(calm), Status.NOTED, True
            kept = await self._keep(box, turn, address) if turn.message is None else None
            if kept is not None:
                return kept
            async with self._parts.locks.of(turn.key):
                await take(turn, self._parts, ANSWER)
            report(turn, self._parts, began)
            return await self._post(box, turn, address)

    async def say(self, incoming: Incoming, address: Address, message: Message) -> Accepted:
        """A fixed message of the channel's own; see ``Desk``."""
        turn = self._begin(incoming)
        async with self._parts.doors.of(turn.key):
            box, duplicate = await self._arrive(turn)
            if duplicate:
                return Accepted.DUPLICATE
            turn.message, turn.status = dict(message), Status.NOTED
            return await self._post(box, turn, address)

    async def open(self, incoming: Incoming) -> bool:
        """Send what was held; see ``Desk``."""
        box, key = await self._box(), self._begin(incoming).key
        if box is None:
            return False
        await self._out.idle(key, LINE)  # the neutral line may have arrived before we knew that it went out
        try:
            held = await self._parts.stored(box.out.open, key, self._now(), seconds=MAILBOX_SECONDS)
        except StoreError as error:
            log.error("not opened: %s", error)
            return False
        self._out.wake(key)
        return held

    def _begin(self, incoming: Incoming) -> Turn:
        known = incoming if incoming.message_id else replace(incoming, message_id=secrets.token_hex(16))
        return begin(self._parts, known)

    async def _arrive(self, turn: Turn) -> tuple[Mailbox | None, bool]:
        """The mailbox (None: it cannot be used now) and whether the message came before.

        What was said before is answered first, so that this message is judged as the person meant it: "yes" is a reply.
        """
        box, name = await self._box(), _name(turn)
        if await self._parts.recall(turn.key, f"post {name}"):
            return box, True
        if box is None:
            return None, False
        await self._answered(box, turn.key)
        try:
            there = None if self._now() - _created(turn) > LATE else _created(turn)
            arrival = await self._parts.stored(box.arrive, name, turn.key, there, seconds=MAILBOX_SECONDS)
        except StoreError as error:
            log.error("mailbox not read: %s", error)
            return None, False
        turn.danger_waits = arrival.danger_waits
        self._out.wake(turn.key)  # what was held may go now
        return box, arrival.duplicate

    async def _answered(self, box: Mailbox, conversation: str) -> None:
        """Wait until what was said before is answered, by this edge or another, but no longer than ``EARLIER``."""
        until = self._parts.ticks() + EARLIER
        await self._in.idle(conversation, EARLIER)
        with suppress(StoreError):  # met again at the next step
            while box.claims is not None and self._parts.ticks() < until:
                if not await self._parts.stored(box.waits, conversation, seconds=MAILBOX_SECONDS):
                    return
                await asyncio.sleep(LOOK)

    async def _keep(self, box: Mailbox | None, turn: Turn, address: Address) -> Accepted | None:
        """Commit what the answer needs; None when that is not possible."""
        if box is None or turn.scrubbed is None or turn.risk is None:
            return None
        letter = Letter(
            message=_name(turn), conversation=turn.key, channel=turn.incoming.channel, text=turn.scrubbed,
            risk=turn.risk.as_dict(), role=str(turn.incoming.role), area=str(turn.area),
            address=box.seal.close(address), created=_created(turn),
        )
        try:
            new = await self._parts.stored(box.put_letter, letter, seconds=MAILBOX_SECONDS)
        except StoreError as error:
            log.error("message not kept: %s", error)
            return None
        self._in.wake(turn.key)
        return Accepted.QUEUED if new else Accepted.DUPLICATE

    async def _post(self, box: Mailbox | None, turn: Turn, address: Address) -> Accepted:
        """Put an answer that is there already into the outbox; where that is not possible, send it now."""
        whole, name, channel = payload(turn), _name(turn), turn.incoming.channel
        if box is not None:
            parcel = Parcel(name, turn.key, channel, whole, box.seal.close(address), _created(turn))
            try:
                new = await self._parts.stored(box.put_parcel, parcel, seconds=MAILBOX_SECONDS)
                self._out.wake(turn.key)
                return Accepted.QUEUED if new else Accepted.DUPLICATE
            except StoreError as error:
                log.error("answer not kept: %s", error)
        if not await self._sending.send(channel, address, whole, DIRECT):
            return Accepted.REFUSED
        await self._parts.remember(turn.key, f"post {name}", True)
        return Accepted.ANSWERED

    async def _box(self) -> Mailbox | None:
        """The mailbox; in the first moments it is waited for a little."""
        loop, parts = asyncio.get_running_loop(), self._parts
        until = loop.time() + OPENS
        while parts.mailbox is None and not {"store", "mailbox"} & parts.broken and loop.time() < until:
            await asyncio.sleep(LOOK)
        return self._parts.mailbox

    async def _answer(self, conversation: str) -> None:
        box, parts = self._parts.mailbox, self._parts
        if box is None:
            return
        async with held(parts, box, "in", conversation) as mine:
            while mine and (letter := await parts.stored(box.next_letter, conversation, seconds=MAILBOX_SECONDS)):
                await self._answering.answer(box, letter)
                self._out.wake(conversation)

    async def _send(self, conversation: str) -> None:
        box = self._parts.mailbox
        if box is None:
            return
        async with held(self._parts, box, "out", conversation) as mine:
            if mine:
                await self._sending.run(box, conversation)

    async def _sweep(self) -> None:
        """Wake every conversation in which something waits; after a start that is what the last run left behind."""
        while True:
            box = self._parts.mailbox
            try:
                if box is not None:
                    for conversation in await self._parts.stored(box.unanswered, seconds=MAILBOX_SECONDS):
                        self._in.wake(conversation)
                    for conversation in await self._parts.stored(box.out.unsent, seconds=MAILBOX_SECONDS):
                        self._out.wake(conversation)
            except StoreError as error:
                log.error("mailbox not gone through: %s", error)
            await asyncio.sleep(SWEEP if box is not None else LOOK)

    def _now(self) -> float:
        return self._parts.now().timestamp()


def _name(turn: Turn) -> str:
    return str(turn.message_key)


def _created(turn: Turn) -> float:
    """When the person was there, in seconds since 1970."""
    now, sent = turn.now.timestamp(), turn.incoming.sent
    return now if sent is None else min(sent, now)
