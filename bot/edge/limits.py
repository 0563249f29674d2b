"""Floods: how many messages a minute one sender or one address may send, counted in memory only."""

from __future__ import annotations

import ipaddress
from collections import deque

WINDOW = 60.0   # seconds
MOST_KEYS = 50_000  # memory stays bounded however many senders a flood invents


class Limits:
    """Counts messages in the last minute. ``per_sender`` and ``per_address`` are messages a minute; 0 = no limit."""

    def __init__(self, per_sender: int, per_address: int, most_keys: int = MOST_KEYS) -> None:
        self._most_keys, self._tidied = most_keys, 0.0
        self._per_sender, self._per_address = per_sender, per_address
        self._seen: dict[tuple[str, str], deque[float]] = {}

    def over(self, sender: str, address: str | None, at: float) -> bool:
        """Count one message at ``at`` (seconds on any steady clock) and say whether it is one too many."""
        over_sender = self._count(("sender", sender), self._per_sender, at)
        over_address = bool(address) and self._count(("address", network(str(address))), self._per_address, at)
        return over_sender or over_address

    def _count(self, key: tuple[str, str], most: int, at: float) -> bool:
        if most <= 0:
            return False
        times = self._seen.setdefault(key, deque(maxlen=most + 1))
        while times and at - times[0] >= WINDOW:
            times.popleft()
        if len(times) >= most:
            return True  # what is refused is not counted, so that waiting helps
        times.append(at)
        if len(self._seen) > self._most_keys or at - self._tidied > WINDOW:
            self._drop(at)
        return False

    def _drop(self, at: float) -> None:
        """Forget who has been silent for a minute; if that is nobody, forget the oldest half."""
        self._tidied = at
        self._seen = {key: times for key, times in self._seen.items() if times and at - times[-1] < WINDOW}
        if len(self._seen) > self._most_keys:
            self._seen = dict(list(self._seen.items())[self._most_keys // 2 :])


def network(address: str) -> str:
    """What is counted as one address: with IPv6 the /64 that one household has, for it may use any address in it."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
