"""Two small things that Rasa does hundreds of times in each turn, done with less work and the same result."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa.shared.utils.common as common
from rasa.shared.core.slots import Slot


def lighten() -> None:
    """Put both in their places, once for the process; what calls them is as it was."""
    Slot.__copy__ = copied  # each copy of a conversation copies every slot, by way of the pickling protocol
    if not hasattr(common.all_subclasses, "cache_info"):
        common.all_subclasses = lru_cache(maxsize=None)(common.all_subclasses)  # looked for with each event read


def copied(slot: Any) -> Any:
    """A shallow copy, as ``copy.copy`` would make it."""
    twin = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin
