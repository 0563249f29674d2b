"""What makes the engine lighter: small things of Rasa's with less work, and memory given back after loading."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import rasa.shared.utils.common as common
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# These copy whole events and states for lines of the debug log, which nobody ever sees here, and copy nothing else.
COPY_FOR_THE_LOG = (
    "rasa.core.processor", "rasa.core.actions.forms", "rasa.core.policies.memoization",
    "rasa.core.policies.rule_policy",
)
LOOKED = Domain.is_empty  # makes an empty domain and compares all that both hold


def lighten() -> None:
    """Put all in their places, once for the process; what calls them is as it was."""
    Slot.__copy__ = copied  # each copy of a conversation copies every slot, by way of the pickling protocol
    if not hasattr(common.all_subclasses, "cache_info"):
        common.all_subclasses = lru_cache(maxsize=None)(common.all_subclasses)  # looked for with each event read
    Domain.is_empty = is_empty  # asked for each message
    DialogueStateTracker.copy = duplicate  # asked before each action, and made by replaying all events
    for name in COPY_FOR_THE_LOG:  # imported here: the first brings Sanic, which chooses the event loop of its importer
        import_module(name).copy = SimpleNamespace(deepcopy=same)  # type: ignore[attr-defined]


def copied(slot: Any) -> Any:
    """A shallow copy, as ``copy.copy`` would make it."""
    twin = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin


def duplicate(tracker: Any) -> Any:
    """The same conversation as it stands, with its own events, slots and form: what replaying them comes to."""
    twin = object.__new__(type(tracker))
    twin.__dict__.update(tracker.__dict__)
    twin.events = tracker.events.copy()
    twin.slots = {name: copied(slot) for name, slot in tracker.slots.items()}
    twin.active_loop = replace(tracker.active_loop) if tracker.active_loop else None
    twin.latest_action = dict(tracker.latest_action or {})
    twin.model_id = twin.assistant_id = None  # a copy of Rasa's marks no events of its own either
    return twin


def is_empty(domain: Any) -> bool:
    """What Rasa's own way finds, asked once of each domain: none changes once it is loaded."""
    answered: dict[str, Any] = vars(domain)
    if "found_empty" not in answered:
        answered["found_empty"] = LOOKED(domain)
    return bool(answered["found_empty"])


def same(value: Any) -> Any:
    """The value itself, where a copy was only for a line that is never written."""
    return value


def give_back() -> None:
    """Hand back to the system what loading took and left unused; where the C library knows no such call, nothing."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
