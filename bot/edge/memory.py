"""Small things the edge remembers in memory: one lock a conversation, and answers given in the last minutes."""

from __future__ import annotations

import asyncio
import json
import zlib
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
    """Remembers values for ten minutes, the oldest forgotten first; times are seconds on any steady clock.

    An answer is kept packed: as it stands it takes 15 to 30 kB, and there may be thousands.
    """

    def __init__(self) -> None:
        self._values: OrderedDict[tuple[str, str], tuple[float, Any]] = OrderedDict()

    def put(self, conversation: str, name: str, value: Any, at: float) -> None:
        """Remember one value of one conversation."""
        packed = zlib.compress(json.dumps(value).encode(), 1) if isinstance(value, dict) else value
        self._values[(conversation, name)] = (at, packed)
        self._values.move_to_end((conversation, name))
        while self._values and (len(self._values) > MOST or at - next(iter(self._values.values()))[0] > KEPT):
            self._values.popitem(last=False)

    def get(self, conversation: str, name: str, at: float) -> Any | None:
        """The value, or None when there is none or it is too old."""
        since, found = self._values.get((conversation, name), (0.0, None))
        if found is None or at - since > KEPT:
            return None
        return json.loads(zlib.decompress(found)) if isinstance(found, bytes) else found

    def drop(self, conversation: str, name: str) -> None:
        """Forget one value."""
        self._values.pop((conversation, name), None)

    def forget(self, conversation: str) -> None:
        """Forget everything of one conversation."""
        for key in [key for key in self._values if key[0] == conversation]:
            del self._values[key]
