"""Whether a request came by the proxy whose word is believed: its address, or the network that its addresses are of."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def believed(remote: str | None, trusted: str) -> bool:
    """``trusted``: addresses or networks (10.90.0.0/24) with commas; what is neither is believed by nobody."""
    try:
        address = ipaddress.ip_address(remote or "")
    except ValueError:
        return False
    return any(address in network for network in _networks(trusted))


@lru_cache(maxsize=8)
def _networks(trusted: str) -> tuple[Network, ...]:
    found: list[Network] = []
    for one in trusted.split(","):
        try:
            found.append(ipaddress.ip_network(one.strip()))
        except ValueError:
            continue
    return tuple(found)
