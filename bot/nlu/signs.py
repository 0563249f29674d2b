"""Graph component: the signs that the person noticed, in the strategy's five columns."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.asking import of_somebody
from bot.language.groups import FALLBACK, group
from bot.nlu.articles import QUESTION
from bot.signs.recognise import Recogniser

# What a person noticed is told in a worry, a danger, or an answer; a question about the strategy notices nothing.
NOTICED = ("concern", "immediate_risk", "safety_answer_no", "nlu_fallback", "decline_diagnosis", "outside")
# Declined, not understood, or taken for a question, yet told as a fact and plainly a sign ("tearful and cutting"):
# that is a worry.
MISHEARD = (
    "out_of_scope", "decline_medical", "decline_diagnosis", "decline_prediction", "decline_case_records",
    "decline_local_data", "decline_other_harm", FALLBACK,
)
WORRY = "concern_signs"
# what those who get no form tell of is their own, and no adult's worry about a child
OF_THEIR_OWN = {
    "young_person": "young_person_telling", "adult_survivor": "survivor_support", "worried_about_self": "self_concern",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SignReader(GraphComponent):
    """Adds ``signs``: a list of ``{id, column, label}``."""

    def __init__(self) -> None:
        self._recogniser: Recogniser | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SignReader:
        """The recogniser is loaded with the first message."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read the signs of each message."""
        from bot.language.encoder import shared

        if self._recogniser is None:
            self._recogniser = Recogniser.load(shared())
        for message in messages:
            text = message.get(TEXT) or ""
            intent = str((message.get(INTENT) or {}).get("name") or "")
            if self._misheard(text, intent):
                intent = OF_THEIR_OWN.get(str((message.get("voice") or {}).get("role")), WORRY)
                _set(message, intent)
            found = self._recogniser.find(text) if group(intent) in NOTICED else ()
            message.set("signs", [s.as_dict() for s in found], add_to_output=True)
        return messages

    def _misheard(self, text: str, intent: str) -> bool:
        reader, asked = self._recogniser, group(intent) == "ask"
        if reader is None or not (asked or intent in MISHEARD) or QUESTION.search(text):
            return False
        if asked and not of_somebody(text):  # "share of offences with a victim under 18": no one child is told of
            return False
        return reader.tells(text, home=not asked)


def _set(message: Message, intent: str) -> None:
    ranking = [r for r in message.get(INTENT_RANKING_KEY) or [] if r["name"] != intent]
    first = {"name": intent, "confidence": max((r["confidence"] for r in ranking), default=1.0)}
    message.set(INTENT, first, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [first, *ranking][:8], add_to_output=True)
