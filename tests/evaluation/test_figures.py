"""Figures from marks, and the report that names cases without their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.cases import Case, export, load
from bot.evaluation.figures import figures, short_of
from bot.evaluation.main import main
from bot.evaluation.report import report
from bot.evaluation.run import judge


def risk(danger: bool, caught: bool, escalated: bool, check_ok: bool = False) -> dict[str, Any]:
    return {
        "ok": True, "danger": danger, "caught": caught, "escalated": escalated, "complete": True,
        "near_miss": False, "check_ok": check_ok,
    }


MARKS = [
    risk(True, True, True), risk(True, True, False), risk(True, False, False), risk(True, True, True),
    risk(False, True, True), risk(False, True, False), risk(False, True, False, check_ok=True),
    risk(False, False, False),
]


@pytest.mark.parametrize(("figure", "value"), [
    ("caught", 0.75), ("escalated", 0.5), ("false_escalations", 0.25), ("false_checks", 0.3333), ("complete", 1.0),
    ("near_miss_escalations", 0.0), ("n", 8.0), ("errors", 0.0),
])
def test_the_figures_of_risk(figure: str, value: float) -> None:
    assert figures("risk", MARKS)[figure] == value


def test_f1_over_all_columns_of_all_cases() -> None:
    rows = [{"ok": True, "hit": 2, "extra": 1, "missed": 0}, {"ok": False, "hit": 0, "extra": 0, "missed": 1}]
    assert figures("indicators", rows)["f1"] == round(4 / 6, 4)


def test_a_case_without_an_answer_counts_against_every_figure() -> None:
    found = figures("faq", [{"ok": True, "part": 1.0, "section_ok": True}, {"ok": False, "error": "TimeoutError"}])
    assert (found["ok"], found["section_ok"], found["errors"]) == (0.5, 0.5, 1.0)
    assert "1 without an answer" in short_of("faq", found)


def test_what_falls_short_is_named_with_its_bound() -> None:
    assert "false_escalations 0.25 is above 0.05" in short_of("risk", figures("risk", MARKS))
    assert "caught 0.75 is below 0.85" in short_of("risk", figures("risk", MARKS))


def test_each_case_is_a_conversation_of_its_own_and_tells_its_role() -> None:
    sent: list[dict[str, Any]] = []
    case = Case("smalltalk", "ev-x-001", "parent", {"text": "hello", "intent_gloss": "greet"})
    for _ in range(2):
        judge(case, lambda body: sent.append(body) or [])
    assert sent[0]["sender"] != sent[1]["sender"]
    assert sent[0]["metadata"] == {"role": "parent"}


def test_a_service_that_is_gone_fails_the_case_and_not_the_run() -> None:
    def gone(body: dict[str, Any]) -> list[dict[str, Any]]:
        raise ConnectionRefusedError

    marks = judge(Case("risk", "ev-x-001", "parent", {"text": "x", "label": "immediate"}), gone)
    assert (marks["ok"], marks["error"], marks["danger"]) == (False, "ConnectionRefusedError", True)


def test_the_report_names_a_wrong_case_and_never_its_words() -> None:
    told: list[str] = []
    case = Case("route", "ev-route-001", "parent", {"text": "private words"})
    report("route", [case], [{"ok": False, "got": "police", "seconds": [0.02]}], 5, told.append)
    assert "ev-route-001" in told[1]
    assert "private" not in " ".join(told)


def test_what_is_written_out_is_what_was_read(tmp_path: Path) -> None:
    paths = export(tmp_path / "sets", load())
    rows = {p.stem: [json.loads(line) for line in p.read_text(encoding="utf-8").splitlines()] for p in paths}
    assert rows == {name: [dict(c.row) for c in cases] for name, cases in load().items()}


def test_export_sends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["risk", "--export", str(tmp_path), "--address", "http://127.0.0.1:1"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "risk.jsonl")
