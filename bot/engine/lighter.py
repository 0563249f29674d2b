"""What makes the engine lighter: two small things of Rasa's with less work, and memory given back after loading."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
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


def give_back() -> None:
    """Hand back to the system what loading took and left unused; where the C library knows no such call, nothing."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
