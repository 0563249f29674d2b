"""The engine is asked with scrubbed text only, beside what the edge knows: role, area, risk and the sentence vector."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Any

from bot.edge.parts import Parts
from bot.edge.state import Turn
from bot.language.encoder import pack
from bot.scrubbed import Scrubbed

if TYPE_CHECKING:
    from bot.records.live import LiveContext

URGENT_SECONDS = 0.7  # in an emergency the edge's own answer now is better than a finer one later
NOTHING = "."  # what the engine reads when nothing is left of a message; ``empty`` says so in the metadata


async def ask_engine(turn: Turn, parts: Parts) -> None:
    """Set the engine's answer; raises EngineError when it is down, slow or says nothing."""
    if turn.message is not None or turn.scrubbed is None:
        return
    text = turn.scrubbed.text.lstrip("/ \t\n").strip()  # a leading slash is a command to Rasa
    metadata = await _metadata(turn, parts, turn.scrubbed, text)
    most = parts.settings.engine_timeout
    seconds = min(most, URGENT_SECONDS) if turn.immediate else most
    began = time.monotonic()
    try:
        turn.engine = await parts.engine.turn(turn.key, text or NOTHING, metadata, seconds)
    finally:
        parts.tally.engine.add(time.monotonic() - began)
    turn.message = turn.engine.message


async def _metadata(turn: Turn, parts: Parts, scrubbed: Scrubbed, text: str) -> dict[str, Any]:
    risk = turn.risk
    return {
        # ``role`` as the client says it; ``known``: what the conversation has shown.
        "role": str(turn.incoming.role),
        "known": str(turn.role),
        "area": str(turn.area),
        "channel": turn.incoming.channel,
        "scrubbed": True,
        "asked": turn.live.asked if turn.live else None,
        "route": before(turn.live, "route"),
        "kind": before(turn.live, "kind"),
        "risk": risk.as_dict() if risk else None,
        "empty": not text,
        "first": turn.live is None,
        "turn": turn.message_key or secrets.token_hex(16),  # two engines that are asked the same turn write it once
        "found": await _found_first(turn, parts, scrubbed),
        "vector": await _vector(turn, parts, text),
    }


def before(live: LiveContext | None, name: str) -> str | None:
    """``route`` or ``kind`` of the answer before: a remark that says little by itself belongs to it."""
    said = (((live.answer if live else {}).get("custom") or {}).get("guidance") or {}).get(name)
    return str(said) if said else None


async def _vector(turn: Turn, parts: Parts, text: str) -> str | None:
    """The vector of what the engine reads; the judge's own serves when nothing had to be hidden."""
    if not text:
        return None
    if turn.risk is not None and turn.risk.vector is not None and text == turn.text.strip():
        return pack(turn.risk.vector)
    if parts.encoder is None:
        return None
    vectors = await parts.thought(parts.encoder.encode, [text])
    return pack(vectors[0])


async def _found_first(turn: Turn, parts: Parts, scrubbed: Scrubbed) -> list[str]:
    """What was hidden, told to the engine only the first time: the person is told once that names are not needed."""
    if not scrubbed.kinds or await parts.recall(turn.key, "told"):
        return []
    await parts.remember(turn.key, "told", True)
    return list(scrubbed.kinds)
