"""Answers a message that was acknowledged: its turn goes on from the scrubbed text and the judgement that were kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot import trace
from bot.channels import Incoming
from bot.channels.post import FIRST, STATUS, Sender
from bot.edge.parts import Parts
from bot.edge.progress import MAILBOX_SECONDS
from bot.edge.state import Status, Turn
from bot.edge.steps.recall import need_store, recall
from bot.edge.turn import ANSWER, report, take
from bot.records.letters import Letter
from bot.safety.judgement import Assessment
from bot.terms import Area, RiskGrade, Role

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.answering")
TYPING_AFTER = 0.4      # seconds; most answers are there before
ENGINE_STARTS = 15.0    # what came in before a restart waits so long for the engine, unless it tells of danger
LOOK = 0.1
STEPS = (recall, need_store, *ANSWER)  # what was said meanwhile is read anew


class Answering:
    """Answers letters. ``senders``, by channel, show that something is being worked on."""

    def __init__(self, parts: Parts, senders: Mapping[str, Sender]) -> None:
        self._parts, self._senders = parts, senders
        self._began = parts.now().timestamp()

    async def answer(self, box: Mailbox, letter: Letter) -> None:
        """Put the answer into the outbox in the place of the letter; raises StoreError when nothing changed."""
        began, turn = self._parts.ticks(), resumed(letter, self._parts)
        trace.begin()
        typing = asyncio.create_task(self._typing(box, letter))
        try:
            if letter.created < self._began and not turn.immediate:
                await self._engine_starts()
            async with self._parts.locks.of(turn.key):
                await take(turn, self._parts, STEPS)
                report(turn, self._parts, began)
                await self._parts.stored(box.answer, letter, payload(turn), seconds=MAILBOX_SECONDS)
        finally:
            typing.cancel()

    async def _engine_starts(self) -> None:
        until = self._parts.ticks() + ENGINE_STARTS
        while not (self._parts.engine.up or self._parts.paused) and self._parts.ticks() < until:
            await asyncio.sleep(LOOK)

    async def _typing(self, box: Mailbox, letter: Letter) -> None:
        await asyncio.sleep(TYPING_AFTER)
        sender = self._senders.get(letter.channel)
        if sender is not None:
            with suppress(Exception):  # it is only a courtesy
                await sender.typing(box.seal.open(letter.address))


def resumed(letter: Letter, parts: Parts) -> Turn:
    """The turn of a letter, without the raw words."""
    incoming = Incoming(
        text="", endpoint=letter.channel, conversation="", person="", channel=letter.channel, role=Role(letter.role),
    )
    turn = Turn(incoming, letter.conversation, letter.message, "", parts.now(), Area(letter.area))
    turn.risk, turn.scrubbed = judgement(letter.risk), letter.text
    return turn


def judgement(kept: Mapping[str, Any]) -> Assessment:
    """The assessment that ``Assessment.as_dict`` was made from."""
    lists = {name: tuple(kept[name]) for name in ("reasons", "dangers")}
    return Assessment(**{**kept, **lists, "grade": RiskGrade(kept["grade"])})


def payload(turn: Turn) -> dict[str, Any]:
    """The answer as it lies in the outbox: no address in it, and beside it what the channel may want to know."""
    first = turn.live is None and turn.status is not Status.NOTED
    return {**(turn.message or {}), "recipient_id": "", FIRST: first, STATUS: str(turn.status)}
