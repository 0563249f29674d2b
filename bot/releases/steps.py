"""The heavy steps of a release, each in a process of its own that reads the home it is told to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.errors import ReleaseError
from bot.evaluation.cases import FOLDER
from bot.paths import HOME_VARIABLE, ROOT
from bot.releases.home import checked
from bot.releases.measure import lines, sets_version
from bot.shelf import code_version, read
from bot.training import LIGHT, MODEL, STAMP

MEASURED = "measured.json"
LOOK = 0.5
Tick = Callable[[float], None]


class Steps:
    """What a cycle does with the real models; tests put something lighter in its place."""

    def seed(self, models: Path, home: Path) -> None:
        """Copy trained models into a home: what they were trained on is written beside them, and only the rest is."""
        for name in (*LIGHT, MODEL, STAMP.name):
            if (models / name).exists():
                shutil.copy2(models / name, home / "models" / name)

    def train(self, home: Path, tick: Tick) -> None:
        """Train what the data of this home made stale. Raises ReleaseError with the trainer's last lines."""
        output = home / "training.txt"
        command = ["-W", "ignore", "-m", "bot.cli", "train"]
        with output.open("wb") as out:
            process = _start(command, home, out)
            if _wait([process], lambda: tick(0.0)):
                tail = output.read_text(encoding="utf-8", errors="replace").splitlines()[-6:]
                raise ReleaseError("\n".join(["training failed:", *tail]))
        output.unlink()

    def lint(self, home: Path) -> list[str]:
        """What ``safeguard check`` says of it."""
        return checked(home)

    def measure(self, old: Path, new: Path, tick: Tick) -> tuple[dict[str, Any], dict[str, Any]]:
        """Both on the same cases, side by side; what was measured before on the same is not measured again."""
        regression = new / "bot" / "data" / "regression"
        version = sets_version(FOLDER, regression)
        homes = [home for home in (old, new) if not _is(read(home / MEASURED), version)]
        outputs = [home / "measuring.txt" for home in homes]
        handles = [output.open("wb") for output in outputs]
        try:
            processes = [
                _start(["-W", "ignore", "-m", "bot.releases.measure", "--evaluation", str(FOLDER), "--regression",
                        str(regression), "--out", str(home / MEASURED)], home, handle)
                for home, handle in zip(homes, handles, strict=True)
            ]
            failed = _wait(processes, lambda: tick(min((_share(o) for o in outputs), default=1.0)))
        finally:
            for handle in handles:
                handle.close()
        if failed:
            tail = outputs[failed[0]].read_text(encoding="utf-8", errors="replace").splitlines()[-6:]
            raise ReleaseError("\n".join(["it could not be measured:", *tail]))
        for output in outputs:
            output.unlink()
        return read(old / MEASURED), read(new / MEASURED)


def _is(found: dict[str, Any], version: str) -> bool:
    return found.get("version") == version and found.get("code") == code_version()


def _start(arguments: Sequence[str], home: Path, out: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, HOME_VARIABLE: str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )


def _wait(processes: Sequence[subprocess.Popen[bytes]], tick: Callable[[], None]) -> list[int]:
    """Until all have ended, ticking; the places of those that failed. When we are stopped, they are too."""
    try:
        while any(process.poll() is None for process in processes):
            tick()
            time.sleep(LOOK)
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()
    return [place for place, process in enumerate(processes) if process.returncode]


def _share(output: Path) -> float:
    last = list(lines(output.read_text(encoding="utf-8", errors="replace").splitlines()))[-1:]
    return last[0][0] / max(1, last[0][1]) if last else 0.0

