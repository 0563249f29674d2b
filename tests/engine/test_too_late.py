"""A turn that nobody waits for any more leaves no trace, and an engine without its model waits for one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.engine.model import stamp, wait_for
from bot.engine.store import in_time, must_be_in_time
from bot.errors import ModelError, StoreError


def test_a_turn_that_is_too_late_is_not_stored() -> None:
    held = in_time.set(time.monotonic() - 0.01)
    try:
        with pytest.raises(StoreError, match="too late"):
            must_be_in_time()
        in_time.set(time.monotonic() + 5)
        must_be_in_time()
    finally:
        in_time.reset(held)
    must_be_in_time()


def test_an_engine_whose_store_is_away_tries_again_with_the_same_model(tmp_path: Path) -> None:
    model, tried = tmp_path / "model.tar.gz", list[Path]()
    model.write_bytes(b"right")

    def load(path: Path) -> str:
        tried.append(path)
        if len(tried) < 3:
            raise StoreError("the store cannot be opened")
        return "loaded"

    assert wait_for(lambda: model, load, lambda _: None) == "loaded"
    assert len(tried) == 3


def test_a_wrong_model_is_tried_once_and_the_right_one_is_taken_when_it_lies_there(tmp_path: Path) -> None:
    model, tried = tmp_path / "model.tar.gz", list[bytes]()
    naps = [0]

    def load(path: Path) -> str:
        tried.append(path.read_bytes())
        if tried[-1] != b"right":
            raise ModelError("trained for something else")
        return "loaded"

    def nap(_: float) -> None:
        naps[0] += 1
        if naps[0] == 3:
            model.write_bytes(b"wrong")
        if naps[0] == 6:
            model.write_bytes(b"the right one is longer")
        if naps[0] == 9:
            model.write_bytes(b"right")
        assert naps[0] < 20

    assert stamp(model) is None
    assert wait_for(lambda: model if model.exists() else None, load, nap) == "loaded"
    assert tried == [b"wrong", b"the right one is longer", b"right"]
