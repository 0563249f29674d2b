"""Graph component: the intent, by logistic regression over the sentence vector, decided group by group."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.guidance.shelf import shared_library
from bot.language import cache
from bot.language.asking import asked_beside, asks, asks_of_strategy, clauses, of_somebody, tells, told
from bot.language.encoder import shared, version
from bot.language.groups import FALLBACK, MISUSE, both, choose, group
from bot.language.linear import Linear, fit
from bot.language.noise import noise
from bot.nlu.featurizer import ASKED_ALONE, vector_of
from bot.nlu.fits import ENDED, SAFE, fits
from bot.safety.still_open import OTHER_MATTER, STILL_OPEN
from bot.terms import WORRY_KINDS

FILE = "intents.npz"
SURE = 0.25  # confidence from which one sentence is taken as a question of its own
SURELY = 0.5  # the same beside what tells one more thing of a worry
CALM = "none"  # the grade of a message that tells of no danger
ASKED_AMID = {"concern_health": "ask_health_and_evidence"}  # asked in the middle of a worry, it is no other worry
ANSWERS = ("told_", "about_", "contact_", "recent", "long_ago")  # to the questions of a form
SOME = 0.02  # chance of a worry that is told although it sounds like such an answer
POLITE = ("greet", "thanks", "goodbye", "what_can_you_do", "help_me_use", "who_are_you")
TELLING = 4  # words of a sentence that may tell a worry
MOST = 6     # sentences beside a greeting that are looked at
MEANS_HARM = 0.85  # chance below which who has told a worry about somebody means no harm by what they ask next


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LogisticIntents(GraphComponent):
    """Predicts one intent; ``strength`` is scikit-learn's C, ``least`` the confidence below which it gives up."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Linear | None) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen by cross-validation over the training data; see README, Decisions."""
        return {"strength": 10.0, "least": 0.10, "ranking": 8}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another encoder, or other guidance, makes the cached result stale; Rasa cannot see that by itself."""
        return f"{version()} {shared_library().version}"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LogisticIntents:
        """A classifier that has not been trained yet."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LogisticIntents:
        """Read the trained weights from the model's own folder."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Linear.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the regression on every example, and on the ways of asking for each fact of the guidance."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        if len({m.get(INTENT) for m in examples}) > 1:
            asks = [
                (ask, f"ask_{a.id}") for a in shared_library().articles.values() for p in a.points for ask in p.asks
            ]
            own = np.stack([vector_of(m) for m in examples])
            vectors = np.vstack([own, cache.encode(shared(), [ask for ask, _ in asks])])
            names = [m.get(INTENT) for m in examples] + [name for _, name in asks]
            self._model = fit(vectors, names, self._config["strength"])
            with self._storage.write_to(self._resource) as folder:
                self._model.save(folder / FILE)
        return self._resource

    def _after(
        self, text: str, ranking: list[tuple[str, float]], else_: list[tuple[str, float]]
    ) -> list[tuple[str, float]]:
        """Danger is over: what counts is the question that follows, if one does."""
        last = clauses(text)[-1]
        asked = (
            choose(self._model.ranking(shared().one(last)), self._config["least"]) if last != text.strip() else ranking
        )
        name, chance = asked[0]
        return asked if group(name) == "ask" and chance >= SURE and asks(last) else else_

    def _told_too(self, text: str, risk: dict[str, Any]) -> list[tuple[str, float]]:
        """The worry that one sentence tells of somebody beside a greeting or thanks; none where no sentence does."""
        told_of = [one for one in clauses(text)[:MOST] if len(one.split()) >= TELLING and of_somebody(one)]
        heard = [self._of(one, risk) for one in told_of if one != text.strip()]
        worries = [ranking for ranking in heard if group(ranking[0][0]) == "concern"]
        return max(worries, key=lambda ranking: ranking[0][1], default=[])

    def _asked_alone(self, text: str, risk: dict[str, Any]) -> tuple[str, list[tuple[str, float]]]:
        """The sentence that surely asks something of the guidance, beside others of which nothing was understood."""
        heard = [(one, self._of(one, risk)) for one in asked_beside(text)]
        sure = [row for row in heard if group(row[1][0][0]) == "ask" and row[1][0][1] >= SURE]
        return max(sure, key=lambda row: row[1][0][1], default=("", []))

    def _told_instead(self, message: Message, ranking: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """A worry told in the words of an answer ("there was a disclosure from a child"); as it was for none."""
        others = [row for row in ranking if not row[0].startswith(ANSWERS)]
        worry = next((row for row in others if group(row[0]) == "concern"), None)
        return [worry, *(row for row in others if row != worry)] if worry and worry[1] >= SOME else ranking

    def _what_is_asked(self, message: Message, ranking: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """The intents, or those of one sentence that asks, where the rest is not understood or is told amid a worry."""
        text, risk, top = message.get(TEXT) or "", message.get("risk") or {}, ranking[0][0]
        if group(top) == "concern" and asks_of_strategy(text):
            return [row for row in self._chances(text, vector_of(message), risk) if group(row[0]) == "ask"]
        unclear, amid = group(top) == "outside" or top == FALLBACK, _worried(message) and risk.get("grade") == CALM
        if amid and top in ASKED_AMID and asks(text):
            message.set(ASKED_ALONE, next(one for one in reversed([text, *clauses(text)]) if asks(one)))
            return [(ASKED_AMID[top], ranking[0][1]), *ranking]
        if not unclear and not (amid and group(top) == "concern"):
            return ranking
        alone, its = self._asked_alone(text, risk)
        if not its or its[0][1] < (SURE if unclear else SURELY):
            return ranking
        message.set(ASKED_ALONE, alone)
        return its

    def _of(self, sentence: str, risk: dict[str, Any]) -> list[tuple[str, float]]:
        """The intents of one sentence by itself."""
        return choose(self._chances(sentence, shared().one(sentence), risk), self._config["least"])

    def _heard(self, text: str, vector: NDArray[Any], risk: dict[str, Any]) -> list[tuple[str, float]]:
        """The intents of a text, the likeliest first; "who do I tell" behind a worry makes no question of it."""
        whole, said = self._chances(text, vector, risk), told(text)
        ranking = choose(whole, self._config["least"])
        if said != text:
            alone = self._chances(said, shared().one(said), risk)
            if group(choose(alone, self._config["least"])[0][0]) == "concern":
                return choose(both(whole, alone), self._config["least"])
        return ranking

    def _chances(self, text: str, vector: NDArray[Any], risk: dict[str, Any]) -> list[tuple[str, float]]:
        return [found for found in self._model.ranking(vector) if fits(found[0], text, risk)]

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking; an intent that is already certain (a button, a danger) is left alone."""
        for message in messages:
            certain, risk = (message.get(INTENT) or {}).get("name"), message.get("risk") or {}
            if self._model is None or (certain and risk.get("follow") != STILL_OPEN):
                continue
            ranking = self._heard(message.get(TEXT) or "", vector_of(message), risk)
            kind = ranking[0][1] < MEANS_HARM and _worried(message) or _tells_of_self(message)
            if ranking[0][0] == MISUSE and kind:
                ranking = choose(ranking[1:], self._config["least"])
            if ranking[0][0].startswith(ANSWERS) and _asked_nothing(message):
                ranking = self._told_instead(message, ranking)
            if noise(message.get(TEXT) or ""):
                ranking = [(FALLBACK, 1.0), *ranking]
            if certain:  # danger stays what it is; what was asked of us beside it is answered with it
                name, chance = ranking[0]
                message.set("beside", name if chance >= SURE else None, add_to_output=True)
                continue
            reasons = risk.get("reasons", ())
            if risk.get("ended") and OTHER_MATTER not in reasons:
                ranking = self._after(message.get(TEXT) or "", ranking, [(SAFE, 1.0), *ranking])
            elif ENDED in reasons and ranking[0][0] == FALLBACK:
                ranking = self._after(message.get(TEXT) or "", ranking, ranking)
            if ranking[0][0] in POLITE:
                ranking = self._told_too(message.get(TEXT) or "", risk) or ranking
            ranking = self._what_is_asked(message, ranking)
            shown = [{"name": name, "confidence": p} for name, p in ranking[: self._config["ranking"]]]
            message.set(INTENT, shown[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, shown, add_to_output=True)
        return messages


def _asked_nothing(message: Message) -> bool:
    """Whether no question of ours waits and no worry was told, so that nothing can be the answer to one."""
    told, text = message.get("metadata") or {}, message.get(TEXT) or ""
    begun = told.get("asked") or told.get("kind") in WORRY_KINDS
    return not begun and len(text.split()) >= TELLING and of_somebody(text) and not asks(text)


def _tells_of_self(message: Message) -> bool:
    """Whether somebody worried about their own thoughts tells something and asks for nothing: that seeks no harm."""
    told = message.get("metadata") or {}
    own = "worried_about_self" in (told.get("role"), told.get("known"))
    return own and tells(message.get(TEXT) or "")


def _worried(message: Message) -> bool:
    """Whether the person has just been answered about a worry, and not about their own thoughts."""
    told = message.get("metadata") or {}
    return told.get("kind") in WORRY_KINDS and "worried_about_self" not in (told.get("role"), told.get("known"))
