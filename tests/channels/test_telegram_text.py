"""How an answer looks in Telegram: parts, numbers that can be tapped, and what is added to it."""

from __future__ import annotations

import ast

import pytest

from bot.channels.post import FIRST, STATUS
from bot.channels.telegram_parts.text import LONGEST, before_the_question, buttons, split, tappable, whole
from bot.channels.telegram_parts.wording import wording
from bot.errors import ContentError
from bot.paths import ROOT
from bot.replies.emergency import escalation
from bot.replies.reply import message
from bot.replies.words import words
from bot.terms import Area, Role
from tests.edge.edge_stand_ins import NOON

SAY = wording()


def test_a_short_text_is_one_part() -> None:
    assert split("One line.") == ["One line."]
    assert split("  \n ") == []


@pytest.mark.parametrize(("text", "parts"), [
    ("aaaa aaaa.\n\nbbbb bbbb", ["aaaa aaaa.", "bbbb bbbb"]),         # at the end of a paragraph
    ("aaaa aaaa\nbbbb bbbb", ["aaaa aaaa", "bbbb bbbb"]),             # of a line
    ("One two. Three four", ["One two.", "Three four"]),              # of a sentence
    ("aaaa bbbb cccc dddd", ["aaaa bbbb", "cccc dddd"]),              # between words
    ("a" * 25, ["a" * 12, "a" * 12, "a"]),                            # where there is no space
    ("a\n\n" + "b" * 14, ["a\n\nbbbbbbbbb", "bbbbb"]),                # a part that says nothing is not made
])
def test_a_long_text_is_cut_where_it_hurts_least(text: str, parts: list[str]) -> None:
    assert split(text, 12) == parts


def test_no_part_is_longer_than_telegram_allows_and_nothing_is_lost() -> None:
    text = "\n\n".join(f"{number}. " + "Ring \U00010348 and write it down. " * 30 for number in range(40))
    parts = split(text)
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts)
    assert "".join(" ".join(parts).split()) == "".join(text.split())
    assert all(part.endswith(".") for part in parts)


@pytest.mark.parametrize(("phone", "shown"), [
    ("01733 234724", "01733 234724 (+44 1733 234724)"), ("0800 1111", "0800 1111 (+44 800 1111)"),
    ("999", "999"), ("101", "101"), ("116 123", "116 123"), (None, "None"), ("0000 0000 0000", "0000 0000 0000"),
])
def test_a_number_that_can_be_rung_from_abroad_can_be_tapped(phone: str | None, shown: str) -> None:
    assert tappable(f"- Them: {phone}\n- Others: 1", "Them", phone) == f"- Them: {shown}\n- Others: 1"


def test_an_escalation_can_be_tapped_and_keeps_its_beginning() -> None:
    answer = message(escalation((), Role.PARENT, Area.UNKNOWN, NOON))
    shown = whole(answer, SAY)
    assert shown.startswith(answer["text"].split("\n")[0])
    assert "(+44 345 045 5203)" in shown
    assert "(+44 999)" not in shown


def test_the_first_answer_says_that_the_chat_stays_and_still_ends_with_its_question() -> None:
    answer = {"text": "Good.\n\nHow old?", "custom": {"guidance": {"question": {"text": "How old?"}}}}
    assert whole(answer, SAY) == "Good.\n\nHow old?"
    assert whole({**answer, FIRST: True}, SAY) == f"Good.\n\n{SAY.stays}\n\nHow old?"
    assert whole({**answer, FIRST: True, STATUS: "answered_deleted"}, SAY).endswith(SAY.deleted)
    assert before_the_question("How old?", "Line.", "How old?") == "Line.\n\nHow old?"
    assert before_the_question("Good.", "Line.", "How old?") == "Good.\n\nLine."


def test_a_message_without_choices_has_none() -> None:
    assert buttons({"text": "x"}) == []
    assert buttons({"text": "x", "buttons": [{"title": "Yes", "payload": "Yes"}]}) == ["Yes"]


def test_every_choice_of_ours_says_its_own_title() -> None:
    # Telegram hands back the words on the button, so title and payload must never differ.
    calls = [
        node for path in (ROOT / "bot").rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Option"
    ]
    assert len(calls) > 5
    assert [ast.unparse(call) for call in calls if ast.unparse(call.args[0]) != ast.unparse(call.args[1])] == []


def test_a_word_that_is_missing_or_unknown_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {**words("telegram"), "welcome": "not a list", "unheard_of": "x"}
    del content["late"]
    monkeypatch.setattr("bot.channels.telegram_parts.wording.words", lambda name: content)
    with pytest.raises(ContentError) as caught:
        wording.__wrapped__()
    assert [problem.split(": ")[1].split()[0] for problem in caught.value.problems] == ["late", "unheard_of", "welcome"]
