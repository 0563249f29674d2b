"""README says what is so: every command, setting, path and list in it is held against the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bot import cli, settings
from bot.contacts.directory import Directory
from bot.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
CODE = re.findall(r"`([^`\n]+)`", README) + [line.strip() for line in README.splitlines() if line.startswith("    ")]


def section(title: str) -> str:
    """The text under one heading."""
    return README.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table in a section, its head left out."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_the_first_screen_has_the_two_commands() -> None:
    first = README[:1500]
    assert "    make run" in first
    assert "    make test" in first


def test_the_table_of_settings_is_that_of_the_code() -> None:
    told = {cells[0].strip("`"): cells[1].strip("`") for cells in rows("Settings")}
    default = settings.Settings()
    names = settings.Settings.__dataclass_fields__
    real = {f"{settings.PREFIX}{name.upper()}": str(getattr(default, name)) for name in names}
    real["SAFEGUARD_DATA_DIR"] = str(default.data_dir.relative_to(ROOT))
    assert told == real


def test_the_table_of_commands_is_that_of_the_command_line() -> None:
    assert [cells[0].strip("`") for cells in rows("Commands")] == [f"safeguard {name}" for name in sorted_as_told()]


def sorted_as_told() -> list[str]:
    """The real commands, in README's order; a missing or an extra one shows."""
    told = [cells[0].strip("`").split()[-1] for cells in rows("Commands")]
    return [name for name in told if name in cli.COMMANDS] + sorted(cli.COMMANDS.keys() - set(told))


@pytest.mark.parametrize("line", sorted({c for c in CODE if c.startswith("make ")}))
def test_every_make_target_named_is_there(line: str) -> None:
    assert line.split("#")[0].split()[1] in TARGETS


def test_every_make_target_is_named() -> None:
    named = {line.split()[1] for line in CODE if line.startswith("make ")}
    assert TARGETS - named - {"help"} == set()


@pytest.mark.parametrize("line", sorted({c for c in CODE if re.match(r"(\.venv/bin/)?safeguard ", c)}))
def test_every_command_line_named_is_understood(line: str) -> None:
    words = shlex.split(line.split("safeguard ", 1)[1])
    assert words[0] in cli.COMMANDS


def test_the_stock_lines_of_rasa_name_files_that_are_there() -> None:
    lines = [line for line in CODE if line.startswith("rasa ") and len(line.split()) > 2]
    assert len(lines) == 4
    for line in lines:
        paths = [word for word in line.split() if "/" in word or word.endswith(".yml")]
        assert [p for p in paths if not (ROOT / p).exists()] == []
    assert (ROOT / "bot" / "actions" / "__init__.py").exists()


PATHS = sorted({c for c in CODE if re.fullmatch(r"(bot|tests|models|bench)/[\w./*-]+", c)})


@pytest.mark.parametrize("path", PATHS)
def test_every_path_named_is_there(path: str) -> None:
    assert list(ROOT.glob(path.rstrip("/"))) != []


@pytest.mark.parametrize("line", sorted({c for c in CODE if c.startswith("pytest ")}))
def test_every_check_named_is_there(line: str) -> None:
    folders = [word for word in line.split()[1:] if word.startswith("tests/")]
    assert [f for f in folders if not list(Path(ROOT / f).glob("test_*.py"))] == []


def test_what_the_owner_must_confirm_is_listed() -> None:
    told = set(re.findall(r"`([a-z0-9_]+)`", section("The owner must confirm before launch"))) - {"owner_must_confirm"}
    assert told == {c.id for c in Directory.load().all() if c.owner_must_confirm}


def test_no_registry_and_no_path_of_one_machine_is_named() -> None:
    own = str(ROOT.parent) + "/"
    files = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "README.md", ROOT / "pyproject.toml", *ROOT.glob("*.in")]
    files += [ROOT / "requirements.lock", *(ROOT / "scripts").iterdir()]
    elsewhere = re.compile(rf"https?://(?!127\.0\.0\.1|localhost)|{re.escape(own)}")
    assert [p.name for p in files if elsewhere.search(p.read_text(encoding="utf-8"))] == []
