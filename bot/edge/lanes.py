"""One lane for each conversation: what is in a lane goes in order, and no lane waits for another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.channels.tasks import end
from bot.errors import SafeguardError

log = logging.getLogger("safeguard.lanes")


class Lanes:
    """Runs ``work(conversation)`` in a task for each conversation that was woken, never twice at a time for one."""

    def __init__(self, work: Callable[[str], Awaitable[None]]) -> None:
        self._work = work
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._tasks)

    def wake(self, conversation: str) -> None:
        """There is something to do in this conversation; a lane that is running looks once more before it ends."""
        if conversation in self._tasks:
            self._again.add(conversation)
        else:
            self._tasks[conversation] = asyncio.create_task(self._run(conversation))

    async def idle(self, conversation: str, seconds: float) -> bool:
        """Wait until nothing runs in this lane; False when that takes longer than ``seconds``."""
        task = self._tasks.get(conversation)
        return task is None or bool((await asyncio.wait({task}, timeout=seconds))[0])

    async def close(self, seconds: float) -> None:
        """Let what runs end within ``seconds``, then stop it; what is not done is still in the mailbox."""
        tasks = set(self._tasks.values())
        if tasks:
            await end((await asyncio.wait(tasks, timeout=seconds))[1])

    async def _run(self, conversation: str) -> None:
        try:
            while True:
                self._again.discard(conversation)
                await self._work(conversation)
                if conversation not in self._again:
                    return
        except Exception as error:  # the sweep wakes the lane again, and the mailbox has lost nothing
            known = str(error) if isinstance(error, SafeguardError) else ""
            log.error("lane stopped error=%s %s", type(error).__name__, known)
        finally:
            self._tasks.pop(conversation, None)
            self._again.discard(conversation)
