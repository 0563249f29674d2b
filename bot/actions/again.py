"""Said again: after a worry, "repeat that" and "who do I ring" get what was decided on it; and what was told before."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.decided import BESIDES, decision_of
from bot.actions.turn import Turn, say
from bot.language.asking import asks, asks_whom
from bot.replies import concern as replies
from bot.replies.words import for_role, words
from bot.terms import Role
from bot.triage import reading
from bot.triage.patterns import fold, single

UNSURE = ("not_sure", "skipped")
AGAIN = ("repeat", "easy_words")
OWN_WORDS = (Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF)  # they are answered from the words for them


def standing(turn: Turn) -> bool:
    """Whether a decided worry is what the person wants to hear again."""
    if not turn.slots.get("nature") or turn.role in OWN_WORDS:
        return False
    return turn.intent in AGAIN or reading.asks_what_now(turn.text)


def tell(dispatcher: CollectingDispatcher, turn: Turn, asked: bool = False) -> list[EventType]:
    """The whole decision, with a first line that says that it is the same, or, ``asked``, who can weigh it."""
    opening = str(words("smalltalk")["intents"]["repeat"]["again"])
    if asked and asks(turn.text) and not asks_whom(turn.text):
        opening = for_role(words("decline")["amid"]["opening"], turn.role)
    decision = decision_of(turn.slots, turn, turn.facts)
    signs = tuple(turn.slots.get("signs") or ())
    say(dispatcher, replies.full(decision, turn.role, turn.area, turn.now, signs, first=False, opening=opening))
    return [SlotSet("told_what_this_is", True)]


def instead_of_thanks(turn: Turn, asked: list[str]) -> str | None:
    """What is said first: what was understood, or to an answer that gave none what fits (told before, not sure)."""
    if not asked:
        return None
    if reading.told_already(turn.text):
        return replies.in_place_of_thanks("told_already")
    if reading.refuses_names(turn.text):
        return replies.in_place_of_thanks("no_names")
    if turn.slots.get(asked[-1]) == reading.SKIPPED or _will_not_say(turn.text):
        return replies.in_place_of_thanks("left_out")
    if turn.slots.get(asked[-1]) in UNSURE:
        return replies.in_place_of_thanks("not_sure_is_fine")
    return replies.learnt(_understood(turn, asked[-1]))


def _will_not_say(text: str) -> bool:
    """Whether the person would rather not answer, in more words than our button's."""
    return bool(single("rather_not").search(fold(text)))


def _understood(turn: Turn, asked: str) -> dict[str, str]:
    """What this line told, as it was understood: it is shown at once, so that it can be put right."""
    nature = str(turn.slots.get("nature") or "general")
    found = reading.facts_from(f"concern_{nature}", turn.text, turn.role)
    told = (asked, *(slot for slot in BESIDES if slot in found and slot != asked))
    return {"nature": nature, **{slot: str(turn.slots[slot]) for slot in told if turn.slots.get(slot)}}
