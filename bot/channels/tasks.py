"""Ends tasks for certain: a cancellation that meets the end of a ``wait_for`` is swallowed by Python 3.10."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

AGAIN = 0.05  # seconds between two cancellations


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel all, again and again until each has ended; what they raise is theirs."""
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        waiting = (await asyncio.wait(waiting, timeout=AGAIN))[1]
