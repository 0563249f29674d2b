"""What each entry of a row of signals does, tried with made-up files: groups, distance, excuses, and numbering."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ContentError
from bot.safety import automaton, signals
from bot.safety.patterns import Graph
from bot.safety.signals import Row, Signals
from tests.safety.made_signals import made, row

ROW = {"code": "made_up", "weight": "immediate", "hits": ["he hits"], "near_misses": {"he sits": "no blow"}}


def loaded(folder: Path, *rows: dict[str, Any], name: str = "made") -> Signals:
    (folder / f"{name}.yml").write_text(json.dumps([{**ROW, **say} for say in rows]), encoding="utf-8")  # JSON is YAML
    return Signals.load(folder)


def names(made_up: Signals, text: str) -> list[str]:
    return [match.row.name for match in made_up.matches(text)]


def test_what_a_row_leaves_out_has_its_usual_meaning(tmp_path: Path) -> None:
    (only,) = loaded(tmp_path, {"any": ["He  HITS", "żyć"]}).rows
    assert only == Row(
        name="made/1", code="made_up", weight="immediate", groups=(("he hits", "zyc"),), within=40,
        not_after=frozenset(), not_before=frozenset(), unless=(), yields_to_now=False, hits=("he hits",),
        near_misses=("he sits",),
    )
    assert only.yields_to_now is False


def test_what_a_row_says_is_kept(tmp_path: Path) -> None:
    (only,) = loaded(tmp_path, {
        "all": [["he"], ["Hits", "beats"]], "within": 5, "not_after": ["if"], "not_before": ["it"],
        "unless": ["In A film"], "yields_to_now": True, "weight": "calm",
    }).rows
    assert (only.groups, only.within, only.weight) == ((("he",), ("hits", "beats")), 5, "calm")
    assert (only.not_after, only.not_before) == (frozenset({"if"}), frozenset({"it"}))
    assert only.unless == ("in a film",)
    assert only.yields_to_now is True


def test_rows_are_numbered_in_their_file_and_files_are_read_in_order(tmp_path: Path) -> None:
    loaded(tmp_path, {"any": ["one"]}, {"any": ["two"]}, name="b")
    every = loaded(tmp_path, {"any": ["three"]}, name="a")
    assert [r.name for r in every.rows] == ["a/1", "b/1", "b/2"]
    assert names(every, "one three") == ["a/1", "b/1"]
    assert names(every, "two") == ["b/2"]


def test_groups_and_short_forms_hold_for_the_rows_of_every_file(tmp_path: Path) -> None:
    words = {"groups": {"person": ["Mum", "TÍO"]}, "folds": {"2": "too", "ur": "you are", 4: "for"}}
    (tmp_path / "_words.yml").write_text(json.dumps(words), encoding="utf-8")
    every = loaded(tmp_path, {"any": ["{person} hits"]}, {"any": ["me too"]}, {"any": ["you are dead"]})
    assert names(every, "tio hits me 2, ur dead") == ["made/1", "made/2", "made/3"]


@pytest.mark.parametrize(("text", "found"), [
    ("he hits her", ["made/2"]), ("he beats me", ["made/1", "made/2"]), ("me", []),
    ("he beats me in a film", ["made/1"]), ("he kicks", ["made/3"]),
    ("he hits her in a film", []), ("he kicks in a dream", []),
    ("he kicks in a film", ["made/3"]),
])
def test_every_group_of_a_row_must_match_and_only_its_own_excuses_count(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    every = loaded(
        tmp_path, {"all": [["he"], ["beats"], ["me"]]}, {"all": [["he"], ["hits", "beats"]], "unless": ["in a film"]},
        {"any": ["he kicks"], "unless": ["in a dream"]},
    )
    assert names(every, text) == found


@pytest.mark.parametrize(("say", "between", "found"), [
    ({}, 39, True), ({}, 40, False), ({"within": 3}, 2, True), ({"within": 3}, 3, False),
])
def test_groups_must_stand_near_each_other(tmp_path: Path, say: dict[str, int], between: int, found: bool) -> None:
    every = loaded(tmp_path, {"all": [["he"], ["hits"]], **say})
    for text in (f"he {'x ' * between}hits", f"hits {'x ' * between}he"):
        assert bool(names(every, text)) is found


@pytest.mark.parametrize(("text", "found"), [
    ("he hits her", True), ("if he hits her", False), ("if once he hits her", False),
    ("if only once he hits her", True), ("he hits her dummy", False), ("he hits her big dummy", False),
    ("he hits her very big dummy", True), ("dummy he hits her", True), ("he hits her if", True),
])
def test_a_word_of_excuse_counts_right_before_or_right_behind_a_match(tmp_path: Path, text: str, found: bool) -> None:
    every = loaded(tmp_path, {"any": ["he hits her"], "not_after": ["if"], "not_before": ["dummy"]})
    assert bool(names(every, text)) is found


def test_a_word_inside_a_match_excuses_nothing(tmp_path: Path) -> None:
    every = loaded(tmp_path, {"any": ["he hits her"], "not_after": ["hits"], "not_before": ["hits", "her"]})
    assert names(every, "he hits her") == ["made/1"]


@pytest.mark.parametrize("place", range(9))
def test_of_many_matches_the_first_and_the_last_four_are_looked_at(tmp_path: Path, place: int) -> None:
    """Each is excused but one; a ninth in the middle is left out, so that a long text costs little."""
    every = loaded(tmp_path, {"any": ["shouting"], "not_after": ["not"]})
    said = " ".join(("then he is" if number == place else "he is not") + " shouting" for number in range(9))
    assert bool(names(every, said)) is (place != 4)


def test_a_match_has_its_first_place_and_knows_the_word_where_its_last_begins(tmp_path: Path) -> None:
    (match,) = loaded(tmp_path, {"any": ["he hits"]}).matches("Oh. He hits her, he HITS me")
    assert (match.start, match.end, match.latest) == (4, 11, 6)


def test_a_match_at_a_start_or_a_full_stop_ends_where_they_stand() -> None:
    (first,) = made(row("first", "^ help")).matches("Help me")
    assert (first.start, first.end, first.latest) == (0, 4, 0)
    (full,) = made(row("stop", "he /")).matches("It is he. Yes")
    assert (full.start, full.end) == (6, 9)


def speaking(monkeypatch: pytest.MonkeyPatch, *rows: Row) -> None:
    every = made(*rows)
    monkeypatch.setattr(signals, "loaded", lambda: every)


def test_what_is_past_gives_way_only_to_danger_in_this_very_time(monkeypatch: pytest.MonkeyPatch) -> None:
    speaking(
        monkeypatch, row("1", "long ago", code="past", weight="calm", yields_to_now=True),
        row("2", "he hits", code="blow"), row("3", "tonight", code=signals.NOW, weight="mark"),
    )
    assert [s.code for s in signals.find("long ago tonight")] == ["past"]
    assert [s.code for s in signals.find("long ago he hits")] == ["past", "blow"]
    assert [s.code for s in signals.find("long ago tonight he hits")] == ["blow"], "and a mark is no signal"


@pytest.mark.parametrize(("text", "over"), [
    ("false alarm", True), ("a false alarm", False), ("false alarm he hits", False), ("he hits, it is over", True),
    ("he hits it is over he hits", False), ("he left", True), ("he hits", False), ("", False),
])
def test_an_ending_counts_from_the_first_word_on_and_where_no_danger_begins_behind_it(
    monkeypatch: pytest.MonkeyPatch, text: str, over: bool
) -> None:
    speaking(
        monkeypatch, row("1", "^ false alarm", "it is over", "he left", code=signals.ENDED, weight="calm"),
        row("2", "he (hits|left)", code="blow"),
    )
    assert signals.deescalates(text) is over


@pytest.mark.parametrize(("pattern", "place"), [("(he is", r"\( he is$"), ("(he|(she", r"\( he \| \( she$")])
def test_a_bracket_that_is_never_closed_is_shown_with_its_pattern(pattern: str, place: str) -> None:
    with pytest.raises(ContentError, match=place):
        Graph({}).add(pattern, 0)


def test_reading_is_the_same_when_what_was_remembered_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_CACHE_LIMIT", 1)
    every = made(row("1", "he hits (me|her)"), row("2", "help $"))
    for _ in range(3):
        assert names(every, "he hits her") == ["1"]
        assert names(every, "he hits me, help") == ["1", "2"]


def test_the_work_is_counted_from_nothing_and_only_grows() -> None:
    every = made(row("1", "he (hits|beats|kicks|slaps|burns|bites|cuts) me now"))
    costs = [every.automaton.steps]
    for text in ("he hits me now", "he beats you", "he burns"):
        every.matches(text)
        costs.append(every.automaton.steps)
    assert costs[0] == 0
    assert costs == sorted(set(costs))
    every.matches("he burns")
    assert every.automaton.steps == costs[-1], "what was read before is remembered"
