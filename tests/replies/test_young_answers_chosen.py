"""Which answer a young person's own words choose: what happens, whether it is too late, whom to tell, saying sorry."""

from __future__ import annotations

from typing import Any

import pytest

from bot.replies.words import words
from bot.replies.young import DID, _about_another, young_answer

pytestmark = pytest.mark.model

ENTRIES: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in words("support")["young_answers"]}


def chosen(text: str) -> str | None:
    found = young_answer(text)
    says = {entry.get("say") or entry["opening"]: name for name, entry in ENTRIES.items()}
    return says[found["opening"]] if found else None


@pytest.mark.parametrize(("text", "name"), [
    ("what happens to him if i tell", "what_happens_to_them"), ("i dont want him in jail i love him",
    "what_happens_to_them"),
    ("does he get arrested if i tell", "what_happens_to_them"),
    ("is it too late to tell", "too_late"), ("it was years ago can i still say", "too_late"), ("is it 2 late",
    "too_late"),
    ("who can i tell at school", "who_at_school"), ("can i tell the school nurse", "who_at_school"),
    ("should i say sorry to them", "say_sorry"), ("do i have to apologise", "say_sorry"),
    ("should i message her to say sorry", "say_sorry"), ("should i tell my nan im sorry", "say_sorry"),
    ("he sent me a pic i didnt ask for", "sent_to_me"), ("was that my fault", "my_fault"), ("was it my fault",
    "my_fault"),
    ("will i go to prison", "in_trouble"), ("can i go to jail for it", "in_trouble"), ("will i go to jail",
    "in_trouble"),
])
def test_each_question_is_answered_by_its_own_words(text: str, name: str) -> None:
    assert chosen(text) == name


@pytest.mark.parametrize("text", ["14", "im 14", "14.", "13!", "he's 10"])
def test_a_number_that_is_only_an_age_asks_nothing(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize("text", [
    "he sent my nudes to everyone", "he sent me my pics", "someone sent me my own photo", "he sent on my picture",
    "they put my video in the group chat", "my own pic was sent", "MY NUDE was sent to me", "he sent me my pictures",
    "he sent me my videos", "he sent me my photos",
])
def test_who_tells_of_their_own_pictures_is_not_told_that_they_were_sent_some(text: str) -> None:
    assert _about_another(ENTRIES["sent_to_me"], text)
    assert chosen(text) != "sent_to_me"


@pytest.mark.parametrize("text", ["he sent me a pic", "he sent me a nude on my phone", "tommy pics", "my mate did"])
def test_pictures_of_others_are(text: str) -> None:
    assert not _about_another(ENTRIES["sent_to_me"], text)


def test_who_wants_to_say_sorry_hears_that_no_one_need_do_it_alone() -> None:
    entry = ENTRIES["say_sorry"]
    for told in ("", DID):
        found = young_answer("do i have to apologise", told=told)
        assert found is not None
        assert found["opening"] == entry["say"]
    assert "do not do it on your own" in entry["say"]
    assert (entry["contacts"], "did" in entry) == (["childline"], False)
    assert "Will I get in trouble?" in entry["offer"]


def test_that_it_is_never_too_late_is_said_whoever_they_still_see() -> None:
    say = ENTRIES["too_late"]["say"]
    assert say.startswith("It is never too late to tell.")
    assert "Does that person still see you, or other children? Then tell an adult today." in say
