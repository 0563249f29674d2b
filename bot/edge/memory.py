"""Small things the edge remembers in memory: one lock a conversation, and answers given in the last minutes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import AbstractAsyncContextManager
from typing import Any
from weakref import WeakValueDictionary

KEPT = 600.0    # seconds
MOST = 5_000    # entries


class Locks:
    """One lock for each conversation, so that its messages are answered in order; gone when nobody holds it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, key: str) -> AbstractAsyncContextManager[None]:
        """The lock of one conversation."""
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock


class Recent:
    """Remembers values for ten minutes, the oldest forgotten first; times are seconds on any steady clock."""

    def __init__(self) -> None:
        self._values: OrderedDict[tuple[str, str], tuple[float, Any]] = OrderedDict()

    def put(self, conversation: str, name: str, value: Any, at: float) -> None:
        """Remember one value of one conversation."""
        self._values[(conversation, name)] = (at, value)
        self._values.move_to_end((conversation, name))
        while self._values and (len(self._values) > MOST or at - next(iter(self._values.values()))[0] > KEPT):
            self._values.popitem(last=False)

    def get(self, conversation: str, name: str, at: float) -> Any | None:
        """The value, or None when there is none or it is too old."""
        found = self._values.get((conversation, name))
        return found[1] if found and at - found[0] <= KEPT else None

    def drop(self, conversation: str, name: str) -> None:
        """Forget one value."""
        self._values.pop((conversation, name), None)

    def forget(self, conversation: str) -> None:
        """Forget everything of one conversation."""
        for key in [key for key in self._values if key[0] == conversation]:
            del self._values[key]
