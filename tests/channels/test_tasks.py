"""Tasks end, even those that swallow a cancellation."""

from __future__ import annotations

import asyncio

from bot.channels.tasks import end


async def test_a_task_that_swallows_the_first_cancellations_ends_all_the_same() -> None:
    swallowed: list[int] = []

    async def stubborn() -> None:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if len(swallowed) >= 2:
                    raise
                swallowed.append(1)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await end([task, asyncio.create_task(asyncio.sleep(60))])
    assert task.cancelled()
    assert len(swallowed) == 2
