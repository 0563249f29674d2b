"""What the pages work with: stores, people, words, and the heavy parts, which load behind the running pages."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot import clock
from bot.contacts.directory import Directory
from bot.errors import ScrubError
from bot.records.audit import Audit
from bot.records.figures import Figures
from bot.records.marks import Marks
from bot.records.reading import LogReader
from bot.records.review_desk import ReviewDesk
from bot.records.review_queue import ReviewQueue
from bot.records.review_store import ReviewStore
from bot.replies.emergency import directory
from bot.review.draw import Pages, shared_pages
from bot.review.likeness import Likeness
from bot.review.people import Person, Sessions, listed
from bot.review.sweep import Sweep
from bot.scrubbed import Scrubbed
from bot.settings import Settings

log = logging.getLogger("safeguard.review")
Result = TypeVar("Result")


@dataclass
class Stores:
    """Every store of the pages over one database."""

    url: str
    log: LogReader
    items: ReviewStore
    queue: ReviewQueue
    marks: Marks
    desk: ReviewDesk
    figures: Figures
    audit: Audit

    @classmethod
    def open(cls, url: str) -> Stores:
        """Open all of them. Raises StoreError."""
        return cls(
            url, LogReader(url), ReviewStore(url), ReviewQueue(url), Marks(url), ReviewDesk(url), Figures(url),
            Audit(url),
        )

    def close(self) -> None:
        """Give every connection back."""
        for store in (self.log, self.items, self.queue, self.marks, self.desk, self.figures, self.audit):
            store.close()


@dataclass
class Desk:
    """Injected parts; ``sweep``, ``likeness`` and ``scrub`` are None until they have loaded."""

    settings: Settings
    stores: Stores
    pages: Pages
    directory: Directory
    sessions: Sessions = field(default_factory=Sessions)
    now: Callable[[], datetime] = clock.now
    ticks: Callable[[], float] = time.monotonic
    sweep: Sweep | None = None
    likeness: Likeness | None = None
    scrub: Callable[[str], Scrubbed] | None = None
    drift: list[tuple[Any, float, int]] | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "review"))

    @classmethod
    def make(cls, settings: Settings) -> Desk:
        """Open the stores and read words and contacts. Raises StoreError, ContentError or SettingsError."""
        listed(settings.review_people)
        return cls(settings, Stores.open(settings.database), shared_pages(), directory())

    async def run(self, work: Callable[..., Result], *given: Any) -> Result:
        """Run a call of the store, or anything slow, beside the loop."""
        return await asyncio.get_running_loop().run_in_executor(self.workers, work, *given)

    async def hidden(self, text: str) -> Scrubbed:
        """The text without personal data; raises ScrubError while the scrubber is not there."""
        if self.scrub is None:
            raise ScrubError("the scrubber is still loading")
        return await self.run(self.scrub, text)

    async def note(self, person: Person, did: str, about: str = "-", why: Scrubbed | None = None) -> None:
        """One row of the audit. Raises StoreError: what cannot be written down does not happen."""
        await self.run(self.stores.audit.write, self.now(), person.name, person.role, did, about, why)

    def close(self) -> None:
        """End what runs behind, and give the stores back."""
        self.ended.set()
        self.workers.shutdown(wait=True, cancel_futures=True)
        self.stores.close()
