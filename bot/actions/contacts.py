"""Whom to ring: the numbers for where the child lives, the likely one first."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import again
from bot.actions.turn import index, library, read, say
from bot.language.asking import asks_whom
from bot.language.encoder import shared
from bot.replies.guidance import answer

ARTICLE = "contacts_numbers"


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
        article = library().articles[ARTICLE]
        found = index().rank(article, shared().one(turn.text), turn.role)
        given = (article, found, turn.role, turn.area, turn.now, turn.first, (), library().version)
        say(dispatcher, answer(*given, whom=turn.first or asks_whom(turn.text)))
        return [SlotSet("told_what_this_is", True)]
