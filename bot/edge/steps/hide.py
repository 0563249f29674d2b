"""Personal data is replaced before the text goes anywhere; a text that cannot be scrubbed goes nowhere."""

from __future__ import annotations

import asyncio
import logging

from bot.edge import fallback
from bot.edge.parts import NotReady, Parts
from bot.edge.state import Status, Turn
from bot.errors import ScrubError

log = logging.getLogger("safeguard.hide")
SECONDS = 3.0


async def withhold_long(turn: Turn, parts: Parts) -> None:
    """A text over the limit of characters is judged for danger, but not kept and not passed on."""
    if len(turn.incoming.text) > parts.settings.max_text:
        turn.message, turn.status = fallback.withheld(turn, "withheld"), Status.WITHHELD_LONG


async def begin_scrub(turn: Turn, parts: Parts) -> None:
    """Start replacing personal data beside the judgement of danger; ``scrub`` waits for it."""
    if parts.scrubber is not None and parts.live is not None and len(turn.incoming.text) <= parts.settings.max_text:
        turn.scrubbing = asyncio.ensure_future(parts.thought(parts.scrubber.scrub, turn.text))


async def scrub(turn: Turn, parts: Parts) -> None:
    """Set ``turn.scrubbed``; when that fails the text is withheld, and the person is still answered."""
    if turn.message is not None:
        return
    if parts.scrubber is None and "scrubber" not in parts.broken:
        raise NotReady("scrubber")
    if parts.live is None:
        raise NotReady("store")
    try:
        if parts.scrubber is None:
            raise ScrubError("the scrubber did not load")
        work = turn.scrubbing or parts.thought(parts.scrubber.scrub, turn.text)
        turn.scrubbed = await asyncio.wait_for(work, SECONDS)
    except Exception as error:  # unknown means the safer answer: withhold
        log.error("scrub failed error=%s", type(error).__name__)
        turn.message, turn.status = fallback.withheld(turn, "not_kept"), Status.WITHHELD_UNSCRUBBED
