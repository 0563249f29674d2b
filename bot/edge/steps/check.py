"""The last look at what the engine said: unfit answers are replaced, and danger is answered with an escalation."""

from __future__ import annotations

import logging

from bot.edge import fallback
from bot.edge.parts import Parts
from bot.edge.state import Status, Turn
from bot.edge.steps.judge import NOT_JUDGED
from bot.safety.output_check import problems

log = logging.getLogger("safeguard.check")


async def check_answer(turn: Turn, parts: Parts) -> None:
    """Replace the engine's answer by the fixed one when it may not go out."""
    if turn.engine is None or turn.message is None:
        return
    found = problems(turn.message, parts.digits)
    if found:
        log.error("answer unfit problems=%s", ",".join(found))
        turn.message, turn.status = fallback.failed(turn), Status.REPLACED_UNFIT
    elif turn.immediate and turn.card.get("kind") != "escalation":
        log.error("danger was not answered with an escalation")
        turn.message, turn.status = fallback.escalated(turn), Status.REPLACED_NO_ESCALATION
    elif turn.risk is not None and NOT_JUDGED in turn.risk.reasons:
        turn.message = fallback.with_numbers(turn, turn.message)
