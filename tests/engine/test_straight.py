"""The plain runner gives what Rasa's own gives, over the same steps."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa.engine.exceptions import GraphRunError
    from rasa.engine.graph import GraphSchema, SchemaNode
    from rasa.engine.runner.dask import DaskGraphRunner

    from bot.engine.straight import Straight

NEEDS = {
    "read": ("__message__",),
    "intents": ("read",),
    "signs": ("read", "intents"),
    "choose": ("signs", "__tracker__", "intents"),
    "apart": ("nowhere",),
}


def loaded(ran: list[str], wrong: Exception | None = None) -> DaskGraphRunner:
    """Rasa's runner over made-up steps, each of which writes down its name and what it was given."""

    def step(name: str) -> Any:
        def run(*given: Any) -> tuple[str, Any]:
            ran.append(name)
            if wrong and name == "signs":
                raise wrong
            return name, f"{name}({', '.join(map(str, given))})"

        return run

    runner = DaskGraphRunner.__new__(DaskGraphRunner)
    runner._graph_schema = GraphSchema({
        name: SchemaNode({str(n): need for n, need in enumerate(needs)}, object, "", "", {}, is_target=name == "choose")
        for name, needs in NEEDS.items()
    })
    runner._instantiated_nodes = {name: step(name) for name in NEEDS}
    runner._execution_context = None
    return runner


@pytest.mark.parametrize("targets", [None, ["choose"], ["signs", "intents"], ["apart"]])
def test_the_same_outputs_come_from_the_same_steps_each_run_once(targets):
    logging.getLogger("rasa").setLevel(logging.WARNING)
    inputs, ours, theirs = {"__message__": ["hello"], "__tracker__": 7}, [], []
    straight = Straight(loaded(ours))
    for _ in range(2):
        ours.clear(), theirs.clear()
        assert straight.run(inputs, targets) == loaded(theirs).run(inputs, targets)
        assert sorted(ours) == sorted(theirs)


@pytest.mark.parametrize(("wrong", "raised"), [(RuntimeError("x"), GraphRunError), (KeyError("x"), KeyError)])
def test_what_a_step_raises_comes_out_as_rasa_would_raise_it(wrong, raised):
    for runner in (Straight(loaded([], wrong)), loaded([], wrong)):
        with pytest.raises(raised):
            runner.run({"__message__": [], "__tracker__": 0})
