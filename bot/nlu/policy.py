"""Rasa's rule policy with an index: hundreds of rules are narrowed to a handful before each is looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

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
