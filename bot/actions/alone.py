"""What is no worry in itself (the press, a prank, "promise not to tell", ways round) has an answer of its own."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn import Turn, say
from bot.replies.concern import full
from bot.triage import situations


def answered_alone(dispatcher: CollectingDispatcher, turn: Turn) -> bool:
    """Give that answer where the text asks for it; False when it does not."""
    own = situations.alone(turn.text, turn.role)
    if own is None:
        return False
    say(dispatcher, replace(full(own, turn.role, turn.area, turn.now), kind=situations.kind_of(own)))
    return True
