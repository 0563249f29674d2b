"""Each row of the table of weekly situations, as conversations in words that were never learnt; see situations.yml."""

from __future__ import annotations

from typing import Any

import pytest
from talk import Said

from bot import yamlfile
from bot.paths import ROOT

pytestmark = pytest.mark.model
ROWS = yamlfile.read(ROOT / "tests" / "conversations" / "situations.yml")["situations"]


def short_of(said: Said, want: dict[str, Any]) -> list[str]:
    """What the answer does not keep to, as plain lines."""
    one_of = (("routes", said.route), ("urgencies", said.urgency), ("kinds", said.kind))
    wrong = [f"{name}: {got}" for name, got in one_of if name in want and got not in want[name]]
    wrong += [f"none of {group}" for group in want.get("any", ()) if not said.holds(*group)]
    wrong += [f"says {words!r}" for words in want.get("never", ()) if said.holds(words)]
    wrong += [f"no contact {name}" for name in want.get("held", ()) if name not in said.contacts]
    most = want.get("most", {})
    return wrong + [f"{len(said.card[name])} {name}" for name, count in most.items() if len(said.card[name]) > count]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_every_weekly_situation_gets_what_it_needs(row: dict[str, Any], talk: Any) -> None:
    wrong = []
    for played in row["talks"]:
        speak = talk(played["of"])
        for turn in played["turns"]:
            said = speak(turn["say"])
            wrong += [f"{turn['say'][:60]} ... [{said.intent}] {line}" for line in short_of(said, turn)]
    assert wrong == [], f"must: {row['must']}"


def test_the_whole_table_is_here_and_no_row_twice() -> None:
    names = [row["row"] for row in ROWS]
    assert len(names) == 26
    assert len(set(names)) == 26
