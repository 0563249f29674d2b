"""The table of sizes is worked out from what was measured, and there is none without a measurement."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.paths import ROOT

SCRIPT = ROOT / "bench" / "sizing.py"
BUSY = {
    "turns/s": 20.0, "p50, ms": 90.0, "p95, ms": 140.0, "errors": 0, "cores used": 1.9,
    "edge: CPU ms a turn": 10.0, "engine: CPU ms a turn": 40.0, "edge: PSS, MB": 300.0,
    "engine: PSS, MB": 500.0, "store, bytes a turn": 4000.0,
}
PEOPLE = {**BUSY, "turns/s": 12.0}
STOCK = {**BUSY, "turns/s": 5.0, "stock: PSS, MB": 1100.0, "edge: PSS, MB": 0.0, "engine: PSS, MB": 0.0}
FOUND: dict[str, Any] = {
    "cores": 2, "short": False, "load": "50 people", "service": {
        "people": PEOPLE, "saturation": BUSY, "long": {"turn 5 p95, ms": 30.0, "turn 200 p95, ms": 33.0},
    },
}


@pytest.fixture(scope="module")
def sizing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sizing", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def number(cell: str) -> float:
    return float(cell.replace(",", ""))


def test_a_million_users_need_what_their_worst_minute_costs(sizing: ModuleType) -> None:
    few, *_, many = sizing.rows(FOUND)
    peak = 1_000_000 * sizing.CONVERSATIONS * sizing.TURNS * sizing.DAY * sizing.HOUR / 3600 * sizing.BURST
    assert number(many[2]) == pytest.approx(peak, abs=0.01)
    assert number(many[4]) * sizing.FULL >= peak * 0.040 > (number(many[4]) - 1) * sizing.FULL
    assert few[3:6] == ["2", "2", "2"], "never fewer than two of each"


def test_more_users_never_need_less(sizing: ModuleType) -> None:
    columns = list(zip(*([number(cell) for cell in row] for row in sizing.rows(FOUND)), strict=True))
    assert all(list(column) == sorted(column) for column in columns)


def test_what_was_measured_is_a_row_for_each_load_with_memory_and_processor(sizing: ModuleType) -> None:
    made = sizing.measured({**FOUND, "stock": STOCK})
    assert "| 50 people | 12.0 | 90 | 140 | 0 | 1.90 | 800 |" in made
    assert "| a stock Rasa bot, as busy as it can be | 5.0 | 90 | 140 | 0 | 1.90 | 1100 |" in made
    assert "30 ms at turn 5, 33 ms at turn 200" in made
    assert "stock" not in sizing.measured(FOUND)
    assert sizing.measured(FOUND) in sizing.text(FOUND)


def test_the_text_tells_what_was_measured_and_what_was_assumed(sizing: ModuleType) -> None:
    made = sizing.text(FOUND)
    assert "Measured on 2 cores" in made
    assert "Assumed, not measured" in made
    assert "(a short run)" in sizing.text({**FOUND, "short": True})


def test_without_a_measured_run_there_is_no_table(tmp_path: Path) -> None:
    line = [sys.executable, SCRIPT, "--results", tmp_path / "none.json"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "make load" in done.stderr


def test_the_readme_has_the_place_for_it(sizing: ModuleType) -> None:
    between = sizing.README.read_text(encoding="utf-8").split(sizing.BEGIN)[1].split(sizing.END)[0]
    assert "Not measured yet" in between or "Assumed, not measured" in between
