"""When spares are begun, and what becomes of them, with a crew that starts nothing real."""

from __future__ import annotations

import pytest
from staged import Scene

from bot.supervise.watch import EDGE_SPARE_WAITS, NO_LONGER, RESTED, SPARE_WAITS


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


def test_a_dead_spare_is_replaced_after_a_while(scene: Scene) -> None:
    scene.until(10)
    scene.newest("spare").kill()
    scene.until(11)
    assert scene.watch.warm_engine.child is None
    scene.until(11 + SPARE_WAITS)
    assert scene.crew.kinds().count("spare") == 2
