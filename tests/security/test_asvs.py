"""The checklist and the threat model are whole, and every test they name is there; what a reader of code can see."""

from __future__ import annotations

import ast
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import yamlfile
from bot.paths import DATA, ROOT
from tests.security.front import MARK, Front
from tests.security.wire import GOOD, post, send

TESTS = ROOT / "tests"
LIST = yamlfile.read(DATA / "security" / "asvs.yml")
ROWS: list[dict[str, Any]] = [row for rows in LIST["sections"].values() for row in rows]
THREATS = (ROOT / "deploy" / "threats.md").read_text(encoding="utf-8")
# Requirements of levels 1 and 2 in ASVS 4.0.3, by their last number; those deleted or of level 3 are left out.
LEVEL_2 = """
1.1 1-7, 1.2 1-4, 1.4 1 4 5, 1.5 1-4, 1.6 1-4, 1.7 1-2, 1.8 1-2, 1.9 1-2, 1.10 1, 1.11 1-2, 1.12 2, 1.14 1-6,
2.1 1-12, 2.2 1-3, 2.3 1-3, 2.4 1-5, 2.5 1-7, 2.6 1-3, 2.7 1-6, 2.8 1-7, 2.9 1-3, 2.10 1-4,
3.1 1, 3.2 1-4, 3.3 1-4, 3.4 1-5, 3.5 1-3, 3.7 1, 4.1 1-3 5, 4.2 1-2, 4.3 1-3,
5.1 1-5, 5.2 1-8, 5.3 1-10, 5.4 1-3, 5.5 1-4, 6.1 1-3, 6.2 1-6, 6.3 1-2, 6.4 1-2,
7.1 1-4, 7.2 1-2, 7.3 1 3-4, 7.4 1-3, 8.1 1-4, 8.2 1-3, 8.3 1-8, 9.1 1-3, 9.2 1-4, 10.2 1-2, 10.3 1-3, 11.1 1-8,
12.1 1-3, 12.2 1, 12.3 1-6, 12.4 1-2, 12.5 1-2, 12.6 1, 13.1 1 3-5, 13.2 1-3 5-6, 13.3 1-2, 13.4 1-2,
14.1 1-4, 14.2 1-6, 14.3 2-3, 14.4 1-7, 14.5 1-4
"""


def spread(numbers: str) -> Iterator[int]:
    """``1-3 5`` as 1, 2, 3, 5."""
    for part in numbers.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def wanted() -> set[str]:
    found = set()
    for part in LEVEL_2.split(","):
        section, _, numbers = part.strip().partition(" ")
        found |= {f"{section}.{number}" for number in spread(numbers)}
    return found


@cache
def names(path: Path) -> set[str]:
    """The tests of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def missing(tests: list[str]) -> list[str]:
    """Those of ``path::name`` that are not there."""
    split = [(TESTS / test.partition("::")[0], test.partition("::")[2], test) for test in tests]
    return [test for path, name, test in split if not path.is_file() or name not in names(path)]


def test_every_requirement_of_the_level_is_there_once() -> None:
    ids = [
        f"{row['id'].rpartition('.')[0]}.{number}" for row in ROWS for number in spread(row["id"].rpartition(".")[2])
    ]
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    assert set(ids) == wanted()
    assert len(ids) > 250


def test_every_row_has_its_tests_or_its_reason() -> None:
    for row in ROWS:
        assert row.keys() <= {"id", "what", "tests", "reason"}
        assert bool(row.get("tests")) != bool(row.get("reason")), row["id"]
        assert len(row.get("reason", "x" * 5)) >= 5
    date.fromisoformat(LIST["checked"])


def test_every_test_that_a_row_names_is_there() -> None:
    assert missing([test for row in ROWS for test in row.get("tests", ())]) == []


def test_the_threat_model_names_a_test_for_every_threat() -> None:
    rows = [line for line in THREATS.splitlines() if line.startswith("| ")][1:]
    named = [cells.group(1) for row in rows if (cells := re.search(r"\| `([^`]+::[^`]+)` \|$", row))]
    assert len(named) == len(rows) >= 15
    assert missing(named) == []
    assert len(THREATS.splitlines()) <= 60, "one page"


SECRETS = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY", r"\bAKIA[0-9A-Z]{16}\b", r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b", r"(?i)\b(password|secret|token)\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{24,}[\"']",
)
READ = (".py", ".yml", ".yaml", ".sh", ".md", ".txt", ".js", ".env", ".cfg", ".toml", ".in", ".html")
SEARCHED = ("bot", "scripts", "deploy", "bench", "models")


@pytest.mark.thorough
def test_no_secret_stands_in_the_repository() -> None:
    every = [path for folder in SEARCHED for path in (ROOT / folder).rglob("*")] + list(ROOT.iterdir())
    files = [path for path in every if path.is_file() and path.suffix in READ]
    assert len(files) > 300
    text = {path: path.read_text(encoding="utf-8", errors="replace") for path in files}
    assert [str(path) for path in files for secret in SECRETS if re.search(secret, text[path])] == []


def calls() -> Iterator[tuple[str, str]]:
    """(file, what is called) of the whole service."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield str(path.relative_to(ROOT)), ast.unparse(node)[:200]


@pytest.mark.thorough
def test_nothing_is_unpickled_or_evaluated() -> None:
    bad = re.compile(r"^(eval|exec|compile|__import__)\(|^(pickle|marshal|shelve|dill|joblib)\.|^os\.(system|popen)\("
                     r"|shell=True|allow_pickle=True|yaml\.(unsafe_)?load\(|YAML\(typ='unsafe'|mktemp\(|verify=False|ssl=False")
    found = list(calls())
    assert len(found) > 1000
    assert [call for call in found if bad.search(call[1])] == []
    assert all("allow_pickle=False" in call for _, call in found if call.startswith("np.load("))


MAY_BE_GUESSED = {  # samples, and waits
    "bot/evaluation/intervals.py", "bot/records/queries.py", "bot/edge/sending.py", "bot/edge/shared.py",
    "bot/review/likeness.py",
}


def test_nothing_secret_comes_from_ordinary_random_numbers() -> None:
    users = {
        str(path.relative_to(ROOT)) for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"^\s*(import random|from random import|from numpy import random)", path.read_text(), re.MULTILINE)
    }
    assert users <= MAY_BE_GUESSED


def test_a_refusal_leaves_a_line_with_its_reason(front: Front) -> None:
    front.wait_for_keys()
    front.lines.records.clear()
    front.ask("POST", "/api/messages", b"{}", {"Authorization": f"Bearer {MARK}"})
    send(front.port, post(GOOD, "X-One: 1\r \n2"))
    told = [record for record in front.lines.records if record.levelno >= logging.INFO]
    assert any("refused status=401" in record.getMessage() for record in told)
    assert any("request not read status=400" in record.getMessage() for record in told)
    assert all("\n" not in record.getMessage() and MARK not in record.getMessage() for record in told)


@pytest.mark.parametrize("numbers", ["1-3 5", "2"])
def test_the_reading_of_numbers(numbers: str) -> None:
    assert list(spread(numbers)) == {"1-3 5": [1, 2, 3, 5], "2": [2]}[numbers]
