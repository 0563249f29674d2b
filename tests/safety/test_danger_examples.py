"""The classifier's own texts: read whole, and refused with their place where they do not fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ContentError
from bot.safety.examples import Example, endings, load

TWENTY = [f"text {number}" for number in range(20)]


def written(folder: Path, name: str, content: dict[str, Any]) -> Path:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
    return folder


def test_endings_of_every_file_are_read_with_what_they_are(tmp_path: Path) -> None:
    written(tmp_path, "ended.yml", {"ended": TWENTY, "open": ["it goes on", *TWENTY], "other": TWENTY})
    written(tmp_path, "ended_more.yml", {"ended": ["he has gone", *TWENTY], "open": TWENTY})
    written(tmp_path, "unlike.yml", {"what": "ever"})
    rows = endings(tmp_path)
    assert len(rows) == 102
    assert ("he has gone", "ended") in rows
    assert ("it goes on", "open") in rows
    assert [name for _, name in rows].count("other") == 20


@pytest.mark.parametrize(("content", "why"), [
    ({"open": TWENTY}, "'ended' is a required property"), ({"ended": TWENTY}, "'open' is a required property"),
    ({"ended": TWENTY, "open": TWENTY[1:]}, "open"), ({"ended": "text", "open": TWENTY}, "ended"),
    ({"ended": [*TWENTY, ""], "open": TWENTY}, "ended/20"), ({"ended": [*TWENTY, 5], "open": TWENTY}, "ended/20"),
    ({"ended": TWENTY, "open": TWENTY, "over": TWENTY}, "over"),
    ([TWENTY], "is not of type 'object'"),
])
def test_endings_that_do_not_fit_are_refused_with_their_place(tmp_path: Path, content: Any, why: str) -> None:
    with pytest.raises(ContentError, match=rf"(?s)ended\.yml.*{why}"):
        endings(written(tmp_path, "ended.yml", content))


def test_examples_of_every_voice_are_read_with_their_danger(tmp_path: Path) -> None:
    written(tmp_path, "a.yml", {
        "kind": "weapon", "label": "immediate", "young_person": ["y"], "parent": ["p"], "professional": ["w"],
        "other": ["o"], "other_languages": ["l"], "replies": [["Is there danger?", "yes"]],
    })
    written(tmp_path, "b.yml", {"kind": "chores", "label": "none", "note": "calm", "parent": ["q"], "replies": None})
    assert load(tmp_path) == (
        Example("y", True, "weapon", "young_person"), Example("p", True, "weapon", "parent"),
        Example("w", True, "weapon", "professional"), Example("o", True, "weapon", "other"),
        Example("l", True, "weapon", "other_language"), Example("yes", True, "weapon", "reply", "Is there danger?"),
        Example("q", False, "chores", "parent"),
    )


@pytest.mark.parametrize("content", [
    {"label": "none"}, {"kind": "a"}, {"kind": "a", "label": "some"}, {"kind": "a", "label": "none", "parent": [""]},
    {"kind": "a", "label": "none", "replies": [["only one"]]}, {"kind": "a", "label": "none", "nan": ["x"]},
])
def test_examples_that_do_not_fit_are_refused(tmp_path: Path, content: dict[str, Any]) -> None:
    with pytest.raises(ContentError, match=r"a\.yml"):
        load(written(tmp_path, "a.yml", content))
