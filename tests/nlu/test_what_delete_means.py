"""When "delete" is about this talk, and when it is about pictures, chats and phones: those are kept as they are."""

from __future__ import annotations

import pytest

from bot.nlu.deleting import DELETE, deletes
from bot.nlu.fits import fits

THIS_TALK = [
    "delete", "delete this", "delete this chat", "pls delete this convo", "delete it all please", "delete the chat",
    "delete everything i said", "can you delete my data", "can u delete this chat?", "how do i delete this chat",
    "wipe this conversation", "erase what I wrote", "remove everything I told you", "get rid of this conversation",
    "I want my data erased under GDPR", "i want you to delete the chat now", "forget everything i told you",
    "please clear the chat", "dont keep any of this", "i want to delete what i said to you", "bin this please",
    "delete my messages to you", "delete my messages", "delete all my messages please", "do you keep what i wrote?",
    "should I delete this chat so he can't see it", "is there a way to delete this conversation from my phone?",
    "i deleted it by mistake, can you delete this chat", "can you delete the chat?",
]
TOLD = [
    "i've deleted the app", "he deleted everything", "she\u2019s deleted all his messages", "they wiped the phone",
    "i just deleted the photos", "already deleted it", "just wiped it", "had deleted the app before I saw it",
    "ive deleted the lot", "we have wiped his laptop", "she cleared her history from the ipad",
    "he deletes the messages every night", "my daughter deletes everything", "he wipes it every week",
    "i delete all the messages before mum sees", "no i delete them",
]
MEANT_TO = [
    "i delete it all from phone, ok?", "ok i'll delete it", "ok i\u2019ll delete it", "so i delete all of them?",
    "i will delete the pics", "i'm gonna delete instagram", "well he is going to wipe it",
]
ASKED = [
    "delete the chats?", "delete the pictures?", "delete his messages?", "delete her account?",
    "delete those texts he sent me?", "delete the photos on her phone?", "erase it from his laptop?",
    "get rid of the videos?", "do i delete it?", "should I wipe his phone", "shall i delete the videos",
    "do we remove it from her phone first", "should he delete them", "must i remove the app", "could she delete it",
]
NOT_A_WORD_OF_IT = ["actually forget it", "what should I do with the photos", "thanks bye", "he is on holiday", "no"]


@pytest.mark.parametrize("line", THIS_TALK)
def test_what_names_this_talk_or_orders_it_deletes_it(line: str) -> None:
    assert deletes(line)
    assert fits(DELETE, line, {})


@pytest.mark.parametrize("line", [*TOLD, *MEANT_TO, *ASKED, *NOT_A_WORD_OF_IT])
def test_what_is_told_planned_or_asked_of_phones_and_pictures_deletes_nothing(line: str) -> None:
    assert not deletes(line)
    assert not fits(DELETE, line, {})


@pytest.mark.parametrize(("of_a_phone", "of_this_talk"), [
    ("i deleted it", "i deleted it, now delete this chat"),
    ("delete the messages?", "delete the messages i sent you?"),
    ("should i delete it", "should i delete this conversation"),
    ("he wiped it from my phone", "he wiped it from my phone, can you delete my data too"),
])
def test_naming_this_talk_makes_the_difference(of_a_phone: str, of_this_talk: str) -> None:
    assert not deletes(of_a_phone)
    assert deletes(of_this_talk)


@pytest.mark.parametrize(("a_question", "an_order"), [
    ("delete the chats?", "delete the chats"), ("delete the texts?", "delete the texts please"),
])
def test_a_question_mark_alone_makes_it_a_question(a_question: str, an_order: str) -> None:
    assert not deletes(a_question)
    assert deletes(an_order)
