"""The supervisor's decisions, with a crew that starts nothing real."""

from __future__ import annotations

import pytest

from bot.supervise.slot import HUNG, Process
from bot.supervise.spares import Warm
from bot.supervise.watch import EDGE_HUNG, EDGE_SPARE_WAITS, ENGINE_WAITS, NO_LONGER, RESTED, SPARE_WAITS, Watch


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


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_edge_starts_first_and_has_the_machine_to_itself_until_it_answers(scene: Scene) -> None:
    scene.crew.live = False
    scene.until(ENGINE_WAITS - 0.1)
    assert scene.crew.kinds() == ["edge"]
    scene.until(ENGINE_WAITS + 0.3)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_an_edge_that_answers_lets_the_engine_start_sooner(scene: Scene) -> None:
    scene.until(0.5)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_ready_is_said_once_and_the_spare_comes_later(scene: Scene) -> None:
    scene.until(SPARE_WAITS)
    assert scene.crew.kinds() == ["edge", "engine", "edge spare"], "that of the edge is half a second's work"
    scene.until(SPARE_WAITS + 3)
    assert scene.crew.kinds() == ["edge", "engine", "edge spare", "spare"]
    assert scene.said == ["Ready."]


def test_the_spare_engine_waits_until_people_leave_a_pause_but_not_for_ever(scene: Scene) -> None:
    while scene.at < NO_LONGER - 1:
        scene.until(scene.at + 0.2)
        scene.newest("edge").work += 0.05
    assert scene.crew.kinds() == ["edge", "engine", "edge spare"]
    scene.until(NO_LONGER + 2)
    assert scene.crew.kinds()[-1] == "spare"


def test_a_pause_of_a_few_seconds_is_enough_for_the_spare_engine(scene: Scene) -> None:
    while scene.at < 20:
        scene.until(scene.at + 0.2)
        scene.newest("edge").work += 0.05
    scene.until(20 + RESTED - 0.5)
    assert "spare" not in scene.crew.kinds()
    scene.until(20 + RESTED + 1.5)
    assert scene.crew.kinds()[-1] == "spare"


def test_no_spare_is_kept_where_none_is_wanted() -> None:
    scene = Scene(with_spare=False)
    scene.until(60)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_nothing_is_ready_before_every_part_is(scene: Scene) -> None:
    scene.crew.all = False
    scene.until(30)
    assert scene.said == []
    assert scene.crew.kinds() == ["edge", "engine"]


def test_a_dead_engine_is_replaced_by_the_spare_at_the_next_look(scene: Scene) -> None:
    scene.until(10)
    scene.newest("engine").kill()
    scene.until(10.3)
    spare = scene.newest("spare")
    assert spare.told == [b"go"]
    assert scene.watch.engine.child is spare
    assert scene.crew.kinds().count("engine") == 1, "and no second engine is started"
    scene.until(10.3 + SPARE_WAITS + 3)
    assert scene.crew.kinds().count("spare") == 2, "a new spare comes when the engine is well again"
    assert scene.said == ["Ready.", "The engine ended and is started again. Emergencies are still answered.", "Ready."]


@pytest.mark.parametrize("how", ["dead", "deaf"])
def test_a_spare_that_cannot_help_is_left_for_a_new_engine(scene: Scene, how: str) -> None:
    scene.until(10)
    spare = scene.newest("spare")
    spare.deaf = how == "deaf"
    if how == "dead":
        spare.kill()
    scene.newest("engine").kill()
    scene.until(10.3)
    assert scene.watch.engine.child is scene.newest("engine")
    assert scene.crew.kinds().count("engine") == 2
    assert not spare.alive


def test_a_dead_edge_is_replaced_by_its_spare_at_the_next_look_and_the_engine_stays(scene: Scene) -> None:
    scene.until(10)
    spare = scene.newest("edge spare")
    scene.newest("edge").kill()
    scene.until(10.3)
    assert spare.told == [b"go"]
    assert scene.watch.edge.child is spare
    assert scene.crew.kinds().count("edge") == 1
    assert scene.crew.kinds().count("engine") == 1
    scene.until(10.3 + EDGE_SPARE_WAITS + 3)
    assert scene.crew.kinds().count("edge spare") == 2


@pytest.mark.parametrize("how", ["dead", "deaf"])
def test_a_spare_edge_that_cannot_help_is_left_for_a_new_one_at_once(scene: Scene, how: str) -> None:
    scene.until(10)
    spare = scene.newest("edge spare")
    spare.deaf = how == "deaf"
    if how == "dead":
        spare.kill()
    scene.newest("edge").kill()
    scene.until(10.3)
    assert scene.watch.edge.child is scene.newest("edge")
    assert not spare.alive


def test_an_edge_that_was_well_is_followed_at_once_however_often_it_ends(scene: Scene) -> None:
    for _ in range(6):
        scene.until(scene.at + 1)
        assert scene.watch.edge.child is not None
        scene.watch.edge.child.kill()
        scene.until(scene.at + 0.3)
        assert scene.watch.edge.child is not None
        assert scene.watch.edge.child.alive


def test_an_engine_that_hangs_is_killed_and_replaced(scene: Scene) -> None:
    scene.until(10)
    scene.crew.ready = False
    scene.until(10 + HUNG - 1)
    assert scene.newest("engine").alive
    scene.until(10 + HUNG + 2)
    assert not scene.newest("engine").alive
    assert scene.watch.engine.child is not None
    assert scene.watch.engine.child.alive


def test_an_engine_that_swells_is_replaced_before_the_machine_has_no_memory(scene: Scene) -> None:
    scene.until(10)
    scene.newest("engine").holds = 1000
    scene.until(12)
    assert scene.newest("engine").alive, "it may hold as much"
    scene.newest("engine").holds = 1001
    scene.until(12.5)
    assert not scene.newest("engine").alive
    assert scene.watch.engine.child is scene.newest("spare")
    assert "The engine holds too much memory and is replaced." in scene.said


def test_an_edge_that_hangs_is_replaced_sooner_for_people_wait_at_its_door(scene: Scene) -> None:
    scene.until(10)
    scene.crew.live = False
    scene.until(10 + EDGE_HUNG - 1)
    assert scene.newest("edge").alive
    scene.until(10 + EDGE_HUNG + 2)
    assert not scene.newest("edge").alive
    assert scene.watch.edge.child is not None
    assert scene.watch.edge.child.alive


def test_an_engine_that_waits_for_its_model_is_left_to_wait() -> None:
    scene = Scene(with_spare=False)
    scene.crew.ready = False
    scene.until(400)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_a_dead_spare_is_replaced_after_a_while(scene: Scene) -> None:
    scene.until(10)
    scene.newest("spare").kill()
    scene.until(11)
    assert scene.watch.warm_engine.child is None
    scene.until(11 + SPARE_WAITS)
    assert scene.crew.kinds().count("spare") == 2


def test_an_engine_that_keeps_dying_is_not_started_in_a_frenzy(scene: Scene) -> None:
    scene.crew.ready = False
    while scene.at < 60:
        scene.until(scene.at + 0.2)
        if scene.watch.engine.child is not None:
            scene.watch.engine.child.kill()
    assert scene.crew.kinds().count("engine") < 15


def test_everything_that_runs_is_ended_at_the_end(scene: Scene) -> None:
    scene.until(20)
    assert scene.watch.children() == scene.crew.started
