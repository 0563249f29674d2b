"""Rasa's two policies with an index: they decide as Rasa's own do, and look at a handful of rules and stories only."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

Lookup = dict[str, str]
Place = tuple[Any, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class IndexedRules(RulePolicy):
    """Decides exactly as Rasa does; a test holds the two side by side.

    Rasa parses and compares every rule three times for each action (a fifth of a turn with some 700 of them), and its
    own cache of parsed rules holds 1,000, which a scan over more of them empties each time.
    """

    def _get_possible_keys(self, lookup: Lookup, states: list[Any]) -> set[str]:
        """The rules that fit the conversation's states, the latest first."""
        if not states:
            return set(lookup)
        keys = self._narrowed(lookup, states[-1])
        for place, state in enumerate(reversed(states)):
            keys = {key for key in keys if self._is_rule_applicable(key, place, state)}
        return keys

    def _narrowed(self, lookup: Lookup, latest: Any) -> Iterable[str]:
        """Rules whose last state asks for this intent and this action before it, or for none."""
        indexes = self.__dict__.setdefault("_indexes", {})
        index = indexes.get(id(lookup))
        if index is None or index[0] != len(lookup):
            index = indexes[id(lookup)] = (len(lookup), _index(lookup))
        intent, action = _place(latest)
        return [
            key for i in {intent, None} for a in {action, None} for key in index[1].get((i, a), ())
        ]

    @staticmethod
    def _rule_key_to_state(rule_key: str) -> Any:
        """Parse one rule, once."""
        if rule_key not in _parsed:
            _parsed[rule_key] = json.loads(rule_key)
        return _parsed[rule_key]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class IndexedStories(MemoizationPolicy):
    """Recalls a story exactly as Rasa does, without replaying the conversation where no story speaks of this moment."""

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: Any = None, **kwargs: Any
    ) -> PolicyPrediction:
        """Rasa's prediction; none at once for an intent and a last action that stand together in no story."""
        intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
        if not {(intent, tracker.latest_action_name), (None, tracker.latest_action_name)} & self._known():
            return self._prediction(self._default_predictions(domain))
        return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)

    def _known(self) -> frozenset[Place]:
        """The intents and actions of which a story remembers what comes next."""
        found = self.__dict__.get("_places")
        if found is None:
            found = self.__dict__["_places"] = frozenset(_place_in(key) for key in self.lookup)
        return found


def _place_in(key: str) -> Place:
    """Intent and action before it of the last state in one of Rasa's keys: JSON without its quotes, compressed."""
    last = zlib.decompress(base64.b64decode(key)).decode().rpartition("prev_action:")[2]
    action, intent = re.search(r"action_name: (\w+)", last), re.search(r"intent: (\w+)", last)
    return (intent.group(1) if intent else None, action.group(1) if action else None)


_parsed: dict[str, Any] = {}


def _index(lookup: Lookup) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    for key in lookup:
        states = json.loads(key)
        found.setdefault(_place(states[-1]) if states else (None, None), []).append(key)
    return found


def _place(state: Any) -> Place:
    """The intent and the action before it of one state; None where a rule does not ask for one."""
    intent = (state.get("user") or {}).get("intent")
    action = (state.get("prev_action") or {}).get("action_name")
    return (intent or None, action or None)
