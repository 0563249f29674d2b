"""Floods get the numbers instead of a turn; danger is judged before this, for frightened people send fragments."""

from __future__ import annotations

from bot.edge import fallback
from bot.edge.parts import Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.keep import keep


async def limit(turn: Turn, parts: Parts) -> None:
    """End the turn with the limited answer when this is one message too many."""
    if not await parts.over(turn.key, turn.incoming.address):
        return
    turn.message, turn.status, turn.finished = fallback.limited(turn), Status.LIMITED_RATE, True
    if turn.immediate and turn.store_error is None:
        await keep(turn, parts)  # the next message must know that an emergency is open
