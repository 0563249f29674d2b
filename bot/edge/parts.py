"""What a turn works with; everything heavy may still be missing in the first seconds after the start."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bot import clock
from bot.edge.contracts import Encoding, Engine, Judging, Living, Logging, Scrubbing, Switching
from bot.edge.guard import Guard
from bot.edge.limits import Limits
from bot.edge.memory import Locks, Recent
from bot.edge.tally import Tally
from bot.errors import RedisGone, SafeguardError, SettingsError, StoreError
from bot.records import mending
from bot.records.keys import load_secret
from bot.replies.emergency import directory, fixed
from bot.safety.assess import Judge
from bot.safety.judgement import Context
from bot.settings import Settings
from bot.terms import Area, Role

if TYPE_CHECKING:  # the stores bring a big library, and the first second has none of it
    from bot.edge.shared import Shared
    from bot.records.mailbox import Mailbox

log = logging.getLogger("safeguard.parts")
STORE_SECONDS = 0.6  # a store that hangs must not hold back the numbers to ring
STORE_FAILURES = 4   # calls in a row that fail before the store is left alone
STORE_REST = 0.5     # seconds that it is left alone
STORE_AT_ONCE = 64   # calls at once; four threads serve them
Result = TypeVar("Result")


class NotReady(SafeguardError):
    """A part is still loading; the text is not kept and the person gets the numbers."""


@dataclass
class Parts:
    """Injected parts. ``broken`` names those that tried to load and failed; ``ticks`` is a steady clock in seconds."""

    settings: Settings
    engine: Engine
    judge: Judging
    first_judge: Judging
    digits: frozenset[str]
    last_resort: dict[str, Any] = field(repr=False)
    secret: bytes = field(repr=False)
    limits: Limits
    area: Area = Area.UNKNOWN
    encoder: Encoding | None = None
    scrubber: Scrubbing | None = None
    live: Living | None = None
    log: Logging | None = None
    mailbox: Mailbox | None = None
    switch: Switching | None = None
    store_seconds: float = STORE_SECONDS
    posts: bool = False  # whether a channel is on that acknowledges first, and so needs the mailbox
    paused: bool = False  # by the staff: the numbers to ring, and nothing else
    crowded: Callable[[], bool] = bool  # whether more connections are being answered than may be open
    broken: set[str] = field(default_factory=set)
    now: Callable[[], datetime] = clock.now
    ticks: Callable[[], float] = time.monotonic
    draining: bool = False  # this edge is closing: whoever sends people here sends them elsewhere
    shared: Shared | None = None  # with other edges
    locks: Locks = field(default_factory=Locks)
    doors: Locks = field(default_factory=Locks)  # the messages of one conversation come in one after another
    recent: Recent = field(default_factory=Recent)
    counts: Counter[str] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    clock_jumps: int = 0
    turning: int = 0     # turns that are being worked on
    store_guard: Guard = field(
        default_factory=lambda: Guard(StoreError, STORE_FAILURES, STORE_REST, STORE_AT_ONCE), repr=False
    )
    thinkers: Executor = field(default_factory=lambda: ThreadPoolExecutor(2, "think"))
    storers: Executor = field(default_factory=lambda: ThreadPoolExecutor(4, "store"))

    async def thought(self, work: Callable[..., Result], *given: Any) -> Result:
        """Run work that needs the processor beside the loop."""
        return await asyncio.get_running_loop().run_in_executor(self.thinkers, work, *given)

    async def stored(
        self, work: Callable[..., Result], *given: Any, seconds: float | None = None,
        begun: Callable[[Future[Result]], None] | None = None,
    ) -> Result:
        """Run a call of the store beside the loop; every failure, slowness too, is a StoreError.

        One that is too slow may still come to its end in its thread: ``begun`` is handed what knows when.
        """
        with self.store_guard.one():
            call = self.storers.submit(work, *given)
            if begun is not None:
                begun(call)
            try:
                waited = asyncio.wrap_future(call)
                return await asyncio.wait_for(waited, self.store_seconds if seconds is None else seconds)
            except StoreError:
                raise
            except asyncio.TimeoutError:
                raise StoreError("the store is slow") from None
            except Exception as error:
                raise StoreError(f"the store failed: {type(error).__name__}") from None

    def fault(self, kind: str) -> None:
        """Count one fault, by what was at fault: a word of ours, never anything of a person's."""
        self.tally.faults[kind] += 1

    def faults(self) -> dict[str, int]:
        """Faults since the start, by what was at fault."""
        return {**self.tally.faults, **mending.noticed}

    def guards(self) -> dict[str, Guard]:
        """What stands before engine and store, by name."""
        return {"engine": self.engine.guard, "store": self.store_guard}

    async def over(self, sender: str, address: str | None) -> bool:
        """Count one message and say whether it is one too many, among all edges or, without Redis, here."""
        if self.shared is not None:
            try:
                if await self.shared.over(sender, address):
                    return True
            except RedisGone:
                pass  # counted; what this edge has seen is known
        return self.limits.over(sender, address, self.ticks())

    async def recall(self, conversation: str, name: str) -> Any | None:
        """What was remembered of a conversation in the last ten minutes, here or by another edge."""
        found = self.recent.get(conversation, name, self.ticks())
        return found if found is not None or self.shared is None else await self.shared.get(conversation, name)

    async def remember(self, conversation: str, name: str, value: Any) -> None:
        """Remember it for ten minutes, for all edges."""
        self.recent.put(conversation, name, value, self.ticks())
        if self.shared is not None:
            await self.shared.put(conversation, name, value)

    async def forget(self, conversation: str) -> None:
        """Forget what was remembered of a conversation."""
        self.recent.forget(conversation)
        if self.shared is not None:
            await self.shared.forget(conversation)

    def missing(self) -> list[str]:
        """Which parts are not there yet, by name."""
        there = {
            "encoder": self.encoder is not None, "scrubber": self.scrubber is not None,
            "store": self.live is not None, "engine": self.engine.up,
            "mailbox": self.mailbox is not None or not self.posts,
        }
        return [name for name, found in there.items() if not found]

    def weaker(self) -> list[str]:
        """What is gone without anybody being answered worse: one engine of several, Redis."""
        gone = {"engine": self.engine.up and self.engine.away > 0,
                "redis": self.shared is not None and not self.shared.link.up}
        return [name for name, is_gone in gone.items() if is_gone]

    def close(self) -> None:
        """Let the threads go."""
        self.thinkers.shutdown(wait=False, cancel_futures=True)
        self.storers.shutdown(wait=False, cancel_futures=True)


def first_parts(settings: Settings, engine: Engine) -> Parts:
    """The parts of the first moment: signals, wording, directory. Raises ContentError or SettingsError."""
    try:
        area = Area(settings.area)
    except ValueError:
        raise SettingsError(f"SAFEGUARD_AREA must be one of {', '.join(str(a) for a in Area)}") from None
    judge = Judge.load(None)
    judge.assess("hello", Context())  # reads the word lists now, not in the first person's turn
    return Parts(
        settings=settings, engine=engine, judge=judge, first_judge=judge, digits=directory().digits(), area=area,
        last_resort=fixed(area, clock.now(), Role.UNKNOWN, danger=True), secret=_secret(settings),
        limits=Limits(settings.limit_per_sender, settings.limit_per_address),
    )


def _secret(settings: Settings) -> bytes:
    """The secret of this installation; where it cannot be read, one for this run: emergencies are still answered."""
    if settings.secret:
        return bytes.fromhex(settings.secret)
    try:
        return load_secret(settings.data_dir)
    except StoreError as error:
        log.error("secret not read: %s", error)
        return secrets.token_bytes(32)
