"""Keeps edge and engine running: one look a fifth of a second, and whatever is missing or hangs is replaced."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from bot.supervise.slot import Process, Slot
from bot.supervise.spares import Rest, Spare, Warm, listen_to
from bot.supervise.swap import Swap

LOOK = 0.2              # seconds between two looks
PROBE = 1.0             # seconds between two probes
ENGINE_WAITS = 1.5      # the edge has the processor to itself for so long, or until it answers
EDGE_HUNG = 4.0         # silence of the edge, in seconds; people wait at its door meanwhile
SPARE_WAITS = 5.0       # after all is well: the first people come before the spare engine, which waits until
RESTED = 3.0            # they have left a pause of so many seconds,
NO_LONGER = 60.0        # but no longer than this
EDGE_SPARE_WAITS = 1.0  # its imports are half a second's work


class Crew(Protocol):
    """Starts the processes and asks whether they are well."""

    def edge(self, at: float, warm: Warm) -> Process:
        """The edge: the spare where there is one, else a new one."""

    def edge_spare(self, at: float) -> Spare:
        """Start a spare edge."""

    def engine(self, at: float) -> Process:
        """Start the engine."""

    def spare(self, at: float) -> Spare:
        """Start a spare engine."""

    def edge_live(self) -> bool:
        """Whether the edge answers."""

    def engine_ready(self) -> bool:
        """Whether the engine has its model loaded."""

    def all_ready(self) -> bool:
        """Whether every part is there."""


class Watch:
    """The state of the supervisor. ``say`` shows a line to whoever started the service; ``swap`` follows releases."""

    def __init__(
        self, crew: Crew, say: Callable[[str], None], at: float, with_spare: bool = True, most_memory: int = 0,
        swap: Swap | None = None,
    ) -> None:
        self.edge = Slot("edge", slow_start=60.0, hung=EDGE_HUNG)
        self.engine = Slot("engine", slow_start=600.0, most_memory=most_memory)  # it may wait for its model
        self.warm_edge = Warm(crew.edge_spare, EDGE_SPARE_WAITS, at)
        self.warm_engine = Warm(crew.spare, SPARE_WAITS, at)
        self.announced, self._rest = False, Rest(at)
        self._swap = swap
        self._crew, self._say, self._began, self._with_spare = crew, say, at, with_spare
        self._probed = at

    def look(self, at: float) -> None:
        """Replace what has died or hangs, and probe once a second."""
        self._replace(self.edge, self._edge, at)
        if self.edge.well_at is not None or at - self._began >= ENGINE_WAITS:
            self._replace(self.engine, self._engine, at)
        self._mind_spares(at)
        if at - self._probed >= PROBE or self.edge.well_at is None:
            self._probed = at
            self._probe(at)
        if self._swap is not None:
            self._swap.look(at, self)

    def children(self) -> list[Process]:
        """Everything that runs, the edge first."""
        beside = self._swap.children() if self._swap is not None else []
        spares = (self.warm_edge.child, self.warm_engine.child)
        return [child for child in (self.edge.child, self.engine.child, *spares, *beside) if child is not None]

    def _replace(self, slot: Slot, start: Callable[[float], Process], at: float) -> None:
        if slot.child is not None and slot.hangs(at):
            self._say(f"The {slot.name} does not answer and is replaced.")
            slot.child.kill()
        elif slot.swells() and slot.child is not None:
            self._say(f"The {slot.name} holds too much memory and is replaced.")
            slot.child.kill()
        if slot.child is not None and not slot.child.alive:
            self._say(f"The {slot.name} ended and is started again. Emergencies are still answered.")
            slot.child.kill()  # takes its last traces away
            slot.bury(at)
            self.announced = False
        if slot.child is None and at >= slot.not_before:
            slot.put(start(at))

    def _edge(self, at: float) -> Process:
        return self._crew.edge(at, self.warm_edge)

    def _engine(self, at: float) -> Process:
        """The spare when there is one; else a new engine."""
        return self.take_spare(b"go", at) or self._crew.engine(at)

    def take_spare(self, line: bytes, at: float) -> Process | None:
        """The spare engine, told to go on with this line; None when there is none."""
        return self.warm_engine.take(line, at)

    def drop_spares(self, at: float) -> None:
        """End the spares: they would serve what is not served any more."""
        self.warm_edge.drop(at)
        self.warm_engine.drop(at)

    def _mind_spares(self, at: float) -> None:
        """Keep one spare of each, begun only when everything has been well for a while."""
        for child in (self.edge.child, self.engine.child):
            listen_to(child)
        self._rest.look(self.edge.child, at)
        well = self._with_spare and self.announced and not (self._swap and self._swap.children())
        self.warm_edge.mind(well, at)
        quiet = at - self._rest.since >= RESTED or at - self.warm_engine.since >= NO_LONGER
        self.warm_engine.mind(well and quiet and self.engine.well_at is not None, at)

    def _probe(self, at: float) -> None:
        if self.edge.child is not None and self._crew.edge_live():
            self.edge.well(at)
        if self.engine.child is not None and self._crew.engine_ready():
            self.engine.well(at)
        if not self.announced and self.engine.well_at is not None and self._crew.all_ready():
            self.announced = True
            self.warm_edge.since = self.warm_engine.since = at
            self._say("Ready.")


def watch_until(watch: Watch, ended: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
    """Look again and again until ``ended``."""
    while not ended():
        watch.look(clock())
        time.sleep(LOOK)
