"""Keeps the engine's articles true to what is published, without a restart, and writes down what is shown from when."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime
from pathlib import Path

from bot import clock
from bot.errors import ContentError, SafeguardError
from bot.guidance import articles, published, shelf
from bot.guidance.articles import Library
from bot.records.shown import Shown
from bot.replies.whole import every_text

log = logging.getLogger("safeguard.content")
LOOK = 5.0  # seconds between two looks whether something was published


class Content:
    """The published articles below one data directory."""

    def __init__(self, data: Path) -> None:
        self._data, self._shown = data, Shown(data / published.FOLDER)
        self._stamp: published.Stamp | None = None
        self._day: date | None = None

    def first(self) -> None:
        """Put the published articles on the shelf; where they cannot be read, the project's own are served."""
        self._stamp = published.stamp(self._data)
        shelf.put(shelf.Shelf(self._read() or articles.load()))

    def renew(self, now: datetime) -> bool:
        """Read again what was published since, and note what is shown; whether other articles are on the shelf now.

        Runs beside the turns: the new index is made before the shelf is changed. What cannot be read changes nothing.
        """
        stamp = published.stamp(self._data)
        changed = stamp != self._stamp
        self._stamp = stamp
        library = self._read() if changed else None
        if library is not None:
            new = shelf.Shelf(library)
            _ = new.index
            shelf.put(new)
            log.warning("content version %s", library.version)
        if library is not None or now.date() != self._day:
            self._note(now)
        return library is not None

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(None, self.renew, clock.now())
            except Exception as error:  # what is served goes on
                log.error("content not renewed: %s", type(error).__name__)
            await asyncio.sleep(LOOK)

    def _read(self) -> Library | None:
        try:
            for problem in published.altered(self._data):
                log.error("not served: %s", problem)
            return published.library(self._data)
        except ContentError as error:
            log.error("published articles are not served: %s", "; ".join(error.problems)[:300])
            return None

    def _note(self, now: datetime) -> None:
        library = shelf.current().library
        try:
            self._shown.note(every_text(library, now), library.version, now)
            self._day = now.date()
        except SafeguardError as error:
            log.error("%s", error)
