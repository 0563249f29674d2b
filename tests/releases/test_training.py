"""Training never takes away what is served: the old model goes when the new one is there, and not before."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from bot import hashes, light_models, training
from bot.errors import ModelError
from bot.releases.steps import Steps
from bot.training import LIGHT, MODEL


def quiet(_: str) -> None:
    """Says nothing."""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*LIGHT, MODEL, "20250101-old.tar.gz"):
        (tmp_path / name).write_text("old")
    monkeypatch.setattr(training, "MODELS", tmp_path)
    return tmp_path


def trainer(code: int, made: str | None) -> Any:
    """Stands where Rasa's own trainer would be started."""

    def run(command: list[str], **_: Any) -> Any:
        out = Path(command[command.index("--out") + 1])
        assert (out.parent / MODEL).read_text() == "old", "the old one is there while it trains"
        if made:
            (out / MODEL).write_text(made)
        return subprocess.CompletedProcess(command, code)

    return run


@pytest.mark.parametrize(("code", "made", "ends"), [(1, None, 1), (1, "half", 1), (0, None, 1)])
def test_a_trainer_that_fails_leaves_the_old_model(
    code: int, made: str | None, ends: int, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training.subprocess, "run", trainer(code, made))
    assert training._rasa(quiet) == ends
    assert (models / MODEL).read_text() == "old"
    assert not list(models.glob("new.*"))


def test_a_new_model_takes_the_place_of_all_old_ones(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training.subprocess, "run", trainer(0, "new"))
    assert training._rasa(quiet) == 0
    assert [(path.name, path.read_text()) for path in models.glob("*.tar.gz")] == [(MODEL, "new")]


def test_light_classifiers_change_all_together_or_not_at_all(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(folder: Path) -> None:
        (folder / LIGHT[0]).write_text("new")
        raise MemoryError

    def whole(folder: Path) -> None:
        for name in LIGHT:
            (folder / name).write_text("new")

    monkeypatch.setattr(light_models, "train", half)
    with pytest.raises(MemoryError):
        training._light(quiet)
    assert {(models / name).read_text() for name in LIGHT} == {"old"}
    monkeypatch.setattr(light_models, "train", whole)
    training._light(quiet)
    assert {(models / name).read_text() for name in LIGHT} == {"new"}


def test_a_home_knows_which_files_were_trained_for_it(models: Path, tmp_path: Path) -> None:
    """Engine and edge open nothing else (``bot.hashes``)."""
    files = {name: hashes.digest(models / name) for name in (*LIGHT, MODEL)}
    (models / hashes.STAMP).write_text(json.dumps({hashes.FILES: files}))
    home = tmp_path / "home"
    (home / "models").mkdir(parents=True)
    Steps().seed(models, home)
    hashes.must_be_ours(".npz", home / "models")
    hashes.must_be_ours(".tar.gz", home / "models")
    (home / "models" / LIGHT[0]).write_text("another")
    with pytest.raises(ModelError, match=LIGHT[0]):
        hashes.must_be_ours(".npz", home / "models")


def test_what_is_changed_while_it_trains_is_trained_next_time(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([{"light": "before", "rasa": "r"}, {"light": "after", "rasa": "r"}])
    monkeypatch.setattr(training, "parts", lambda: next(seen))
    monkeypatch.setattr(training, "STAMP", models / "trained.json")
    monkeypatch.setattr(training, "stale", lambda: ["light"])
    monkeypatch.setattr(training, "_light", lambda say: 0)
    assert training.main(quiet) == 0
    assert json.loads((models / "trained.json").read_text())["light"] == "before"


@pytest.mark.parametrize("ends", [0, 3])
def test_both_are_trained_side_by_side_once_the_texts_are_encoded(
    ends: int, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    both = threading.Barrier(2, timeout=10)  # neither waits for the end of the other

    def made(name: str, code: int) -> Any:
        def make(_: Any) -> int:
            both.wait()
            done.append(name)
            return code

        return make

    monkeypatch.setattr(training, "STAMP", models / "trained.json")
    monkeypatch.setattr(light_models, "encode", lambda: done.append("encoded"))
    monkeypatch.setattr(training, "_light", made("light", 0))
    monkeypatch.setattr(training, "_rasa", made("rasa", ends))
    assert training.main(quiet, force=True) == ends
    assert done[0] == "encoded"
    assert set(done[1:]) == {"light", "rasa"}
    assert (models / "trained.json").exists() == (ends == 0)
