"""What a known case asks of an answer, and what its file may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.evaluation import known
from bot.evaluation.answer import Answer
from bot.evaluation.cases import Case


def answer(**card: object) -> Answer:
    return Answer([{"text": "ring 999", "custom": {"guidance": card}}])


@pytest.mark.parametrize(("expect", "given", "intent", "ok"), [
    ({"caught": True}, answer(urgency="immediate"), None, True),
    ({"caught": True}, answer(urgency="check"), None, True),
    ({"caught": True}, answer(urgency="same_day"), None, False),
    ({"calm": True}, answer(urgency="check"), None, True),
    ({"calm": True}, answer(urgency="immediate"), None, False),
    ({"intent": "ask_x"}, answer(), "ask_x", True),
    ({"intent": "ask_x"}, answer(), "ask_y", False),
    ({"route": "lado"}, answer(route="lado"), None, True),
    ({"route": "lado"}, answer(route="police"), None, False),
])
def test_a_case_holds_or_not(expect: dict[str, object], given: Answer, intent: str | None, ok: bool) -> None:
    case = Case(known.NAME, "known-x", "unknown", {"text": "words", "expect": expect})
    found = known.judge(case, lambda text: given, lambda: intent)
    assert found["ok"] is ok
    assert found["danger"] is ("caught" in expect)


def test_the_cases_of_the_repository_can_be_read() -> None:
    assert len(known.load()) >= 2


@pytest.mark.parametrize("text", [
    "cases: []\n", "cases: [{id: known-x, text: a, expect: {caught: true, calm: true}}]\n",
    "cases: [{id: known-x, text: a, expect: {caught: true}}, {id: known-x, text: b, expect: {caught: true}}]\n",
    "cases: [{id: x, text: a, expect: {caught: true}}]\n",
])
def test_a_file_that_does_not_fit_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "known.yml").write_text(text)
    with pytest.raises(ContentError):
        known.load(tmp_path)
