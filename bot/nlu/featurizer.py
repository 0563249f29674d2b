"""Graph component: the sentence vector of a message, taken from its metadata or computed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import cache
from bot.language.encoder import shared, unpack, version

VECTOR = "vector"  # key in the message's metadata; taken out so that it is never stored
ASKED_ALONE = "asked_alone"  # of a message: its one sentence that asks something, where the others say nothing


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Gives every message one dense vector of shape (1, 384)."""

    def __init__(self, name: str) -> None:
        self._name = name

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another encoder makes every cached result stale; Rasa cannot see that by itself."""
        return version()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Build the component as the recipe asks."""
        return cls(execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add vectors to all training examples, in batches."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        for message, vector in zip(examples, cache.encode(shared(), [m.get(TEXT) for m in examples]), strict=True):
            self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add vectors to messages; the edge's vector is used where it came along."""
        for message in messages:
            metadata = message.get("metadata") or {}
            packed = metadata.pop(VECTOR, None)
            text = message.get(TEXT) or ""
            if packed:
                shared().remember(text, unpack(packed))
            self._add(message, shared().one(text))
        return messages

    def _add(self, message: Message, vector: np.ndarray) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._name))


def asked_of(message: Message) -> tuple[NDArray[Any], str]:
    """The vector and the words that a question is looked up by: its own sentence where the others say nothing."""
    alone = message.get(ASKED_ALONE)
    return (shared().one(alone), alone) if alone else (vector_of(message), message.get(TEXT) or "")


def vector_of(message: Message) -> np.ndarray:
    """The sentence vector that the featurizer added, shape (384,)."""
    _, dense = message.get_dense_features(TEXT, [])
    if dense is None:
        return shared().one(message.get(TEXT) or "")
    return np.asarray(dense.features)[0]
