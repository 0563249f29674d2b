"""Graph component: who is writing, fixed buttons, and what a writer's voice makes of an intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.asking import asks
from bot.nlu.featurizer import vector_of
from bot.nlu.meaning import KEPT, ME, ORDER, Meaning
from bot.replies.words import words
from bot.safety.voice import CERTAIN, Voice
from bot.terms import ASKED_KINDS, Kind, Role
from bot.triage import reading
from bot.triage.patterns import fold

SURELY = 0.99  # chance from which a child is heard although somebody grown up was answered


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VoiceReader(GraphComponent):
    """Adds ``voice`` and turns an adult's worry into a child's own, where a child is writing."""

    def __init__(self) -> None:
        self._voice = Voice.load()
        self._meaning = Meaning(self._voice)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VoiceReader:
        """Build the component as the recipe asks."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            role = self._role(text, message)
            message.set("voice", {"role": str(role)}, add_to_output=True)
            intent = (None if _certain(message) else button(text)) or self._meaning.of(message, role)
            if intent:
                found = message.get(INTENT) or {}
                message.set(INTENT, {"name": intent, "confidence": found.get("confidence", 1.0)}, add_to_output=True)
        return messages

    def _role(self, text: str, message: Message) -> Role:
        """What was stated or heard; a job, or a child of their own, that the words name counts for more."""
        stated = _stated(message.get("metadata") or {})
        heard = self._voice.read(text, vector_of(message), stated)
        if heard is Role.PROFESSIONAL and (reading.writes_privately(text) or reading.of_grown_survivor(text)):
            return Role.PARENT  # who is here for their work may write of their own family next
        if heard is Role.YOUNG_PERSON and stated is Role.UNKNOWN and self._goes_on(text, message):
            return Role.UNKNOWN
        said = reading.role_of(fold(text)) if stated is Role.UNKNOWN else None
        if said == Role.PROFESSIONAL and heard in (Role.PARENT, Role.UNKNOWN):
            return Role.PROFESSIONAL
        if said == Role.PARENT and heard is Role.YOUNG_PERSON and not self._voice.says_child(text):
            return Role.PARENT if self._voice.child(vector_of(message)) < CERTAIN else heard
        return heard

    def _goes_on(self, text: str, message: Message) -> bool:
        """Whether words go on with what a grown-up was answered ("its happening now", "i dont want a scene").

        A child is never asked what a form asks, and is known as one once answered as one.
        """
        told = message.get("metadata") or {}
        if self._voice.says_child(text):
            return False
        asked_on = told.get("kind") in ASKED_KINDS and asks(text)
        begun = told.get("asked") in (*ORDER, "safe_now") or told.get("kind") == str(Kind.ESCALATION)
        unsaid = not ME.search(text)
        return (asked_on or begun) and unsaid or begun and self._voice.child(vector_of(message)) < SURELY


def _stated(metadata: dict[str, Any]) -> Role:
    """Who the client says is writing, else who the conversation has shown it to be."""
    found = (Role(r) for r in (metadata.get("role"), metadata.get("known")) if r in Role.words())
    return next((role for role in found if role is not Role.UNKNOWN), Role.UNKNOWN)


def _certain(message: Message) -> bool:
    return (message.get(INTENT) or {}).get("name") in KEPT[:2]


def button(text: str) -> str | None:
    """The intent of a fixed button, read from its plain words."""
    said = text.strip().lower().rstrip(".")
    return "remove_fact" if said.startswith("remove:") else words("buttons").get(said)
