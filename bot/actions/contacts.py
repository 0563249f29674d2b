"""Whom to ring: the numbers for where the child lives, the likely one first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again
from bot.actions.turn import Turn, index, library, read, say
from bot.contacts.asked import asked_for
from bot.language.asking import asks_whom
from bot.language.encoder import shared
from bot.replies.guidance import answer
from bot.replies.words import for_role, words
from bot.terms import ASKED_KINDS

ARTICLE = "contacts_numbers"
FEW = 4  # words
ITS_FACTS = ("emergency_duty_team", "lado")  # contacts of which it says something, besides its own


class ActionContacts(Action):
    """Answers with numbers, each with whom it is for and when it was checked."""

    def name(self) -> str:
        """As named in domain.yml."""
        return "action_contacts"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The article of numbers, with the contacts chosen by area and clock."""
        turn = read(tracker)
        if again.standing(turn):
            return list(again.tell(dispatcher, turn))
        article = own = library().articles[ARTICLE]
        said = _with_what_was_asked(turn)
        asked = asked_for(said)
        vector = shared().one(said)
        found = index().rank(article, vector, turn.role)
        if asked:  # that one first, and nothing that speaks of others
            ids = (*asked.contacts, *(id for id in article.contacts if id not in asked.contacts))
            article = replace(article, contacts=ids, route=asked.route)
        given = (article, found, turn.role, turn.area, turn.now, turn.first, (), library().version)
        reply = answer(*given, whom=bool(asked) or turn.first or asks_whom(turn.text))
        if asked:  # the number itself comes next, and not below what is said of others
            told = asked.contacts[0] in (*own.contacts, *ITS_FACTS)
            opening = reply.opening if told else for_role(words("common")["number_asked"], turn.role)
            reply = replace(reply, opening=opening, points=(), steps=())
        say(dispatcher, reply)
        # "and on a sunday?" goes on from it
        question = index().worded(found.points[0], vector) if found.points else None
        return [SlotSet("told_what_this_is", True), SlotSet("question", question)]


def _with_what_was_asked(turn: Turn) -> str:
    """The words, behind the last question where they are too few to say whose number is meant ("whats the number")."""
    question = turn.slots.get("question") if turn.before in ASKED_KINDS and len(turn.text.split()) <= FEW else None
    return f"{question} {turn.text}" if question else turn.text
