"""Files and functions stay small enough to read at a sitting; HOUSE: median 70 lines, 150 is long, 250 too long."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted(p for folder in ("bot", "tests", "bench", "models") for p in (ROOT / folder).rglob("*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_over_250_lines() -> None:
    assert [f"{p.relative_to(ROOT)}: {lines(p)}" for p in FILES if lines(p) > 250] == []


def test_the_median_file_of_the_bot_is_short() -> None:
    code = [lines(p) for p in FILES if p.is_relative_to(ROOT / "bot") and p.name != "__init__.py"]
    assert statistics.median(code) <= 90, f"median of {len(code)} files: {statistics.median(code)} lines"


def test_no_function_is_over_40_lines() -> None:
    long = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, FUNCTIONS) and (length := (node.end_lineno or 0) - node.lineno + 1) > 40:
                long.append(f"{path.relative_to(ROOT)}: {node.name} {length}")
    assert long == []


def test_nothing_is_left_open_in_the_code() -> None:
    # Built from halves, so that this file does not find itself.
    marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "pytest." + "skip(", "mark." + "skip", "x" + "fail"]
    found = [f"{p.relative_to(ROOT)}: {m}" for p in FILES for m in marks if m in p.read_text(encoding="utf-8")]
    assert found == []
