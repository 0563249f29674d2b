"""A crew that starts nothing real, and a supervisor over it with a clock moved by hand."""

from __future__ import annotations

from bot.supervise.slot import Process
from bot.supervise.spares import Warm
from bot.supervise.watch import Watch


class Child:
    def __init__(self, kind: str, began: float) -> None:
        self.kind, self.began, self.alive = kind, began, True
        self.told: list[bytes] = []
        self.deaf = False
        self.holds, self.work = 0, 0.0

    def kill(self) -> None:
        self.alive = False

    def memory(self) -> int:
        return self.holds

    def worked(self) -> float:
        return self.work

    def heard(self, line: bytes) -> bool:
        return True

    def tell(self, line: bytes) -> bool:
        self.told.append(line)
        return not self.deaf


class Crew:
    def __init__(self) -> None:
        self.started: list[Child] = []
        self.live = self.ready = self.all = True

    def _start(self, kind: str, at: float) -> Child:
        self.started.append(Child(kind, at))
        return self.started[-1]

    def edge(self, at: float, warm: Warm) -> Process:
        return warm.take(b"go", at) or self._start("edge", at)

    def edge_spare(self, at: float) -> Child:
        return self._start("edge spare", at)

    def engine(self, at: float) -> Child:
        return self._start("engine", at)

    def spare(self, at: float) -> Child:
        return self._start("spare", at)

    def edge_live(self) -> bool:
        return self.live

    def engine_ready(self) -> bool:
        return self.ready

    def all_ready(self) -> bool:
        return self.all

    def kinds(self) -> list[str]:
        return [child.kind for child in self.started]


class Scene:
    """A supervisor, its crew, what it said, and a clock moved by hand."""

    def __init__(self, with_spare: bool = True) -> None:
        self.crew, self.said, self.at = Crew(), list[str](), 0.0
        self.watch = Watch(self.crew, self.said.append, 0.0, with_spare, most_memory=1000)

    def until(self, at: float) -> None:
        while self.at < at:
            self.watch.look(self.at)
            self.at = round(self.at + 0.2, 1)

    def newest(self, kind: str) -> Child:
        return [child for child in self.crew.started if child.kind == kind][-1]
