"""A model that is not the one trained here is opened by neither edge nor engine, and what to do is said."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot import hashes, training
from bot.edge import loading
from bot.edge.engine_client import EngineClient
from bot.errors import ModelError
from bot.paths import MODELS, ROOT
from bot.settings import Settings
from tests.edge.edge_stand_ins import FakeJudge, FakeStore, Ticks, parts_with


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Models that training wrote down."""
    for name in (*training.LIGHT, "safeguarding.tar.gz"):
        (tmp_path / name).write_bytes(name.encode())
    monkeypatch.setattr(training, "MODELS", tmp_path)
    monkeypatch.setattr(training, "STAMP", tmp_path / hashes.STAMP)
    training.stamp(["light", "rasa"])
    return tmp_path


def test_what_was_trained_here_is_taken(folder: Path) -> None:
    hashes.must_be_ours(".npz", folder)
    hashes.must_be_ours(".tar.gz", folder)
    assert training.stale() == []


@pytest.mark.parametrize(("name", "kind"), [("danger.npz", "light"), ("safeguarding.tar.gz", "rasa")])
@pytest.mark.parametrize("content", [b"something else", None])
def test_a_changed_file_is_refused_and_trained_anew(
    folder: Path, name: str, kind: str, content: bytes | None
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    if content is not None or kind == "light":
        with pytest.raises(ModelError, match=f"{name}.*safeguard train --force"):
            hashes.must_be_ours("." + name.partition(".")[2], folder)
    assert training.stale() == [kind]


def test_training_one_kind_does_not_make_the_other_kinds_hash_good_again(folder: Path) -> None:
    (folder / "safeguarding.tar.gz").write_bytes(b"slipped in")
    training.stamp(["light"])
    with pytest.raises(ModelError, match="safeguarding"):
        hashes.must_be_ours(".tar.gz", folder)


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"files": []}', '{"files": {}}', '{"files": {"danger.npz": ""}}'])
def test_without_a_list_of_hashes_nothing_is_opened(folder: Path, stamp: str) -> None:
    (folder / hashes.STAMP).write_text(stamp)
    with pytest.raises(ModelError):
        hashes.must_be_ours(".npz", folder)


def test_the_edge_stays_without_its_classifiers_and_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "danger.npz").write_bytes(b"slipped in")
    monkeypatch.setattr(loading, "must_be_ours", lambda ending: hashes.must_be_ours(ending, folder))
    parts = parts_with(Settings(), EngineClient("http://127.0.0.1:1", ""), FakeStore(), FakeJudge(), Ticks())
    stop = threading.Event()
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    caplog.set_level(logging.ERROR)
    loading.load(parts, stop, {"encoder": loading.load_encoder})
    assert parts.broken == {"encoder"}
    assert "danger.npz" in caplog.text
    assert "safeguard train --force" in caplog.text


@pytest.mark.model
def test_the_engine_does_not_open_a_model_that_was_slipped_in(tmp_path: Path) -> None:
    stamp = json.loads((MODELS / hashes.STAMP).read_text(encoding="utf-8"))
    (tmp_path / "models").mkdir()
    for name in stamp["files"]:
        (tmp_path / "models" / name).write_bytes((MODELS / name).read_bytes())
    (tmp_path / "models" / "safeguarding.tar.gz").write_bytes(b"slipped in")
    (tmp_path / "models" / hashes.STAMP).write_text(json.dumps(stamp))
    (tmp_path / "bot").symlink_to(ROOT / "bot")
    start = (
        "import sys, pathlib, bot.paths as paths; paths.MODELS = pathlib.Path(sys.argv.pop(1)); "
        "import bot.hashes; bot.hashes.must_be_ours.__defaults__ = (paths.MODELS,); "
        "bot.hashes.written.__defaults__ = (paths.MODELS,); "
        "from bot.engine.__main__ import main; sys.exit(main())"
    )
    waits = subprocess.Popen(
        [sys.executable, "-c", start, str(tmp_path / "models"), "--port", "0"], stderr=subprocess.PIPE, text=True,
        cwd=ROOT, env={**os.environ, "SAFEGUARD_ENGINE_STORE": f"sqlite:///{tmp_path}/x.db",
                       "SAFEGUARD_ENGINE_TOKEN": "t"},
    )
    try:
        assert waits.stderr is not None
        told = next((line for line in waits.stderr if "safeguarding.tar.gz" in line), "")
        assert "cannot be used" in told
        assert "safeguard train --force" in told
        assert waits.poll() is None  # it waits for the right one, and the edge gives the numbers meanwhile
    finally:
        waits.kill()
        waits.communicate()
