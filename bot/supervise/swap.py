"""Puts a chosen release into the running service: a second engine first, then the edge, and only then the old one goes.

Conversations are in the store, so the new engine goes on where the old one was; the edge stays, with what the web page
holds in its memory. Whatever goes wrong before the edge has moved leaves everything as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.errors import SafeguardError
from bot.shelf import EDGE, ENGINE, SERVING, Shelf
from bot.supervise.slot import Process, Slot

PROBE = 0.5         # seconds between two looks at what was chosen, and at the new engine
ENGINE_MAY_TAKE = 180.0
EDGE_MAY_TAKE = 60.0
LEAVES_AFTER = 12.0  # the old engine, once the edge has moved: longer than any turn that it has still to answer


class Movable(Protocol):
    """What the swap needs of the crew."""

    serving: int | None
    port: int

    def fit(self, number: int | None) -> Path:
        """The home of a release; raises SafeguardError."""

    def free_port(self) -> int:
        """A port of loopback for one more engine."""

    def engine_of(self, home: Path, port: int, at: float) -> Process:
        """Start an engine on another home and port."""

    def ready_at(self, port: int) -> bool:
        """Whether the engine on that port has its model loaded."""

    def move(self, number: int | None, home: Path, port: int) -> bool:
        """Start everything there from now on; True when what the edge itself reads is not the same."""

    def let_go(self, child: Process) -> None:
        """Ask a process to end once it has answered what it has begun."""


class Watched(Protocol):
    """What the swap needs of the supervisor."""

    edge: Slot
    engine: Slot
    announced: bool

    def take_spare(self, line: bytes, at: float) -> Process | None:
        """The spare, told to go on with this line; None when there is none."""

    def drop_spares(self, at: float) -> None:
        """End the spares: they would serve what is not served any more."""


@dataclass
class Coming:
    """A release on its way. ``told``: when the edge was told to move to it."""

    number: int | None
    home: Path
    port: int
    child: Process
    began: float
    told: float | None = None


class Swap:
    """Follows ``chosen`` on the shelf."""

    def __init__(self, shelf: Shelf, crew: Movable, home: Path, say: Callable[[str], None], pid: int) -> None:
        self._shelf, self._crew, self._home, self._say, self._pid = shelf, crew, home, say, pid
        self._coming: Coming | None = None
        self._leaving: tuple[Process, float] | None = None
        self._looked = 0.0
        self._refused: int | None = None
        for name in (ENGINE, EDGE):
            (shelf.folder / name).unlink(missing_ok=True)  # of an earlier run
        self._tell_serving()

    def children(self) -> list[Process]:
        """What runs beside the supervisor's own slots."""
        return [*([self._coming.child] if self._coming else []), *([self._leaving[0]] if self._leaving else [])]

    def look(self, at: float, watch: Watched) -> None:
        """One step, at most; never waits."""
        if self._leaving and at >= self._leaving[1]:
            self._leaving[0].kill()
            self._leaving = None
        if at - self._looked < PROBE:
            return
        self._looked = at
        try:
            if self._coming:
                self._go_on(self._coming, at, watch)
            elif watch.announced and not self._leaving:
                wanted = self._shelf.chosen()
                if wanted not in (self._crew.serving, self._refused):
                    self._begin(wanted, at, watch)
        except (SafeguardError, OSError) as error:  # a full disk may stop a release, never the service
            self._say(f"Releases cannot be followed just now: {type(error).__name__}.")

    def _begin(self, wanted: int | None, at: float, watch: Watched) -> None:
        try:
            home = self._crew.fit(wanted)
        except SafeguardError as error:
            return self._refuse(wanted, str(error))
        port = self._crew.free_port()
        line = b"go " + json.dumps({"home": str(home), "port": port}).encode()
        child = watch.take_spare(line, at) or self._crew.engine_of(home, port, at)
        self._coming = Coming(wanted, home, port, child, at)
        return self._say(f"Release {wanted} is being loaded beside what is served.")

    def _go_on(self, coming: Coming, at: float, watch: Watched) -> None:
        if not coming.child.alive:
            self._refuse(coming.number, "its engine ended before it was ready")
        elif coming.told is None:
            if self._crew.ready_at(coming.port):
                self._shelf.tell(ENGINE, number=coming.number, home=str(coming.home), port=coming.port)
                coming.told = at
            elif at - coming.began > ENGINE_MAY_TAKE:
                self._refuse(coming.number, "its engine was not ready in time")
        elif self._shelf.read(EDGE).get("port") == coming.port:
            self._finish(coming, at, watch)
        elif at - coming.told > EDGE_MAY_TAKE:
            self._shelf.tell(ENGINE, number=self._crew.serving, home=str(self._home), port=self._crew.port)
            self._refuse(coming.number, "the edge could not load its models")

    def _finish(self, coming: Coming, at: float, watch: Watched) -> None:
        """The edge asks the new engine: from here on a restart uses it too."""
        old = watch.engine.child
        watch.engine.put(coming.child)
        watch.engine.well(at)
        self._coming, self._home = None, coming.home
        if old is not None:
            self._leaving = (old, at + LEAVES_AFTER)
        watch.drop_spares(at)
        if self._crew.move(coming.number, coming.home, coming.port) and watch.edge.child is not None:
            self._say("What the edge reads has changed too, so that it starts afresh. Emergencies are still answered.")
            self._crew.let_go(watch.edge.child)
        self._refused = None
        self._tell_serving()
        self._say(f"Release {coming.number} is served.")

    def _refuse(self, number: int | None, why: str) -> None:
        """Leave everything as it was, and want it so; no start may find the refused one chosen."""
        if self._coming:
            self._coming.child.kill()
            self._coming = None
        self._refused = number
        self._say(f"Release {number} is not served: {why}.")
        self._shelf.choose(self._crew.serving)
        self._tell_serving(refused=number, why=why)

    def _tell_serving(self, refused: int | None = None, why: str = "") -> None:
        self._shelf.tell(SERVING, number=self._crew.serving, pid=self._pid, refused=refused, why=why)
