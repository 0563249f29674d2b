"""Holds the claim on a conversation's mail while this edge works on it; needed where several edges share a store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.channels.tasks import end
from bot.edge.parts import Parts
from bot.edge.progress import MAILBOX_SECONDS
from bot.errors import StoreError

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.records.claims import Claims
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.leases")
PATIENCE = 2.0  # seconds to wait for another edge that is just finishing; after that the sweep comes back
LOOK = 0.05


@asynccontextmanager
async def held(parts: Parts, box: Mailbox, lane: str, conversation: str) -> AsyncIterator[bool]:
    """Whether this edge may work in the lane (``in`` or ``out``); while it does, the claim is kept alive.

    A claim that is lost on the way cancels the work: another edge has it now. Raises StoreError.
    """
    claims = box.claims
    if claims is None:
        yield True
        return
    if not await _taken(parts, claims, lane, conversation):
        yield False
        return
    keeping = asyncio.create_task(_keep(parts, claims, lane, conversation, asyncio.current_task()))
    try:
        yield True
    finally:
        await end([keeping])
        with suppress(StoreError):  # it runs out by itself
            await parts.stored(claims.release, lane, conversation, seconds=MAILBOX_SECONDS)


async def _taken(parts: Parts, claims: Claims, lane: str, conversation: str) -> bool:
    until, wait = parts.ticks() + PATIENCE, LOOK
    while not await parts.stored(claims.take, lane, conversation, seconds=MAILBOX_SECONDS):
        if parts.ticks() >= until:
            return False
        await asyncio.sleep(wait)
        wait *= 1.5
    return True


async def _keep(
    parts: Parts, claims: Claims, lane: str, conversation: str, work: asyncio.Task[None] | None
) -> None:
    """Renew the claim; without an answer of the store until it has run out, it counts as lost."""
    renewed = parts.ticks()
    while work is None or not work.done():
        await asyncio.sleep(claims.lease / 4)
        try:
            mine = await parts.stored(claims.take, lane, conversation, seconds=claims.lease / 4)
            renewed = parts.ticks() if mine else renewed
        except StoreError as error:
            log.error("claim not renewed: %s", error)
            mine = parts.ticks() - renewed < claims.lease * 0.75
        if not mine:
            parts.counts["claim_lost"] += 1
            log.error("another edge has taken the mail over")
            while work is not None and not work.done():  # again and again: see bot.channels.tasks
                work.cancel()
                await asyncio.sleep(LOOK)
            return
