"""The first step: whose message this is, what the conversation has come to, and whether it was answered already."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from bot.channels import Incoming
from bot.edge.parts import NotReady, Parts
from bot.edge.state import Status, Turn
from bot.errors import StoreError
from bot.records.keys import conversation_key
from bot.terms import Area

if TYPE_CHECKING:
    from bot.records.live import LiveContext

DANGER = "danger not kept"  # in memory only: the store could not take the turn that told of it
OPEN = "still_open"  # beside the last answer: the question asked before it, when that answer asked nothing itself
CALLED = "called"  # beside the last answer: it was to a bare call for help, which the next message may explain
GUESSED = "guessed"  # beside the last answer: no word of danger was said, and the classifier alone took it for one
UNSAFE = "unsafe"  # beside the last answer: it was to somebody who does not feel safe
TOGETHER = "together"  # beside the last answer: the emergency is that somebody is with a child, and nothing else
JOURNEY = "journey"  # beside the last answer: somebody is feared to be taken abroad
BESIDE = (OPEN, CALLED, GUESSED, TOGETHER, UNSAFE, JOURNEY)  # ours, and never sent
_KEPT = "\n\t\u200c\u200d"  # the last two join letters in some scripts and pictures in emoji
_DROPPED = {"Cc", "Cf", "Cs", "Co"}


def begin(parts: Parts, incoming: Incoming) -> Turn:
    """A turn with its key, an HMAC of where it came in; the message's own id is kept as an HMAC too."""
    key = conversation_key(parts.secret, incoming.endpoint, incoming.conversation, incoming.person)
    message_key = conversation_key(parts.secret, "message", key, incoming.message_id) if incoming.message_id else None
    area = incoming.area if incoming.area is not Area.UNKNOWN else parts.area
    return Turn(incoming, key, message_key, clean(incoming.text), parts.now(), area, began=parts.ticks())


def clean(text: str) -> str:
    """The text without control characters and halves of characters; line ends and tabs stay.

    A letter and its accent become one character: apart, as some systems write them, they part a word in two.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _DROPPED)


async def recall(turn: Turn, parts: Parts) -> None:
    """Read the live context; repeat the answer when this very message was answered before.

    A store that fails must not stop the judgement of danger, so its error is kept for ``need_store``.
    """
    again = turn.message_key if not parts.paused else None  # an answer from before a pause is not given again
    if _repeat(turn, await parts.recall(turn.key, again) if again else None):
        return
    turn.danger_waits = turn.danger_waits or bool(parts.recent.get(turn.key, DANGER, parts.ticks()))
    if parts.live is None:
        return
    try:
        turn.live = await parts.stored(parts.live.context, turn.key, turn.now)
        turn.recalled = True
    except StoreError as error:
        turn.store_error = error
        return
    if turn.live and turn.live.last_answer and again and turn.live.last_message_id == again:
        _repeat(turn, turn.live.answer)


def question_of(live: LiveContext) -> dict[str, Any]:
    """The question that is open after the last answer, with its words and choices; empty when there is none."""
    whole = live.answer
    card = (whole.get("custom") or {}).get("guidance") or {}
    return card.get("question") or whole.get(OPEN) or {}


async def need_store(turn: Turn, parts: Parts) -> None:
    """A store error fails the turn: without what was said before, an answer could be wrong."""
    if turn.store_error is not None:
        raise turn.store_error
    if parts.live is None and "store" in parts.broken:
        raise StoreError("the store did not open")
    if parts.live is not None and not turn.recalled:
        raise NotReady("store")  # it came while this turn ran: what was said before was not read


def _repeat(turn: Turn, answer: dict[str, object] | None) -> bool:
    if answer is None:
        return False
    turn.message = {name: part for name, part in answer.items() if name not in BESIDE}
    turn.status, turn.finished = Status.ANSWERED_AGAIN, True
    return True
