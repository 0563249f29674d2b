"""Graph component: who is writing, fixed buttons, and what a writer's voice makes of an intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.groups import group
from bot.nlu.featurizer import vector_of
from bot.replies.words import words
from bot.safety.voice import CERTAIN, Voice
from bot.terms import WORRY_KINDS, Role
from bot.triage import reading
from bot.triage.patterns import fold
from bot.triage.questions import order

KEPT = ("immediate_risk", "safety_answer_no", "misuse_request")
ORDER = order()
YOUNG = ("young_person_telling", "young_person_friend", "young_person_did_something")
FOR_CHILDREN = ("ask_how_children_seek_help", "ask_childline_info")  # "is there somebody to talk to"
# what an adult asks about telling the parents is, from a child, "do I have to tell my mum"
TELLING_HOME = {"ask_parental_consent": "ask_how_children_seek_help"}
VAGUE = ("concern_general", "concern_signs", "concern_other_harm", "concern_early_help", "concern_elsewhere")
# chance of a child's voice below which somebody who said that they are an adult, or who has not said who they are, is
# not given a child's answer
ADULTS = {Role.PARENT: 0.5, Role.PROFESSIONAL: 0.6, Role.UNKNOWN: 0.15}
NEVER = 1.1
DESPAIR = "suicidal_writer"
UNSURE = 0.6  # the same for somebody worried about their own thoughts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VoiceReader(GraphComponent):
    """Adds ``voice`` and turns an adult's worry into a child's own, where a child is writing."""

    def __init__(self) -> None:
        self._voice = Voice.load()

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
            intent = (None if _certain(message) else button(text)) or self._fit(message, role)
            if intent:
                found = message.get(INTENT) or {}
                message.set(INTENT, {"name": intent, "confidence": found.get("confidence", 1.0)}, add_to_output=True)
        return messages

    def _role(self, text: str, message: Message) -> Role:
        """What was stated or heard; a job, or a child of their own, that the words name counts for more."""
        stated = _stated(message.get("metadata") or {})
        heard = self._voice.read(text, vector_of(message), stated)
        if heard is Role.PROFESSIONAL and reading.writes_privately(text):
            return Role.PARENT  # who is here for their work may write of their own family next
        said = reading.role_of(fold(text)) if stated is Role.UNKNOWN else None
        if said == Role.PROFESSIONAL and heard in (Role.PARENT, Role.UNKNOWN):
            return Role.PROFESSIONAL
        if said == Role.PARENT and heard is Role.YOUNG_PERSON and not self._voice.says_child(text):
            return Role.PARENT if self._voice.child(vector_of(message)) < CERTAIN else heard
        return heard

    def _fit(self, message: Message, role: Role) -> str | None:
        name = (message.get(INTENT) or {}).get("name") or ""
        past = _of_the_past(name, message, role)
        if past:
            return past
        text = message.get(TEXT) or ""
        grown_up = name in YOUNG and role in ADULTS
        if grown_up and (self._of_own_child(text) or self._child(message) < _least(message, role)):
            return _next_concern(message)
        if name == "survivor_support" and role is Role.PROFESSIONAL:
            return _next_concern(message)  # they speak of somebody else
        if name in YOUNG and role is Role.WORRIED_ABOUT_SELF and self._child(message) < UNSURE:
            return "self_concern"
        if role is Role.YOUNG_PERSON and name in TELLING_HOME:
            return TELLING_HOME[name]
        if name in KEPT or name in YOUNG or group(name) != "concern":
            return None
        if role is Role.WORRIED_ABOUT_SELF:
            return "self_concern"
        if role is Role.YOUNG_PERSON:
            return "self_concern" if name == "self_concern" else "young_person_telling"
        return None

    def _child(self, message: Message) -> float:
        """How likely a child writes, 0 to 1."""
        return self._voice.child(vector_of(message))

    def _of_own_child(self, text: str) -> bool:
        """Whether somebody speaks of a child of their own, and not as a child."""
        return reading.role_of(fold(text)) == Role.PARENT and not self._voice.says_child(text)


def _of_the_past(name: str, message: Message, role: Role) -> str | None:
    """What an intent means where somebody speaks of what was done to them long ago; None where it stays as it is."""
    survivor = role is Role.ADULT_SURVIVOR
    told = survivor and name not in KEPT and group(name) != "ask"
    if (told or name == "survivor_support") and reading.sees_children(message.get(TEXT) or ""):
        return "concern_non_recent"  # support is not enough where the person is around children now
    if survivor and name in VAGUE:
        return "concern_non_recent"  # where the person is now, how they are, who else is there
    despair = name == "self_concern" and DESPAIR in _reasons(message)  # and no worry about what they might do
    return "survivor_support" if survivor and (despair or name in (*YOUNG, *FOR_CHILDREN)) else None


def _least(message: Message, role: Role) -> float:
    """The chance from which a child writes; amid the form of somebody grown up a sound alone ("sorry, 12") is none."""
    told = message.get("metadata") or {}
    begun = told.get("asked") in ORDER or told.get("kind") in WORRY_KINDS
    return NEVER if begun and role is not Role.UNKNOWN else ADULTS[role]


def _next_concern(message: Message) -> str:
    """The likeliest worry of an adult."""
    ranking = [r["name"] for r in message.get(INTENT_RANKING_KEY) or ()]
    return next((n for n in ranking if n.startswith("concern_")), "concern_general")


def _reasons(message: Message) -> list[str]:
    """The codes of the words of danger in it."""
    return list((message.get("risk") or {}).get("reasons") or ())


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
