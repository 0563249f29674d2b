"""A release comes into service beside what is there, and whatever goes wrong leaves that where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from staged import Child, Crew

from bot.errors import ReleaseError
from bot.paths import ROOT
from bot.settings import Settings
from bot.shelf import EDGE, ENGINE, SERVING, Shelf, unserved
from bot.supervise.crew import Processes
from bot.supervise.edge_data import edge_data
from bot.supervise.listen import listen
from bot.supervise.main import _releases
from bot.supervise.slot import Process
from bot.supervise.swap import EDGE_MAY_TAKE, ENGINE_MAY_TAKE, LEAVES_AFTER, Swap
from bot.supervise.watch import SPARE_WAITS, Watch


class Moving(Crew):
    """A crew that can also start engines elsewhere; ``up`` holds the ports that are ready."""

    def __init__(self) -> None:
        super().__init__()
        self.serving: int | None = None
        self.port, self.up, self.unfit, self.edge_differs = 5006, set[int](), "", False
        self.gone: list[Process] = []

    def fit(self, number: int | None) -> Path:
        if self.unfit:
            raise ReleaseError(self.unfit)
        return Path(f"/releases/{number}")

    def free_port(self) -> int:
        return 6000

    def engine_of(self, home: Path, port: int, at: float) -> Child:
        return self._start(f"engine of {home.name}", at)

    def ready_at(self, port: int) -> bool:
        return port in self.up

    def move(self, number: int | None, home: Path, port: int) -> bool:
        self.serving, self.port = number, port
        return self.edge_differs

    def let_go(self, child: Process) -> None:
        self.gone.append(child)


class Scene:
    """A supervisor with a shelf; the clock is moved by hand."""

    def __init__(self, shelf: Shelf, with_spare: bool) -> None:
        self.crew, self.said, self.at, self.shelf = Moving(), list[str](), 0.0, shelf
        self.swap = Swap(shelf, self.crew, Path("/repository"), self.said.append, 42)
        self.watch = Watch(self.crew, self.said.append, 0.0, with_spare, swap=self.swap)
        self.pass_(SPARE_WAITS + 5)
        self.old = self.watch.engine.child

    def pass_(self, seconds: float) -> None:
        until = self.at + seconds
        while self.at < until:
            self.watch.look(self.at)
            self.at = round(self.at + 0.2, 1)

    def kinds(self) -> list[str]:
        return [child.kind for child in self.crew.started if child.alive]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def scene(shelf: Shelf) -> Scene:
    return Scene(shelf, with_spare=False)


def test_the_new_engine_is_ready_before_the_edge_is_told_and_the_old_one_goes_last(scene: Scene, shelf: Shelf) -> None:
    shelf.choose(2)
    scene.pass_(5)
    assert scene.kinds() == ["edge", "engine", "engine of 2"]
    assert shelf.read(ENGINE) == {}, "the edge is told nothing of an engine that is not ready"
    scene.crew.up.add(6000)
    scene.pass_(2)
    assert shelf.read(ENGINE) == {"number": 2, "home": "/releases/2", "port": 6000}
    assert scene.watch.engine.child is scene.old
    assert shelf.read(SERVING)["number"] is None
    shelf.tell(EDGE, port=6000)
    scene.pass_(2)
    assert shelf.read(SERVING) == {"number": 2, "pid": 42, "refused": None, "why": ""}
    assert scene.crew.port == 6000
    assert scene.old is not None
    assert scene.old.alive, "turns that it has begun are still answered"
    scene.pass_(LEAVES_AFTER)
    assert scene.kinds() == ["edge", "engine of 2"]
    assert scene.said[-1] == "Release 2 is served."


def test_the_spare_becomes_the_new_engine_and_another_is_made_for_what_is_served(shelf: Shelf) -> None:
    scene = Scene(shelf, with_spare=True)
    spare = scene.watch.warm_engine.child
    assert isinstance(spare, Child)
    shelf.choose(2)
    scene.pass_(1)
    word, _, rest = spare.told[-1].partition(b" ")
    assert word == b"go"
    assert json.loads(rest) == {"home": "/releases/2", "port": 6000}
    scene.crew.up.add(6000)
    shelf.tell(EDGE, port=6000)
    scene.pass_(3)
    assert scene.watch.engine.child is spare
    assert scene.watch.warm_engine.child is None
    scene.pass_(LEAVES_AFTER + SPARE_WAITS)
    assert scene.kinds() == ["edge", "spare", "edge spare", "spare"], "both were made for what is served now"


def test_a_release_that_is_not_fit_is_not_even_begun(scene: Scene, shelf: Shelf) -> None:
    scene.crew.unfit = "its models are not those of its record"
    shelf.choose(2)
    scene.pass_(5)
    assert scene.kinds() == ["edge", "engine"]
    assert shelf.chosen() is None
    assert shelf.read(SERVING) == {"number": None, "pid": 42, "refused": 2, "why": scene.crew.unfit}


def test_an_engine_that_dies_or_is_never_ready_changes_nothing(scene: Scene, shelf: Shelf) -> None:
    shelf.choose(2)
    scene.pass_(2)
    scene.crew.started[-1].alive = False
    scene.pass_(2)
    assert shelf.read(SERVING)["why"] == "its engine ended before it was ready"
    shelf.choose(3)
    scene.pass_(ENGINE_MAY_TAKE + 2)
    assert shelf.read(SERVING)["why"] == "its engine was not ready in time"
    assert scene.kinds() == ["edge", "engine"]
    assert shelf.chosen() is None
    assert scene.watch.engine.child is scene.old


def test_an_edge_that_does_not_move_is_told_to_stay(scene: Scene, shelf: Shelf) -> None:
    shelf.choose(2)
    scene.crew.up.add(6000)
    scene.pass_(EDGE_MAY_TAKE + 5)
    assert shelf.read(SERVING)["refused"] == 2
    assert shelf.read(ENGINE) == {"number": None, "home": "/repository", "port": 5006}
    assert scene.kinds() == ["edge", "engine"]


def test_a_refused_release_is_not_tried_again_by_itself(
    scene: Scene, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.crew.unfit = "no"
    monkeypatch.setattr(shelf, "choose", lambda number: None)  # a disk on which nothing can be written
    shelf.folder.joinpath("chosen").write_text("2")
    scene.pass_(20)
    assert [line for line in scene.said if "Release 2 is not served" in line] == ["Release 2 is not served: no."]


def test_where_the_edge_itself_reads_something_else_it_starts_afresh(scene: Scene, shelf: Shelf) -> None:
    scene.crew.edge_differs = True
    edge = scene.watch.edge.child
    scene.crew.up.add(6000)
    shelf.choose(2)
    scene.pass_(2)
    shelf.tell(EDGE, port=6000)
    scene.pass_(2)
    assert scene.crew.gone == [edge]


def test_what_an_earlier_run_agreed_on_is_forgotten_at_the_start(shelf: Shelf) -> None:
    shelf.tell(ENGINE, port=6000, home="/gone")
    shelf.tell(EDGE, port=6000)
    Scene(shelf, with_spare=False)
    assert shelf.read(ENGINE) == shelf.read(EDGE) == {}


@pytest.mark.parametrize("given", [{"engine_urls": "http://one:5006,http://two:5006"}, {"model": "mine.tar.gz"}])
def test_with_engines_or_a_model_of_their_own_the_start_says_that_no_release_is_served(
    given: dict[str, Any], shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path, **given)
    with listen("127.0.0.1", 0) as listening:
        crew = Processes(settings, listening, {})
        assert _releases(settings, crew) is None
        assert capsys.readouterr().out == "", "nobody who has no release is told of any"
        shelf.choose(2)
        assert _releases(settings, crew) is None
        assert unserved(settings) in capsys.readouterr().out
        assert shelf.chosen() == 2, "it is served again once the setting is gone"
        with pytest.raises(ReleaseError, match="no release is put into service"):
            crew.fit(2)
        assert crew.fit(None) == crew.home == ROOT


@pytest.mark.parametrize(("file", "same"), [
    ("nlu/consent.yml", True), ("safety/examples/weapon.yml", True), ("guidance/consent.yml", True),
    ("triage_words.yml", True), ("questions.yml", False),
    ("safety/signals/abuse.yml", False), ("words/edge.yml", False), ("contacts.yml", False),
])
def test_what_only_training_reads_is_nothing_to_the_edge(file: str, same: bool, tmp_path: Path) -> None:
    path = tmp_path / "bot" / "data" / file
    path.parent.mkdir(parents=True)
    path.write_text("a: 1\n")
    before = edge_data(tmp_path)
    path.write_text("a: 2\n")
    assert (edge_data(tmp_path) == before) is same
