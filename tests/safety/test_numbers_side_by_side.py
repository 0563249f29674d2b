"""Figures beside figures, where a telephone number may hide; and what is read from a file of things never said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.safety.numbers import all_known
from bot.safety.output_check import Pattern, load, problems
from bot.safety.people import Person

DIGITS = frozenset({"999", "08001111", "01733234724"})
UNKNOWN = {
    "from abroad in groups that hide it": "+44 345 045 1362",
    "from abroad, where its groups alone are too short": "+44 20 7946 0000",
    "five and five figures without the 0": "17338 64170",
    "seven figures": "0800 112",
    "behind a date": "01 12 2026 07700900123",
    "behind a short figure that begins with 0": "At 09 ring 01733 864170.",
    "behind a count": "1500 people: ring 01733 864170.",
    "behind a year": "Since 2019 ring 01733 864170.",
}
FINE = {
    "known without its 0": "1733 234724",
    "a date and a count": "01 12 2026 14 people",
    "a date and a known number": "01 12 2026 0800 1111",
    "a count of four figures": "1500 people",
    "a count of five figures": "12000 people",
    "counts of ten figures in all": "Of 103 340 1500 were seen.",
    "six figures that begin with 0": "01 02 03",
    "a year and a count": "2019 123456",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=list(UNKNOWN))
def test_a_number_beside_other_figures_is_caught(text: str) -> None:
    assert not all_known(text, DIGITS)


@pytest.mark.parametrize("text", FINE.values(), ids=list(FINE))
def test_figures_beside_each_other_are_no_number(text: str) -> None:
    assert all_known(text, DIGITS)


def message(text: str, **card: Any) -> dict[str, Any]:
    return {"text": text, "custom": {"guidance": {"kind": "answer", **card}}}


def test_a_contact_without_a_note_holds_no_number() -> None:
    assert problems(message("Hello.", contacts=[{"id": "x", "phone": "999", "note": None}]), DIGITS) == ()


def test_a_file_of_what_is_never_said_keeps_ids_and_codes_and_minds_no_capitals(tmp_path: Path) -> None:
    content = {
        "unless": {"denied": r"\bnever\b"},
        "patterns": [{
            "id": "secret", "code": "promise_of_secrecy", "pattern": r"\bkeep it\b", "unless": ["denied"],
            "hits": ["I keep it"], "near_misses": ["I never keep it"],
        }],
        "people": [{"id": "ann", "code": "person_named", "sha256": ["0" * 64], "near_misses": ["Anna"]}],
    }
    path = tmp_path / "never.yml"
    path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
    said, person = load(path)
    assert isinstance(said, Pattern)
    assert (said.id, said.code) == ("secret", "promise_of_secrecy")
    assert said.found_in("I will KEEP IT")
    assert not said.found_in("I NEVER keep it")
    assert person == Person("ann", "person_named", frozenset({"0" * 64}))
