"""Graph component: which article a question asks for, by the classifier and by the nearest single fact together."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.contacts.asked import asked_for
from bot.guidance.beyond import not_held, of_another_paper
from bot.guidance.known import NEVER, shared_gate
from bot.guidance.search import blend
from bot.guidance.shelf import shared_index, shared_library
from bot.language.asking import asked_beside
from bot.language.encoder import shared
from bot.language.groups import FALLBACK, group
from bot.nlu.featurizer import asked_of
from bot.terms import Role

PREFIX = "ask_"
NUMBERS, ELSEWHERE = "ask_contacts_numbers", "decline_other_area"
SHOWN = 3  # facts of an article that an answer begins with
NUMBER_SURE = 0.5  # chance that is written down for who asks for a number of ours
QUESTION = re.compile(
    r"\?|^(what|who|how|why|when|which|is|are|do|does|can|could|should|will|would|am|did|has|have|must|wot|wat|whats)\b",
    re.IGNORECASE,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ArticleReader(GraphComponent):
    """Reorders the questions in the ranking; a question very near to a known fact is taken as one.

    ``near``: cosine from which a question overrules an unsure worry; ``unsure``: the worry's chance below which it may.
    ``outside``: ``Gate.outside`` above which a question is declined; ``though_sure``: the same where the classifier's
    chance for it is ``sure`` or more; ``unclaimed``: the same for one that no intent claims; ``known``: below which
    something that the classifier would decline is answered. ``worry``: the chance from which a worry stands before a
    decline; ``doubtful``: the chance below which a decline is given up for what is near.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen on questions and worries by another hand; what the gate needs on questions written for it."""
        return {
            "near": 0.65, "unsure": 0.55, "outside": 0.0, "sure": 0.7, "though_sure": 1.0, "unclaimed": 1.0,
            "known": -2.5, "worry": 0.10, "doubtful": 0.30,
        }

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
        """Decide for each message whose best intent is a question, or may be one."""
        for message in messages:
            ranking = [(r["name"], r["confidence"]) for r in message.get(INTENT_RANKING_KEY) or []]
            if not ranking or (message.get("risk") or {}).get("grade") == "immediate":
                continue
            vector, text = asked_of(message)
            outside = lru_cache(partial(shared_gate().outside, text, vector))  # dear: asked only where it decides
            top, chance = ranking[0]
            asked = group(top) == "ask"
            if _a_number(text, top) and (not asked or outside() > self._config["outside"]):
                first = (NUMBERS, max(chance, NUMBER_SURE))
                self._show(message, [first, *[r for r in ranking if r[0] != NUMBERS]])
                continue
            bar = self._config["though_sure" if chance >= self._config["sure"] else "outside"]
            if asked and outside() > bar and (alone := self._within(text)):
                self._show(message, _mixed(ranking, shared_index().nearest_articles(shared().one(alone), alone)))
            elif asked and outside() > bar or self._unclaimed(text, top, outside):
                worry = next((r for r in ranking if group(r[0]) == "concern" and r[1] >= self._config["worry"]), None)
                # A worry put as a question is no question for the strategy: it is taken up, never declined.
                first = worry or (shared_gate().kind(vector), chance)
                self._show(message, [first, *[r for r in ranking if r != first]])
            elif (
                asked
                or self._overrules(text, top, chance, vector) and outside() <= self._config["outside"]
                or self._may_be_known(text, top, chance, outside)
            ):
                mixed = _mixed(ranking, shared_index().nearest_articles(vector, text))
                if _beyond(text, vector, mixed[0][0]):
                    mixed = [(shared_gate().kind(vector), chance), *mixed]
                self._show(message, mixed)
        return messages

    def _show(self, message: Message, ranking: list[tuple[str, float]]) -> None:
        shown = [{"name": name, "confidence": p} for name, p in ranking[:8]]
        message.set(INTENT, shown[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, shown, add_to_output=True)

    def _within(self, text: str) -> str:
        """The sentence that the guidance answers, beside others that are about something else; empty for none."""
        bar, gate = self._config["outside"], shared_gate()
        return next((one for one in asked_beside(text) if gate.outside(one, shared().one(one)) <= bar), "")

    def _unclaimed(self, text: str, top: str, outside: Callable[[], float]) -> bool:
        return top == FALLBACK and bool(QUESTION.search(text)) and outside() > self._config["unclaimed"]

    def _may_be_known(self, text: str, top: str, chance: float, outside: Callable[[], float]) -> bool:
        if group(top) != "outside" or top in NEVER:
            return False
        doubtful = chance < self._config["doubtful"] and outside() < self._config["outside"]
        return doubtful or (bool(QUESTION.search(text)) and outside() < self._config["known"])

    def _overrules(self, text: str, top: str, chance: float, vector: NDArray[Any]) -> bool:
        if group(top) != "concern" or chance >= self._config["unsure"] or not QUESTION.search(text):
            return False
        return shared_index().nearest(vector) >= float(self._config["near"])


def _a_number(text: str, top: str) -> bool:
    """Whether a number that we hold is asked for, however much the place beside it sounds like none of ours."""
    return top != ELSEWHERE and group(top) in ("ask", "outside", FALLBACK) and asked_for(text) is not None


def _beyond(text: str, vector: NDArray[Any], name: str) -> bool:
    """Whether the question wants what the article does not hold, however near to it that lies."""
    article = shared_library().get(name.removeprefix(PREFIX))
    if article is None:
        return False
    if of_another_paper(text):
        return True
    return not_held(text, shared_index().rank(article, vector, Role.UNKNOWN, text).points[:SHOWN], article)


def _mixed(ranking: list[tuple[str, float]], nearness: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The five likeliest articles, then what else the message may be."""
    asks = {name.removeprefix(PREFIX): p for name, p in ranking if name.startswith(PREFIX)}
    share = max(sum(asks.values()), ranking[0][1])
    mixed = [(f"{PREFIX}{name}", share * part) for name, part in blend(asks, nearness)]
    return [*mixed[:5], *[r for r in ranking if not r[0].startswith(PREFIX)][:3]]
