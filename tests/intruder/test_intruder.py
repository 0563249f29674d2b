"""The whole test over a real log: what it finds, what it shows, and that its record holds counts only."""

from __future__ import annotations

import ast
import json
from datetime import date
from pathlib import Path

import pytest

from bot import cli
from bot.intruder.finding import names_nobody
from bot.intruder.guesses import guesser
from bot.paths import ROOT
from bot.records.log import TurnLog, TurnRecord
from bot.scrubbed import Scrubbed

CLEAN = ("my son is scared of his coach", "[PERSON_1] texts her at night", "what does the LADO do in Peterborough")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TurnLog:
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path / "var"))
    return TurnLog(f"sqlite:///{tmp_path / 'var' / 'safeguard.db'}")


def fill(log: TurnLog, *texts: str | None, alike: int = 6) -> None:
    """So many conversations on one day, each with the same clean turns, and one turn for each of the texts."""
    for number in range(alike):
        for position, text in enumerate((*CLEAN, texts[number] if number < len(texts) else None), 1):
            scrubbed = None if text is None else Scrubbed(text)
            log.write(TurnRecord(f"{number:032}", position, date(2026, 11, 24), "web", scrubbed, "x", 0.9,
                                 topic="other", route="police"))


def run(tmp_path: Path, *options: str) -> tuple[int, dict[str, object], str]:
    out = tmp_path / "intruder.json"
    status = cli.main(["intruder", "--out", str(out), *options])
    return status, json.loads(out.read_text()), out.read_text()


def test_a_log_in_which_nothing_can_be_linked_is_clean(log: TurnLog, tmp_path: Path) -> None:
    fill(log)
    status, record, _ = run(tmp_path)
    assert (status, record["clean"], record["called"], record["problems"]) == (0, True, "anonymous", [])
    assert (record["conversations"], record["turns_read"]) == (6, 18)


def test_what_was_left_in_is_found_and_only_counted_in_the_record(
    log: TurnLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(log, "ring Zebedee Quillfeather on 07700 900461", "she goes to Thistlebrook Village College")
    status, record, whole = run(tmp_path)
    assert status == 1
    assert record["called"] == "de-identified"
    assert record["identifiers"] == {"long_number": "under 5"} or record["identifiers"] == {"phone": "under 5"}
    assert sum(number == "under 5" for number in record["guesses"].values()) >= 1  # type: ignore[attr-defined]
    shown = capsys.readouterr().out
    assert "Not clean" in shown
    assert [word for word in ("Zebedee", "Quillfeather", "900461", "Thistlebrook") if word in whole + shown] == []


def test_the_words_are_shown_when_asked_for(
    log: TurnLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(log, "ring Zebedee Quillfeather on 07700 900461")
    run(tmp_path, "--show")
    shown = capsys.readouterr().out
    assert ">>Zebedee Quillfeather<<" in shown
    assert ">>07700 900461<<" in shown


def test_a_conversation_that_stands_alone_is_not_clean(log: TurnLog, tmp_path: Path) -> None:
    fill(log)
    log.write(TurnRecord("f" * 32, 1, date(2026, 11, 24), "teams", None, "x", 0.9, topic="other", route="police"))
    status, record, _ = run(tmp_path)
    assert status == 1
    assert {"columns": ["channel"], "alone": "under 5", "alone_by_month": "under 5"} in record["rare"]  # type: ignore[operator]


@pytest.mark.parametrize("alike", [0, 4])
def test_too_few_conversations_are_not_called_clean(log: TurnLog, tmp_path: Path, alike: int) -> None:
    fill(log, alike=alike)
    status, record, _ = run(tmp_path)
    assert status == 1
    assert "too few" in str(record["problems"])


def test_a_sample_reads_some_conversations_and_counts_all(log: TurnLog, tmp_path: Path) -> None:
    fill(log, alike=12)
    _, record, _ = run(tmp_path, "--sample", "5")
    assert (record["conversations"], record["turns_read"]) == (12, 15)


def test_the_second_detector_is_not_fooled_by_what_everybody_says() -> None:
    detector = guesser()
    assert list(detector.find("r", "The LADO in Peterborough rang Childline about FGM.")) == []
    assert [one.words for one in detector.find("r", "My neighbour Sarah Whitcombe rang.")] == ["Sarah Whitcombe"]
    assert names_nobody("Peterborough LADO")
    assert not names_nobody("Peterborough Zebedee")


def test_it_knows_nothing_of_the_scrubber() -> None:
    names = [
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for path in (ROOT / "bot" / "intruder").glob("*.py") for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names
    ]
    assert names
    assert [name for name in names if name and name.startswith("bot.privacy")] == []
