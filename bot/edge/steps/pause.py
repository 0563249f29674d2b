"""While the service is paused everybody gets the numbers to ring, and an emergency its escalation; no text is kept."""

from __future__ import annotations

from contextlib import suppress

from bot.edge import fallback
from bot.edge.parts import Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.keep import keep
from bot.errors import SafeguardError


async def pause(turn: Turn, parts: Parts) -> None:
    """End the turn with the paused answer; what the engine has just said is replaced too."""
    if not parts.paused or turn.message is not None and turn.engine is None:
        return
    turn.message, turn.status, turn.scrubbed = fallback.paused(turn), Status.PAUSED, None
    with suppress(SafeguardError):  # the next message should know of an open emergency; the answer stands without
        await keep(turn, parts)
    turn.finished = True
