"""The edge follows the supervisor to another release, between two turns, and stays where it is when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import FakeJudge, FakeStore, Ticks, parts_with

from bot.edge.following import Following, follow, models_of
from bot.edge.parts import Parts
from bot.edge.state import EngineAnswer
from bot.errors import ModelError
from bot.settings import Settings
from bot.shelf import EDGE, ENGINE, Shelf


class Line:
    """The line to an engine; ``up`` from the moment it is started."""

    def __init__(self, port: int = 0, answers: bool = True) -> None:
        self.port, self.up, self.closed, self._answers = port, False, False, answers

    async def start(self) -> None:
        self.up = self._answers

    async def close(self) -> None:
        self.closed = True

    async def turn(self, key: str, text: str, metadata: dict[str, Any], seconds: float) -> EngineAnswer:
        pytest.fail("nothing is asked here")

    async def forget(self, key: str) -> None:
        pytest.fail("nothing is asked here")


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    made = parts_with(Settings(data_dir=tmp_path), Line(5006), FakeStore(), FakeJudge(), Ticks())  # type: ignore[arg-type]
    made.encoder = object()  # type: ignore[assignment]
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


async def followed(parts: Parts, load: Callable[[Path], Any], done: Callable[[], object] = lambda: False) -> None:
    """Follow until ``done``, or for a tenth of a second of looking again and again."""
    following = Following(parts, load, lambda parts, port: Line(port), look=0.005, let_go=0.01)
    task = asyncio.create_task(following.run())
    for _ in range(20 if done() is False else 2000):
        await asyncio.sleep(0.005)
        if done():
            break
    task.cancel()


async def test_it_moves_with_judge_encoder_numbers_and_engine_and_says_so(parts: Parts, shelf: Shelf) -> None:
    old, judge, encoder, homes = parts.engine, FakeJudge(), object(), list[Path]()

    def load(home: Path) -> Any:
        homes.append(home)
        return encoder, judge, frozenset({"999"})

    shelf.tell(ENGINE, number=2, home="/releases/2", port=6000)
    await followed(parts, load, lambda: old.closed or None)  # type: ignore[attr-defined]
    assert homes == [Path("/releases/2")], "once, and not at every look"
    assert (parts.encoder, parts.judge, parts.digits) == (encoder, judge, frozenset({"999"}))
    assert parts.engine.port == 6000  # type: ignore[attr-defined]
    assert shelf.read(EDGE) == {"port": 6000}
    assert old.closed  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", [{}, {"number": None, "home": "/x", "port": 5006}])
async def test_with_no_word_or_its_own_engine_it_stays(word: dict[str, Any], parts: Parts, shelf: Shelf) -> None:
    before = (parts.engine, parts.judge)
    if word:
        shelf.tell(ENGINE, **word)
    await followed(parts, lambda home: pytest.fail("nothing is loaded"))
    assert (parts.engine, parts.judge) == before


async def test_models_that_cannot_be_loaded_leave_it_where_it_is(parts: Parts, shelf: Shelf) -> None:
    before = (parts.engine, parts.judge, parts.encoder)

    tried: list[Path] = []

    def fails(home: Path) -> Any:
        tried.append(home)
        raise ModelError("danger.npz: not a classifier")

    shelf.tell(ENGINE, number=2, home="/releases/2", port=6000)
    await followed(parts, fails, lambda: tried or None)
    assert (parts.engine, parts.judge, parts.encoder) == before
    assert shelf.read(EDGE) == {}


async def test_an_engine_that_does_not_answer_leaves_it_where_it_is(
    parts: Parts, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.edge.following.UP_WITHIN", 0.05)
    before, dead = parts.engine, Line(6000, answers=False)
    following = Following(parts, lambda home: (object(), FakeJudge(), frozenset()),  # type: ignore[arg-type,return-value]
                          lambda parts, port: dead, look=0.01)
    with pytest.raises(Exception, match="not up"):
        await following.move(Path("/releases/2"), 6000)
    assert parts.engine is before
    assert dead.closed


async def test_while_the_first_models_are_still_loading_it_waits(parts: Parts, shelf: Shelf) -> None:
    parts.encoder = None
    shelf.tell(ENGINE, number=2, home="/releases/2", port=6000)
    await followed(parts, lambda home: pytest.fail("nothing is loaded"))
    assert shelf.read(EDGE) == {}


@pytest.mark.parametrize("given", [{"engine_urls": "http://one:5006,http://two:5006"}, {"model": "mine.tar.gz"}])
def test_with_engines_or_a_model_of_their_own_no_release_is_followed(given: dict[str, Any], parts: Parts) -> None:
    app = web.Application()
    before = len(app.cleanup_ctx)
    parts.settings = replace(parts.settings, **given)
    follow(parts)(app)
    assert len(app.cleanup_ctx) == before
    parts.settings = Settings()
    follow(parts)(app)
    assert len(app.cleanup_ctx) == before + 1


def test_models_that_are_not_those_that_were_trained_for_a_release_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "danger.npz").write_bytes(b"anything")
    (tmp_path / "models" / "trained.json").write_text('{"files": {"danger.npz": "0"}}')
    with pytest.raises(ModelError, match=r"not the files that were trained here: danger\.npz"):
        models_of(tmp_path)
