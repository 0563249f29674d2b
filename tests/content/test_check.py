"""``safeguard check``: it passes on what stands here, and each kind of fault makes it fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import check
from bot.errors import ContentError
from bot.paths import DATA


@pytest.fixture(scope="module")
def faults() -> list[str]:
    """What is wrong with the content as it stands: read once, for it is every file of the project."""
    return list(check.problems())


def test_nothing_is_wrong_with_the_content(faults: list[str]) -> None:
    assert faults == []


def test_it_prints_one_line_and_returns_0(
    faults: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "problems", lambda: iter(faults))
    assert check.main([]) == 0
    assert "nothing wrong" in capsys.readouterr().out


TOLD = ["words/x.yml: no contact 'nobody_knows' in contacts.yml"]


@pytest.mark.parametrize(("content", "told"), [
    ({"contacts": ["nobody_knows"]}, TOLD),
    ({"a": [{"contacts": {"parent": ["nobody_knows", "childline"]}}]}, TOLD),
    ({"contacts": "Who to ring:"}, []),
    ({"contacts": ["lado", "emergency_999"]}, []),
])
def test_a_contact_that_nobody_knows_is_told_with_its_file(content: object, told: list[str]) -> None:
    assert list(check.unknown_contacts({DATA / "words" / "x.yml": content})) == told


def refuse() -> object:
    raise ContentError(["a.yml: top: first", "b.yml: top: second"])


def stumble() -> object:
    return {}["missing"]


def test_every_fault_of_every_reader_is_told(tmp_path: Path) -> None:
    found = list(check.problems(tmp_path, {"one": refuse, "two": stumble}))
    assert found == ["a.yml: top: first", "b.yml: top: second", "two: KeyError: 'missing'"]


def test_a_file_that_is_not_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("a: [1", encoding="utf-8")
    assert [line.split(":")[0] for line in check.problems(tmp_path, {})] == ["broken.yml"]
