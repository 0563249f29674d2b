"""Which conversations are worth a look, for which reason, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.records.reading import LogTurn
from bot.review.lowering import lowers
from bot.review.suspects import LIKE, Suspicion
from bot.review.worth import WORTH, score
from tests.review.log import TODAY, YESTERDAY

CALM = LogTurn(
    row="r1", log_id="c1", position=1, day=YESTERDAY, channel="web", text="what is consent", intent="ask_consent",
    confidence=0.8, signals=(), status="answered", topic="consent", route="information", grade="none",
    content_version="v1", role="parent", kind="answer", margin=0.5, danger="low",
)
TOLD = replace(CALM, intent="concern_general", kind="concern", text="my son is afraid of his uncle")
NOW = replace(CALM, row="r2", position=2, grade="immediate", kind="escalation", intent="immediate_risk", danger="high")
SAID_SAFE = replace(CALM, row="r3", position=3, intent="all_safe_now", signals=("ended",), kind="smalltalk")
MORE = [replace(CALM, row=f"m{n}", position=n + 5, kind="smalltalk") for n in range(3)]


def scored(*turns, suspicions=None, today=TODAY):
    return score(turns, suspicions or {}, today, "v", frozenset({"weapon"}))


@pytest.mark.parametrize(("turns", "suspicions", "reason", "shown"), [
    ([CALM, *MORE], {"r1": Suspicion(2, ("x",))}, "missed_risk", "r1"),
    ([TOLD, NOW, *MORE], {}, "escalated_later", "r1"),
    ([NOW, SAID_SAFE, *MORE], {}, "corrected", "r2"),
    ([CALM, *MORE], {"r1": Suspicion(1)}, "second_look", "r1"),
    ([replace(CALM, status="failed_engine"), *MORE], {}, "failed", "r1"),
    ([replace(CALM, intent="nlu_fallback", kind="decline"), *MORE], {}, "fallback", "r1"),
    ([replace(CALM, margin=0.01), *MORE], {}, "low_margin", "r1"),
    ([replace(CALM, signals=("weapon",), grade="check"), *MORE], {}, "disagree", "r1"),
    ([replace(CALM, danger="middle"), *MORE], {}, "disagree", "r1"),
    ([replace(CALM, kind="decline", near="ask_pants"), *MORE], {}, "near_article", "r1"),
    ([CALM], {}, "left_after_advice", "r1"),
    ([replace(CALM, intent="feedback_bad", kind="smalltalk"), *MORE], {}, "did_not_help", "r1"),
])
def test_each_reason_is_found_in_the_turn_that_gives_it(turns, suspicions, reason, shown):
    item = scored(*turns, suspicions=suspicions)
    assert (item.reason, item.turn) == (reason, shown)
    assert item.duty == ("open" if reason in ("missed_risk", "escalated_later") else "none")


def test_a_calm_conversation_is_worth_nothing():
    assert scored(CALM, *MORE).worth == 0


def test_a_graver_reason_is_never_behind_lesser_ones_together():
    worths = sorted(WORTH.values())
    assert all(after - before >= 10 for before, after in zip(worths, worths[1:], strict=False))
    everything = [replace(CALM, kind="decline", near="ask_pants", margin=0.01, danger="middle"), *MORE]
    assert scored(*everything).worth < scored(replace(CALM, intent="nlu_fallback"), *MORE).worth


def test_a_faint_suspicion_counts_as_a_missed_risk_where_the_bot_had_doubts_too():
    declined = replace(CALM, kind="decline")
    assert scored(declined, *MORE, suspicions={"r1": Suspicion(1, ("life",))}).reason == "missed_risk"
    assert scored(declined, *MORE, suspicions={"r1": Suspicion(1, (LIKE,))}).reason == "second_look"


def test_what_was_no_danger_was_not_missed_before():
    assert "escalated_later" not in scored(TOLD, NOW, SAID_SAFE).reasons


def test_who_goes_without_an_answer_to_the_question_has_left_after_however_many_turns():
    asked = replace(CALM, row="r9", position=9, kind="concern", asked="age_band")
    assert scored(CALM, *MORE, asked).reason == "left_after_advice"
    assert scored(CALM, *MORE, replace(asked, asked="-")).worth == 0, "the advice was whole, and asked nothing"
    assert scored(CALM, *MORE, replace(asked, kind="smalltalk")).worth == 0
    assert scored(replace(asked, row="r1")).worth > scored(CALM).worth, "before one that had its answer"


def test_nobody_has_left_before_the_day_is_over_and_the_conversation_is_looked_at_again():
    today = replace(CALM, day=TODAY)
    assert (scored(today).worth, scored(today).version) == (0, "v+today")
    assert scored(CALM).version == "v"


@pytest.mark.parametrize(("turn", "kind", "value", "less"), [
    (TOLD, "risk_down", "-", True),
    (TOLD, "risk_up", "-", False),
    (TOLD, "relabel", "greet", True),
    (TOLD, "relabel", "ask_pants", True),
    (TOLD, "relabel", "concern_online", False),
    (TOLD, "relabel", "immediate_risk", False),
    (NOW, "relabel", "concern_general", True),
    (CALM, "relabel", "greet", True),
    (CALM, "relabel", "ask_pants", False),
    (replace(CALM, grade="check", intent="greet"), "relabel", "thanks", True),
    (replace(CALM, intent="greet"), "relabel", "thanks", False),
    (NOW, "test", "immediate", False),
    (NOW, "test", "greet", True),
    (TOLD, "question", "consent", False),
])
def test_which_marks_lower_a_risk(turn, kind, value, less):
    assert lowers(turn, None, kind, value) is less


def test_what_a_second_detector_suspects_is_not_relabelled_as_harmless_by_one_person():
    suspected = scored(replace(CALM, intent="greet"), suspicions={"r1": Suspicion(2)})
    assert lowers(replace(CALM, intent="greet"), suspected, "relabel", "thanks")
