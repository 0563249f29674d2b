"""Cards: everything of the answer is on them, numbers can be pressed, nothing rests on colour, none is too big."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels.teams_parts.elements import plain, text
from bot.channels.teams_parts.outgoing import MOST_BYTES, activities, activity, in_words, room_for_agency, size
from bot.replies.emergency import directory
from bot.replies.words import words
from tests.channels.teams.samples import messages, samples

SAMPLES, MESSAGES = samples(), messages()
CARDS = {name: sent["attachments"][0]["content"] for name, sent in SAMPLES.items()}


def elements(of: Any) -> Iterator[dict[str, Any]]:
    """Every element and action of a card, in the order in which it is read."""
    if isinstance(of, list):
        for one in of:
            yield from elements(one)
    elif isinstance(of, dict):
        yield of
        for name in ("body", "items", "columns", "actions"):
            yield from elements(of.get(name, []))


def read(card: dict[str, Any]) -> str:
    """All words of a card, unescaped, one line each."""
    return "\n".join(e["text"] for e in elements(card) if e["type"] == "TextBlock").replace("\\", "")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_message_is_within_the_size_of_teams(name: str) -> None:
    assert size(SAMPLES[name]) <= MOST_BYTES
    assert SAMPLES[name]["summary"] in (words("teams")["card"]["summary"], words("teams")["late"]["line"])


@pytest.mark.parametrize("name", CARDS)
def test_every_card_can_be_heard_and_has_words_for_a_client_that_can_not_draw(name: str) -> None:
    card = CARDS[name]
    assert card["version"] == "1.5"
    assert card["fallbackText"]
    assert card["speak"]
    assert "<" not in card["speak"]
    for element in elements(card):
        assert element["type"] != "Image" or element["altText"]
        assert element["type"] != "TextBlock" or element["wrap"] is True
        assert element["type"] != "ActionSet" or len(element["actions"]) == 1


@pytest.mark.parametrize("name", MESSAGES)
def test_nothing_of_an_answer_is_missing_from_its_card(name: str) -> None:
    sent = activities(MESSAGES[name], "", False)
    part, shown = MESSAGES[name]["custom"]["guidance"], read(sent[0]["attachments"][0]["content"])
    wanted = [*part["points"], *part["steps"], *part["avoid"], *part["record"], *part["closing"]]
    wanted += [c["name"] for c in part["contacts"]] + [c["section"] for c in part["citations"]]
    wanted += [s["label"] for s in part["signs"] if part["kind"] != "question"]
    assert [w for w in wanted if w not in shown] == []
    assert part["opening"] in shown.replace("\n", " ")


@pytest.mark.parametrize("name", MESSAGES)
def test_every_number_of_an_answer_can_be_pressed(name: str) -> None:
    card = activities(MESSAGES[name], "", False)[0]["attachments"][0]["content"]
    pressed = [e for e in elements(card) if e["type"] == "Action.OpenUrl" and e["url"].startswith("tel:")]
    phones = [c["phone"] for c in MESSAGES[name]["custom"]["guidance"]["contacts"] if c["phone"]]
    assert [e["url"].removeprefix("tel:") for e in pressed] == [phone.replace(" ", "") for phone in phones]
    assert {e["url"].removeprefix("tel:") for e in pressed} <= directory().digits()
    assert all(phone in e["tooltip"] for phone, e in zip(phones, pressed, strict=True))


@pytest.mark.parametrize("name", [n for n in MESSAGES if MESSAGES[n]["buttons"]])
def test_every_choice_comes_back_in_plain_words_with_its_question(name: str) -> None:
    whole = MESSAGES[name]
    card = activities(whole, "", False)[1]["attachments"][0]["content"]
    sent = [e["data"] for e in elements(card) if e["type"] == "Action.Submit"]
    assert {d["say"] for d in sent} == {b["payload"] for b in whole["buttons"]}
    asked = (whole["custom"]["guidance"]["question"] or {}).get("text", "")
    assert {d["ask"] for d in sent} == {asked}


@pytest.mark.parametrize("name", [n for n in MESSAGES if n.startswith("escalation")])
def test_an_escalation_stands_out_without_colour_and_puts_the_numbers_before_all_else(name: str) -> None:
    card = activities(MESSAGES[name], "", False)[0]["attachments"][0]["content"]
    head = card["body"][0]
    assert head["style"] == "attention"
    found = list(elements(head))
    assert [e["altText"] for e in found if e["type"] == "Image"] == [words("teams")["card"]["warning_sign"]]
    labels = [e["text"] for e in found if e["type"] == "TextBlock"]
    assert labels[0] == words("teams")["card"]["danger"]
    assert "999" in " ".join(labels)
    shown = read(card)
    steps = MESSAGES[name]["custom"]["guidance"]["steps"]
    assert shown.index("0345 045 5203") < shown.index(steps[0])
    assert "999" in card["speak"]
    assert "01733 864180" in card["speak"]


def test_an_answer_that_is_too_big_loses_its_sources_first_and_never_a_number_or_a_step() -> None:
    whole = MESSAGES["concern_general"]
    part = {**whole["custom"]["guidance"], "record": ["r" * 3_000], "avoid": ["a" * 3_000], "points": ["p" * 3_000]}
    part["citations"] = part["citations"] or [{"section": "Consent", "source": "strategy", "url": None, "checked": ""}]
    big = {**whole, "custom": {"guidance": part}}
    sent = activities(big, "", False)[0]
    assert size(sent) <= MOST_BYTES
    shown = read(sent["attachments"][0]["content"])
    assert part["citations"][0]["section"] not in shown
    assert [w for w in [*part["steps"], *(c["name"] for c in part["contacts"])] if w not in shown] == []


def test_plain_words_are_within_the_size_too() -> None:
    sent = activity(SAMPLES["canned_concern_1"]["attachments"][0]["content"] | {"fallbackText": "é" * 40_000})
    assert size(in_words(sent)) <= MOST_BYTES


def test_a_message_without_a_card_is_still_a_card_of_its_text() -> None:
    sent = activities({"text": "Ring 999.", "buttons": [{"title": "Go on", "payload": "Go on"}]}, "", False)
    assert read(sent[0]["attachments"][0]["content"]) == "Ring 999."
    assert len(sent) == 2


@pytest.mark.parametrize("mark", ["*bold*", "_x_", "[a](https://x)", "`code`", "a~b~"])
def test_marks_in_words_are_no_formatting(mark: str) -> None:
    assert text(mark)["text"].replace("\\", "") == mark
    assert all(before == "\\" for before, c in zip("\\" + plain(mark), plain(mark), strict=False) if c in "*_[]`~")


def test_the_work_is_asked_for_only_where_there_is_room() -> None:
    room = [name for name in MESSAGES if room_for_agency(MESSAGES[name])]
    assert room == ["canned_professional", "summary", "hello", "welcome", "welcome_group"]
