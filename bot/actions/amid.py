"""Amid a worry, "can he come back on Sunday" is no other matter: it is one for those whom the next step names."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asked_too import cited_too, fact_for
from bot.actions.decided import decision_of
from bot.actions.turn import Turn, say
from bot.language.asking import asks, asks_whom
from bot.language.groups import FALLBACK
from bot.replies.from_words import build
from bot.replies.reply import Reply
from bot.replies.words import for_role, words
from bot.terms import Kind, Role

NOT_HELD = ("out_of_scope", FALLBACK)  # what is asked, where neither the guidance nor an honest refusal knows of it
OWN_WORDS = (Role.YOUNG_PERSON, Role.WORRIED_ABOUT_SELF, Role.ADULT_SURVIVOR)  # they are answered from words for them
_OF_THEM = re.compile(
    r"\b(?:he|she|they|him|her|hers|his|them|their|(?:step)?(?:mum|mam|dad|son|daughter)|child|kids?|girl|boy|pupil|parents?|"
    r"brother|sister|uncle|aunt\w*|gran\w*|husband|wife|ex|partner|family|niece|nephew|lad|man|woman)\b",
    re.IGNORECASE,
)


def handed_on(dispatcher: CollectingDispatcher, turn: Turn) -> bool:
    """Say who can weigh a question about the people of this worry; False where it is no such question."""
    begun = turn.slots.get("nature") and turn.role not in OWN_WORDS  # "nobody is in danger" ends no worry
    own = words("decline")["amid"]["own_words"].get(turn.intent)
    unknown = turn.intent in NOT_HELD or own and not re.search(rf"\b(?:{own})\b", turn.text, re.IGNORECASE)
    if not begun or not unknown or not _OF_THEM.search(turn.text) or not asks(turn.text):
        return False
    decision = decision_of(turn.slots, turn, turn.facts)
    entry = {**words("decline")["amid"], "contacts": decision.contacts, "route": str(decision.route)}
    say(dispatcher, build(entry, Kind.DECLINE, turn.role, turn.area, turn.now))
    return True


def weighed(reply: Reply, turn: Turn) -> Reply:
    """Where nothing was learnt from a line that asks, the fact it asks for stands first, or who can weigh it."""
    if turn.role in OWN_WORDS or not asks(turn.text) or asks_whom(turn.text):
        return reply  # whom to ring stands in every answer
    found = fact_for(turn.text, turn)
    if found:
        return cited_too(replace(reply, opening=found[0].say), *found)
    return replace(reply, opening=for_role(words("decline")["amid"]["opening"], turn.role))
