"""The supervisor's decisions, with a crew that starts nothing real."""

from __future__ import annotations

from staged import Scene

from bot.supervise.slot import HUNG
from bot.supervise.watch import EDGE_HUNG, ENGINE_WAITS


def test_the_edge_starts_first_and_has_the_machine_to_itself_until_it_answers(scene: Scene) -> None:
    scene.crew.live = False
    scene.until(ENGINE_WAITS - 0.1)
    assert scene.crew.kinds() == ["edge"]
    scene.until(ENGINE_WAITS + 0.3)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_an_edge_that_answers_lets_the_engine_start_sooner(scene: Scene) -> None:
    scene.until(0.5)
    assert scene.crew.kinds() == ["edge", "engine"]


def test_nothing_is_ready_before_every_part_is(scene: Scene) -> None:
    scene.crew.all = False
    scene.until(30)
    assert scene.said == []
    assert scene.crew.kinds() == ["edge", "engine"]


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
