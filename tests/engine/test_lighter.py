"""What is done with less work comes to the same."""

from __future__ import annotations

import ast
import copy
import importlib.util
import warnings
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import rasa.shared.utils.common as common
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import (
        ActionExecuted,
        ActiveLoop,
        BotUttered,
        Event,
        LoopInterrupted,
        SlotSet,
        UserUttered,
    )
    from rasa.shared.core.slots import AnySlot, ListSlot, Slot, TextSlot
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.engine.lighter import COPY_FOR_THE_LOG, copied, duplicate, give_back, is_empty, lighten


@pytest.fixture(autouse=True)
def as_before(monkeypatch):
    monkeypatch.setattr(common, "all_subclasses", common.all_subclasses)
    monkeypatch.setattr(Slot, "__copy__", copied, raising=False)
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    monkeypatch.setattr(DialogueStateTracker, "copy", DialogueStateTracker.copy)
    monkeypatch.setattr("bot.engine.lighter.COPY_FOR_THE_LOG", ())  # to import these brings TensorFlow


@pytest.mark.parametrize("kind", [TextSlot, ListSlot, AnySlot])
def test_a_copied_slot_has_the_same_content_and_a_value_of_its_own(kind):
    slot = kind("seen", mappings=[], initial_value=["a"] if kind is ListSlot else "a")
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(Slot, "__copy__")
        expected = copy.copy(slot)
    twin = copy.copy(slot)
    assert type(twin) is kind
    assert vars(twin) == vars(expected) == vars(slot)
    twin.value = "b"
    assert slot.value != "b"


def test_the_kinds_of_event_are_looked_for_once_and_are_the_same():
    lighten()
    lighten()
    assert common.all_subclasses(Event) == common.all_subclasses.__wrapped__(Event)
    assert common.all_subclasses(Event) is common.all_subclasses(Event)


@pytest.mark.filterwarnings("ignore")  # Rasa warns of the small domains made here
@pytest.mark.parametrize("content", [
    {}, {"intents": ["greet"]}, {"actions": ["action_x"]}, {"entities": ["age"]},
    {"slots": {"a": {"type": "any", "mappings": []}}},
])
def test_an_empty_domain_is_one_that_holds_nothing_of_ours(content):
    domain = Domain.from_dict(content)
    assert is_empty(domain) is is_empty(domain) is (not content)


TALKS = {
    "nothing yet": (),
    "a question": (
        ActionExecuted("action_listen"), UserUttered("what is consent", {"name": "consent"}), SlotSet("role", "parent"),
        ActionExecuted("action_guidance"), BotUttered("an answer"), ActionExecuted("action_listen"),
    ),
    "an open form": (
        ActionExecuted("action_listen"), UserUttered("my son is afraid", {"name": "concern_signs"}),
        ActionExecuted("form"), ActiveLoop("form"), SlotSet("requested_slot", "age"), SlotSet("seen", ["a"]),
        LoopInterrupted(True),
    ),
}


@pytest.mark.parametrize("events", TALKS.values(), ids=list(TALKS))
def test_a_duplicate_is_what_replaying_all_events_comes_to_and_goes_its_own_way(events):
    slots = [TextSlot("role", mappings=[]), TextSlot("requested_slot", mappings=[]), ListSlot("seen", mappings=[])]
    tracker = DialogueStateTracker("somebody", slots)
    for event in events:
        tracker.update(event)
    tracker.model_id = "a model"
    twin, replayed = duplicate(tracker), tracker.travel_back_in_time(float("inf"))
    for state in (vars(twin), vars(replayed)):
        state["slots"] = {name: vars(slot) for name, slot in state["slots"].items()}
    assert vars(twin) == vars(replayed)
    assert twin.active_loop is not tracker.active_loop or tracker.active_loop is None
    before, other = tracker.current_state(), duplicate(tracker)
    for event in (SlotSet("role", "child"), ActiveLoop(None), ActionExecuted("action_restart")):
        other.update(event)
    assert tracker.current_state() == before
    assert len(other.events) == len(tracker.events) + 3


@pytest.mark.parametrize("module", COPY_FOR_THE_LOG)
def test_where_nothing_is_copied_any_more_it_was_only_for_the_debug_log(module):
    tree = ast.parse(Path(importlib.util.find_spec(module).origin).read_text(encoding="utf-8"))
    logged = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for node in ast.walk(call)
    }
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "copy"]
    assert uses
    assert [ast.unparse(use) for use in uses if id(use) not in logged or use.attr != "deepcopy"] == []


@pytest.mark.parametrize("library", [None, object()], ids=["the C library of this machine", "one without the call"])
def test_memory_is_given_back_where_that_can_be_asked_for(library, monkeypatch):
    asked = []
    monkeypatch.setattr("bot.engine.lighter.gc.collect", lambda: asked.append("gc"))
    if library is not None:
        monkeypatch.setattr("bot.engine.lighter.ctypes.CDLL", lambda _name: library)
    give_back()
    assert asked == ["gc"]
