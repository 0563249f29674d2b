"""What is understood at any moment: stop, start again, delete, who sees this, are you a robot; and our own buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.replies.words import words

pytestmark = pytest.mark.model
WORRY = "My little boy is 6 and says his cousin's grandad gives him special cuddles that are a secret"

COMMANDS = [
    ("who sees this", "who_sees_this", "Nobody is reading this live"),
    ("is this anonymous", "who_sees_this", "Nobody is reading this live"),
    ("are you a robot or a real person", "bot_challenge", "computer program"),
    ("who are you", "who_are_you", "computer program"),
    ("what can you do", "what_can_you_do", "I will say who to ring"),
    ("can I speak to a person", "human", "0808 800 5000"),
    ("start again", "start_again", "Let us start again"),
    ("stop", "stop", "I have stopped"),
    ("hello", "greet", "not a report"),
    ("how do I hide this", "hide_this", "history"),
    ("use easy words", "easy_words", "easy words"),
    ("it is a made up case for our staff training", "exercise", "exercise or a story"),
]


@pytest.mark.parametrize(("said", "intent", "holds"), COMMANDS)
def test_always_understood(talk: Any, said: str, intent: str, holds: str) -> None:
    answer = talk("parent")(said)
    assert answer.intent == intent
    assert answer.kind == "smalltalk"
    assert answer.holds(holds)
    assert not answer.escalated


def test_a_greeting_has_no_route(talk: Any) -> None:
    assert talk("unknown")("hi there").route is None


@pytest.mark.parametrize("command", ["stop", "start again"])
def test_stopping_ends_the_form(talk: Any, command: str) -> None:
    speak = talk("parent")
    speak(WORRY)
    said = speak(command)
    assert said.form is None
    assert said.asked is None
    assert not said.holds("Back to where we were:")


def test_starting_again_forgets_the_worry(talk: Any) -> None:
    speak = talk("parent")
    speak(WORRY)
    speak("start again")
    said = speak("our lodger keeps giving my daughter presents and she is not to tell me")
    while said.asked and len(speak.turns) < 12:
        calm = "Later than that" if said.asked == "contact" else "No"
        said = speak(calm if calm in said.options else said.options[0])
    assert "age_band" in speak.asked


def test_deleting_leaves_nothing_of_the_conversation(talk: Any, parts: Any, loop: Any) -> None:
    speak = talk("parent")
    speak(WORRY)
    kept = parts.engine.engine.store
    before = set(loop.run_until_complete(kept.keys()))
    said = speak("delete my conversation")
    assert said.status == "answered_deleted"
    assert said.holds("I have deleted this conversation")
    assert len(before - set(loop.run_until_complete(kept.keys()))) == 1
    assert speak("hello").form is None


def test_nothing_but_emoji_or_a_slash_is_answered_kindly(talk: Any) -> None:
    speak = talk("parent")
    speak(WORRY)
    for odd in ("\U0001F642\U0001F642", "   ", "/", "/restart", "....", "asdfgh"):
        said = speak(odd)
        assert not said.escalated
        assert said.text


def offered(content: Any) -> Iterator[str]:
    """Every button under ``offer`` in a file of words, at any depth."""
    if isinstance(content, dict):
        yield from content.get("offer") or ()
        for value in content.values():
            yield from offered(value)
    elif isinstance(content, list):
        for value in content:
            yield from offered(value)


def test_no_button_of_ours_raises_an_alarm_unless_it_says_not_safe(talk: Any) -> None:
    speak = talk("parent")
    wrong, tried = [], set()
    queue = ["hello", "am i overreacting", "can I speak to a person", "thanks", "who sees this", "use easy words"]
    while queue and len(tried) < 60:
        words_ = queue.pop(0)
        if words_ in tried:
            continue
        tried.add(words_)
        said = speak(words_)
        if said.escalated and "not safe" not in words_:
            wrong.append(words_)
            speak("Nobody is in danger")
        queue += [t for t in (b["title"] for b in said.message["buttons"]) if t not in (*said.options, *queue)]
    assert len(tried) > 12
    assert wrong == []


def test_a_childs_buttons_raise_no_alarm_and_not_safe_does(talk: Any) -> None:
    buttons = sorted(set(offered(words("support")["entries"])))
    assert len(buttons) > 8
    for title in buttons:
        speak = talk("young_person")
        first = speak("my cousin makes me keep secrets about what we do and its horrible")
        if title not in [b["title"] for b in first.message["buttons"]]:
            continue
        assert speak(title).escalated == ("not safe" in title), title
