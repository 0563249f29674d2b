"""``safeguard pause`` and ``safeguard resume``: the switch first, then the act with its scrubbed reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import pause, staff
from bot.clock import LONDON
from bot.errors import ScrubError, SettingsError, StoreError
from bot.records import switch_file
from bot.records.audit import Audit
from bot.records.switch import Switch
from bot.scrubbed import Scrubbed

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
LATER = NOON + timedelta(hours=1)
WHY = "Marigold rang: an answer is wrong"


@pytest.fixture(autouse=True)
def _quick_scrubber(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "scrubbed", lambda why: Scrubbed(why.replace("Marigold", "[PERSON_1]")))


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'safeguard.db'}"


def acts(folder: Path) -> list[tuple[str, str, str | None, float]]:
    audit = Audit(url(folder))
    try:
        return [(act.who, act.did, act.why, act.at) for act in audit.newest(about="service")]
    finally:
        audit.close()


def is_paused(folder: Path) -> bool:
    switch = Switch(url(folder))
    try:
        return switch.paused()
    finally:
        switch.close()


def test_a_pause_and_its_end_are_two_acts(tmp_path: Path) -> None:
    assert len(pause.pause(tmp_path, url(tmp_path), NOON, "A Lead", WHY)) == 1
    assert is_paused(tmp_path)
    mark = switch_file.read(tmp_path)
    assert mark is not None
    assert not mark.here, "the row rules from now on"
    pause.resume(tmp_path, url(tmp_path), LATER, "B Lead", None)
    assert not is_paused(tmp_path)
    assert switch_file.read(tmp_path) is None
    assert acts(tmp_path) == [
        ("B Lead", "resumed", None, LATER.timestamp()),
        ("A Lead", "paused", "[PERSON_1] rang: an answer is wrong", NOON.timestamp()),
    ]


def test_a_service_that_runs_is_not_resumed(tmp_path: Path) -> None:
    assert pause.resume(tmp_path, url(tmp_path), NOON, "A Lead", None) == ["The service is not paused."]
    assert acts(tmp_path) == []


def test_without_a_store_this_machine_pauses_and_the_act_is_kept_for_the_audit(tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("", encoding="utf-8")
    gone = url(tmp_path / "gone")
    assert "cannot be reached" in " ".join(pause.pause(tmp_path, gone, NOON, "A Lead", WHY))
    mark = switch_file.read(tmp_path)
    assert mark is not None
    assert (mark.here, mark.who) == (True, "A Lead")
    assert "Marigold" not in (mark.why or "")
    with pytest.raises(StoreError):
        pause.resume(tmp_path, gone, LATER, "B Lead", None)
    assert switch_file.read(tmp_path) == mark, "it stays paused"
    pause.resume(tmp_path, url(tmp_path), LATER, "B Lead", "checked")
    assert switch_file.read(tmp_path) is None
    assert [(who, did, at) for who, did, _, at in acts(tmp_path)] == [
        ("B Lead", "resumed", LATER.timestamp()), ("A Lead", "paused", NOON.timestamp()),
    ]


def test_the_switch_is_turned_before_the_reason_is_scrubbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[bool] = []

    def slow(why: str) -> Scrubbed:
        order.append(is_paused(tmp_path))
        return staff.WITHHELD

    monkeypatch.setattr(staff, "scrubbed", slow)
    pause.pause(tmp_path, url(tmp_path), NOON, "A Lead", WHY)
    assert order == [True]
    assert acts(tmp_path)[0][2] == "[WITHHELD]"


def test_a_reason_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        pause.main([])
    assert "--why" in capsys.readouterr().err


@pytest.mark.parametrize(("given", "who"), [
    (None, "ops"), ("ops", "ops"), ("  Anna   Lead ", "Anna Lead/ops"), ("OPS", "ops"),
])
def test_a_name_stands_beside_the_login(given: str | None, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ops")
    assert staff.named(given) == who


def test_a_name_that_the_audit_would_refuse_is_refused_first() -> None:
    with pytest.raises(SettingsError):
        staff.named("two\x00halves; and more")


@pytest.mark.parametrize(("one", "other", "same"), [
    ("anna lead/ops", "Anna Lead/ops", True), ("AnnaLead/x", "anna lead/y", True), ("anna/ops", "bob/ops", False),
])
def test_one_person_is_known_however_the_name_is_set(one: str, other: str, same: bool) -> None:
    assert staff.same(one, other) is same


def test_a_scrubber_that_fails_withholds_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.privacy.scrub import Scrubber

    def fails(digits: frozenset[str]) -> Scrubber:
        raise ScrubError("no")

    monkeypatch.undo()
    monkeypatch.setattr(Scrubber, "load", fails)
    assert staff.scrubbed(WHY) is staff.WITHHELD
