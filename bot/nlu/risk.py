"""Graph component: danger. The edge's judgement travels in the metadata; without it the message is judged here."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.safety.assess import Judge
from bot.safety.judgement import Context

IMMEDIATE = "immediate_risk"
SAFE_NO = "safety_answer_no"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RiskReader(GraphComponent):
    """Sets the intent ``immediate_risk`` (or ``safety_answer_no``) and keeps the grade with the message."""

    def __init__(self, judge: Judge | None) -> None:
        self._judge = judge

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RiskReader:
        """The judge is loaded only when a message comes without the edge's judgement."""
        return cls(None)

    def process(self, messages: list[Message]) -> list[Message]:
        """Grade each message."""
        for message in messages:
            risk = (message.get("metadata") or {}).get("risk") or self._own(message.get(TEXT) or "")
            message.set("risk", risk, add_to_output=True)
            if risk["grade"] == "immediate":
                message.set(INTENT, {"name": IMMEDIATE, "confidence": 1.0}, add_to_output=True)
            elif risk.get("answer") == "no":
                message.set(INTENT, {"name": SAFE_NO, "confidence": 1.0}, add_to_output=True)
        return messages

    def _own(self, text: str) -> dict[str, Any]:
        from bot.language.encoder import shared

        if self._judge is None:
            self._judge = Judge.load(shared())
        return self._judge.assess(text, Context()).as_dict()
