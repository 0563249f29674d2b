"""What is no word at all, and words that only look like it."""

from __future__ import annotations

import pytest

from bot.language.noise import noise


@pytest.mark.parametrize("text", [
    "asdkjh", "sdfkj lkjhg", "qwertyuiop", "xcvbnm", "zzzzzz", "fgdfgkjs", "ASDFGH", "hjklhjkl", "bcdfgh asdf",
    "[PERSON_1]",  # a bare name, hidden
])
def test_letters_without_sense_are_noise(text: str) -> None:
    assert noise(text)


@pytest.mark.parametrize(("text", "why"), [
    ("help", "a word"), ("hlp", "too short to judge"), ("pls", "text-speak"), ("hmm", "a sound"), ("999", "a number"),
    ("", "nothing"), ("???", "signs"), ("lengths", "a word with five consonants"),
    ("asdkjh help me", "a cry beside it"),
    ("he hrts me", "slips"), ("wisbech", "a place"), ("ksdfjh \u0442\u0430\u043a", "another alphabet beside it"),
    ("CPSCPB", "the name of the board"),
    ("property", "letters that stand side by side on a keyboard"), ("aaaargh he is here", "a cry"),
    ("nooooo stopppp", "words drawn out"), ("HEEEELP", "a cry drawn out"),
    ("nvm", "text-speak"), ("[PERSON_1] told me", "a name in a sentence"),
])
def test_what_may_be_a_word_is_not(text: str, why: str) -> None:
    assert not noise(text), why
