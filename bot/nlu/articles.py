"""Graph component: which article a question asks for, by the classifier and by the nearest single fact together."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.guidance.search import blend, shared_index
from bot.language.groups import group
from bot.nlu.featurizer import vector_of

PREFIX = "ask_"
QUESTION = re.compile(
    r"\?|^(what|who|how|why|when|which|is|are|do|does|can|could|should|will|would|am|did|has|have|must|wot|wat|whats)\b",
    re.IGNORECASE,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ArticleReader(GraphComponent):
    """Reorders the questions in the ranking; a question very near to a known fact is taken as one.

    ``near``: cosine from which a question overrules an unsure worry; ``unsure``: the worry's chance below which it may.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen on questions and worries by another hand."""
        return {"near": 0.65, "unsure": 0.7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ArticleReader:
        """Build the component as the recipe asks."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Blend for each message whose best intent is a question, or may be one."""
        for message in messages:
            ranking = [(r["name"], r["confidence"]) for r in message.get(INTENT_RANKING_KEY) or []]
            if not ranking or (message.get("risk") or {}).get("grade") == "immediate":
                continue
            nearness = shared_index().nearest_articles(vector_of(message))
            top, chance = ranking[0]
            if group(top) != "ask" and not self._overrules(message.get(TEXT) or "", top, chance, nearness[0][1]):
                continue
            asks = {name.removeprefix(PREFIX): p for name, p in ranking if name.startswith(PREFIX)}
            share = max(sum(asks.values()), chance)
            mixed = [(f"{PREFIX}{name}", share * part) for name, part in blend(asks, nearness)[: len(ranking)]]
            rest = [r for r in ranking if not r[0].startswith(PREFIX)]
            shown = [{"name": n, "confidence": p} for n, p in [*mixed[:5], *rest[:3]]]
            message.set(INTENT, shown[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, shown, add_to_output=True)
        return messages

    def _overrules(self, text: str, top: str, chance: float, nearest: float) -> bool:
        near, unsure = self._config["near"], self._config["unsure"]
        return (
            group(top) in ("concern", "outside") and chance < unsure and nearest >= near and bool(QUESTION.search(text))
        )
