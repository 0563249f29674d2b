"""Looks twice a second whether the service is paused: the store's row rules, a file holds where it is out of reach."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from bot.edge.parts import Parts
from bot.errors import StoreError
from bot.records import switch_file
from bot.records.switch_file import Mark

log = logging.getLogger("safeguard.pausing")
LOOK = 0.5          # seconds between two looks
STORE_SECONDS = 1.0  # a store that says nothing for longer is out of reach


class Watch:
    """Keeps ``parts.paused`` true to the switch. It has a thread of its own: a store that hangs takes only that one."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._folder = parts, parts.settings.data_dir
        self._thread = ThreadPoolExecutor(1, "switch")
        self._asked: asyncio.Future[bool] | None = None

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                await self.look()
            except Exception as error:  # whatever it is, the switch is looked at again
                log.error("the switch could not be followed: %s", type(error).__name__)
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Read file and row once. The file follows the row, so that a start without the store knows what held."""
        row = await self._row()
        mark, before = switch_file.read(self._folder), self._parts.paused
        if mark and mark.here:
            self._parts.paused = True
        else:  # out of reach, a pause goes on
            self._parts.paused = mark is not None or before if row is None else row
        if before is not self._parts.paused:
            log.warning("the service is %s", "paused" if self._parts.paused else "no longer paused")
        if row and mark is None:
            switch_file.write(self._folder, Mark(self._parts.now().timestamp(), "the store"))
        elif row is False and mark and not mark.here:
            switch_file.clear(self._folder)

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _row(self) -> bool | None:
        """What the store says, None while it cannot be asked; a question that hangs is not asked twice."""
        if self._parts.switch is None or self._asked is not None and not self._asked.done():
            return None
        loop = asyncio.get_running_loop()
        self._asked = loop.run_in_executor(self._thread, self._parts.switch.paused)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asked), STORE_SECONDS)
        except (StoreError, asyncio.TimeoutError):
            return None
