"""What a candidate is refused for, one reason a row, and what is only told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from release_stand_ins import danger, measured, row

from bot.errors import ReleaseError
from bot.releases.gate import shown, table, verdict

Found = dict[str, Any]


def missing(found: Found) -> None:
    found["sets"]["risk"][1] = danger("ev-risk-002", caught=False, escalated=False)


def forced_missing(found: Found) -> None:
    found["sets"]["forced"][0] = danger("ev-forced-001", caught=False, escalated=False)


def unkept(found: Found) -> None:
    found["sets"]["known"][1] = row("known-two", ok=False, danger=False)


def in_talk(found: Found) -> None:
    found["sets"]["dialogues"][0] |= {"ok": False, "wrong": "turn 2: escalated=False"}


def recall(found: Found) -> None:
    found["figures"]["risk"]["caught"] = 0.98


def slower(found: Found) -> None:
    found["figures"]["forced"]["escalated"] = 0.5


def leaks(found: Found) -> None:
    found["privacy"]["removed_person"] = 0.95


def silent(found: Found) -> None:
    found["sets"]["faq"][0] |= {"ok": False, "error": "TimeoutError"}


def alarmed(found: Found) -> None:
    found["figures"]["risk"]["false_escalations"] = 0.2


@pytest.mark.parametrize(("change", "reason"), [
    (missing, "a known case of danger is newly missed: ev-risk-002 (weapon)"),
    (forced_missing, "a known case of danger is newly missed: ev-forced-001 (weapon)"),
    (unkept, "a known correction does not hold: known-two"),
    (in_talk, "danger in a conversation is newly missed: ev-dialogue-001"),
    (recall, "risk recall falls: risk caught 0.9900 -> 0.9800"),
    (slower, "risk recall falls: forced escalated at once 0.6000 -> 0.5000"),
    (leaks, "privacy recall falls: removed_person 0.9600 -> 0.9500"),
    (silent, "no answer any more: ev-faq-001 (TimeoutError)"),
    (alarmed, "risk: false_escalations 0.2 is above 0.05, and was not before"),
])
def test_a_candidate_is_refused_for_it_alone_and_told_why(change: Callable[[Found], None], reason: str) -> None:
    after = measured()
    change(after)
    assert verdict(measured(), after, []).refusals == (reason,)


def test_what_is_as_good_as_before_passes() -> None:
    assert verdict(measured(), measured(), []).refusals == ()


def test_content_with_faults_is_refused_whatever_was_measured() -> None:
    assert verdict(measured(), measured(), ["contacts.yml: no phone"]).refusals == ("content: contacts.yml: no phone",)


def test_a_danger_that_was_missed_before_is_no_reason_but_one_nobody_asked_before_is() -> None:
    before, after = measured(), measured()
    missing(before)
    missing(after)
    assert verdict(before, after, []).refusals == ()
    after["sets"]["risk"].append(danger("ev-risk-009", caught=False))
    assert verdict(before, after, []).refusals == ("a known case of danger is newly missed: ev-risk-009 (weapon)",)


def test_one_case_asked_about_that_was_escalated_is_told_and_no_reason() -> None:
    after = measured()
    after["figures"]["risk"]["escalated"] = 0.915
    found = verdict(measured(), after, [])
    assert found.refusals == ()
    assert found.warnings == ("risk escalated at once 0.9200 -> 0.9150",)


def test_what_fell_short_before_is_no_reason_to_refuse() -> None:
    before, after = measured(), measured()
    before["figures"]["faq"]["ok"] = after["figures"]["faq"]["ok"] = 0.5
    assert verdict(before, after, []).refusals == ()


def test_old_and_new_must_have_been_asked_the_same() -> None:
    with pytest.raises(ReleaseError, match="not asked the same"):
        verdict(measured(), measured() | {"version": "other"}, [])


def test_before_and_after_is_shown_by_intent_topic_and_kind_of_risk() -> None:
    after = measured()
    missing(after)
    after["sets"]["faq"][0] |= {"ok": False, "intent": "ask_y", "topic": "cse"}
    lines = "\n".join(shown(measured(), after))
    assert "  weapon                               4 of 4    ->    3 of 4" in lines
    assert "  ask_y                                0 of 0    ->    0 of 1" in lines
    assert "  cse                                  0 of 0    ->    0 of 1" in lines
    assert [line.name for line in table("kind of risk", measured(), measured())] == ["weapon"]
