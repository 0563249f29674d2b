"""A kept run: its file and card, what moved since, and services that must not pass whatever they repeat."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ContentError
from bot.evaluation import kept, plots
from bot.evaluation.cases import load
from bot.evaluation.figures import figures, groups, short_of
from bot.evaluation.intervals import resampled_f1, wilson
from bot.evaluation.repeat import different, messages
from bot.evaluation.run import judge_all

NUMBERS = "Ring 999. Childline 0800 1111. Social care 0345 045 5203."
LONG = f"{NUMBERS} Tell social care, the police, your lead, health, the school. Do not promise to keep it secret. " * 8
SECTIONS = [{"section": name} for name in ("Introduction", "Parental Consent", "Early Help Assessment")]


def always(card: dict[str, Any], text: str = LONG) -> Any:
    return lambda body: [{"text": text, "custom": {"guidance": card}}]


@pytest.mark.parametrize(("what", "card"), [
    ("one long safe text", {"kind": "concern", "route": "childrens_social_care", "urgency": "same_day"}),
    ("declines everything", {"kind": "decline", "route": "out_of_scope", "contacts": [{"id": "nspcc"}]}),
    ("asks everybody whether there is danger", {"kind": "safety_check", "urgency": "check", "route": "emergency"}),
    ("cites section after section", {"kind": "answer", "route": "information", "citations": SECTIONS * 9}),
])
def test_a_service_that_says_one_thing_to_everybody_does_not_pass(what: str, card: dict[str, Any]) -> None:
    short = []
    for name, cases in load().items():
        marks = judge_all(cases, always(card), workers=1)
        short += [f"{name}: {line}" for line in short_of(name, figures(name, marks))]
    assert len({line.split(":")[0] for line in short}) >= 4, f"{what}: {short}"


def run(caught: float, told: bool = True) -> kept.Run:
    return kept.run_of({"risk": {"n": 9.0, "caught": caught}}, {"risk": {"caught": (0.5, 1.0)}}, date(2026, 1, 2), told)


def test_what_fell_since_the_kept_run_is_told_first() -> None:
    before, now = run(0.9), run(0.8)
    before["sets"]["faq"], now["sets"]["faq"] = {"ok": 0.5}, {"ok": 0.6}
    assert kept.changes(before, now) == ["risk caught 0.900 -> 0.800", "faq ok 0.500 -> 0.600"]


@pytest.mark.parametrize("before", [None, run(0.9, told=False)])
def test_with_nothing_to_compare_nothing_is_told(before: kept.Run | None) -> None:
    assert kept.changes(before, run(0.8)) == []


def test_a_run_is_kept_in_its_file_and_in_the_card(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(f"Above\n{kept.START}\nformer table\n{kept.END}\nbelow\n", encoding="utf-8")
    kept.keep(run(0.9), tmp_path / "figures.json", card)
    assert kept.read(tmp_path / "figures.json") == json.loads(json.dumps(run(0.9)))
    text = card.read_text(encoding="utf-8")
    assert "| risk | 9 | caught | 0.900 | 0.500 to 1.000 |" in text
    assert text.startswith("Above\n")
    assert text.endswith("\nbelow\n")
    assert "former" not in text


def test_a_run_without_answers_is_not_kept(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(f"{kept.START}\nformer table\n{kept.END}\n", encoding="utf-8")
    lost = run(0.9)
    lost["sets"]["risk"]["errors"] = 2.0
    with pytest.raises(ContentError, match="risk: 2 without an answer"):
        kept.keep(lost, tmp_path / "figures.json", card)
    assert "former table" in card.read_text(encoding="utf-8")
    assert not (tmp_path / "figures.json").exists()


def test_a_card_without_its_marks_is_left_alone(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="marks"):
        kept.keep(run(0.9), tmp_path / "figures.json", card)
    assert not (tmp_path / "figures.json").exists()


@pytest.mark.parametrize("content", ["{", "[]", '{"sets": 1}'])
def test_a_damaged_kept_run_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "figures.json").write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match=r"figures\.json"):
        kept.read(tmp_path / "figures.json")


@pytest.mark.parametrize(("hits", "n", "span"), [
    (0, 0, (0.0, 1.0)), (10, 10, (0.7225, 1.0)), (0, 10, (0.0, 0.2775)), (50, 100, (0.4038, 0.5962)),
])
def test_wilson_as_in_the_tables(hits: int, n: int, span: tuple[float, float]) -> None:
    assert wilson(hits, n) == pytest.approx(span, abs=0.0002)


def test_the_interval_of_f1_holds_f1_and_is_the_same_each_time() -> None:
    counts = [(1, 0, 0)] * 60 + [(0, 1, 1)] * 20
    low, high = resampled_f1(counts)
    assert low < 0.75 < high
    assert resampled_f1(counts) == (low, high)


def test_the_worst_group_comes_first() -> None:
    marks = [{"ok": True}, {"ok": False}, {"ok": False}, {"ok": True}]
    assert groups(marks, ["a", "a", "b", "c"]) == [("b", 1, 1), ("a", 1, 2), ("c", 0, 1)]


def test_an_answer_that_changes_is_found_and_silence_is_never_the_same() -> None:
    turns = iter(range(100))

    def send(body: dict[str, Any]) -> list[dict[str, Any]]:
        if body["message"] == "gone":
            raise ConnectionRefusedError
        return [{"recipient_id": body["sender"], "text": str(next(turns)) if body["message"] == "odd" else "same"}]

    assert different([("even", "parent"), ("odd", "parent"), ("gone", "unknown")], send, 1) == [1, 2]


def test_each_turn_of_a_conversation_is_a_message_to_repeat_and_none_is_taken_twice() -> None:
    pairs = messages([case for rows in load().values() for case in rows], 10_000)
    assert len(pairs) == len(set(pairs)) > 500


def test_the_curve_and_the_calibration_of_four_messages() -> None:
    chances, danger = [0.9, 0.8, 0.3, 0.1], [True, False, True, False]
    assert plots.recall_curve(chances, danger) == [(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1.0), (1.0, 1.0)]
    assert plots.calibration([0.9, 0.95], [True, False]) == [(0.925, 0.5, 2)]


# matplotlib 3.5, which Rasa holds us to, calls pyparsing by its old names.
@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore:.*deprecated - use:DeprecationWarning")
def test_plots_are_written_as_files(tmp_path: Path) -> None:
    plots.danger_plots([0.9, 0.1], [True, False], tmp_path)
    plots.route_confusion([{"got": "lado"}, {"got": None}], ["lado", "police"], tmp_path / "route.png")
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "danger_calibration.png", "danger_found_against_false_alarms.png", "route.png",
    ]
