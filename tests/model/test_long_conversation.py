"""A long conversation goes on as a short one would: what Rasa replays at each turn is cut, what it knows is not."""

from __future__ import annotations

from typing import Any

import pytest
from test_conversation import LESSONS, answer_for

pytestmark = pytest.mark.model

QUESTIONS = ("What does the strategy say about consent?", "what is the hackett continuum", "how common is it?")


def ask_many(speak: Any, times: int) -> None:
    for place in range(times):
        said = speak(QUESTIONS[place % len(QUESTIONS)])
        assert said.card["citations"], "a question in the middle is answered, however late it comes"


def test_a_form_goes_on_where_it_was_after_many_questions(talk: Any, parts: Any) -> None:
    speak, twin = talk("parent"), talk("parent")
    for one in (speak, twin):
        one(LESSONS)
    ask_many(speak, 30)
    late, soon = speak(speak.turns[0].options[2]), twin(twin.turns[0].options[2])
    assert (late.asked, late.route, late.card["signs"], late.form) == (
        soon.asked, soon.route, soon.card["signs"], soon.form,
    )
    while soon.asked:
        late, soon = speak(answer_for(late)), twin(answer_for(soon))
    assert (late.asked, late.form, late.card["steps"], late.card["reason"]) == (
        None, None, soon.card["steps"], soon.card["reason"],
    )


def test_what_is_replayed_stays_short_and_the_table_keeps_every_event(talk: Any, parts: Any) -> None:
    speak = talk("parent")
    speak(LESSONS)
    ask_many(speak, 30)
    from bot.engine.store import LONG  # late: it imports Rasa

    store = parts.engine.engine.store
    key, (_, kept) = next(reversed(store._recent.items()))
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM events WHERE sender_id = ?", (key,)).scalar()
    assert len(kept.events) <= LONG < rows


def test_it_goes_on_after_the_engine_has_forgotten_it_and_reads_it_anew(talk: Any, parts: Any) -> None:
    speak = talk("parent")
    first = speak(LESSONS)
    ask_many(speak, 30)
    parts.engine.engine.store._recent.clear()
    said = speak(first.options[2])
    assert said.form == "concern_form"
    assert said.asked not in (first.asked, None)
