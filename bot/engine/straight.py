"""Runs a trained graph's steps one after the other; Dask, with which Rasa runs them, plans each run anew.

A turn runs a graph four times or more, each a handful of steps that wait for each other: planning is a tenth of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

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
