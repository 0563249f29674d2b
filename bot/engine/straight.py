"""Runs a trained graph's steps one after the other; Dask, with which Rasa runs them, plans each run anew.

A turn runs a graph four times or more, each a handful of steps that wait for each other: planning is a tenth of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

LISTEN, NO_FORM = "action_listen", "should_not_be_set"
Step = Callable[..., tuple[str, Any]]
Plan = tuple[tuple[str, Step, tuple[str, ...]], ...]


class Straight:
    """Takes the place of a loaded runner and gives what it would give; the steps are that runner's own."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._loaded = loaded
        self._plans: dict[tuple[str, ...], Plan] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of ``targets`` by name; raises what a step raises, and GraphRunError as Rasa's runner does."""
        schema = self._loaded._graph_schema
        wanted = tuple(targets or schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = plan_of(schema.minimal_graph_schema(list(wanted)), self._loaded._instantiated_nodes)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, step, needs in self._plans[wanted]:
                done[name] = step(*(done.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(done[name] for name in wanted)

    def rules(self) -> dict[str, str]:
        """What the trained rules look up: a conversation's last states, as JSON, and the action that follows."""
        from rasa.core.policies.rule_policy import RulePolicy  # here, for it brings TensorFlow and a server with it

        policies = (step._component for step in self._loaded._instantiated_nodes.values())
        return next((p.lookup["rules"] for p in policies if isinstance(p, RulePolicy)), {})


def plan_of(schema: Any, steps: Mapping[str, Step]) -> Plan:
    """Every step of the schema behind those whose output it needs; inputs are no steps."""
    order: dict[str, tuple[str, ...]] = {}

    def put(name: str) -> None:
        if name in order or name not in schema.nodes:
            return
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            put(need)
        order[name] = needs

    for name in schema.nodes:
        put(name)
    return tuple((name, steps[name], needs) for name, needs in order.items())


def last_words(lookup: dict[str, str]) -> frozenset[str]:
    """The actions after which, with no form open, every rule only waits for the next message."""
    after: dict[str, set[tuple[bool, str]]] = {}
    for key, then in lookup.items():
        state = json.loads(key)[-1]
        action = (state.get("prev_action") or {}).get("action_name")
        after.setdefault(action, set()).add(((state.get("active_loop") or {}).get("name") in (None, NO_FORM), then))
    return frozenset(
        action for action, found in after.items()
        if {then for free, then in found if free} == {LISTEN} and action not in (None, LISTEN)
    )
