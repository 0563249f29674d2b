"""Two engines over one database: neither serves what is stale, and a turn that is asked twice stands there once."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.errors import StoreError
from bot.records.tables import events

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
    from rasa.shared.core.slots import TextSlot
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.engine.store import LONG, ScrubbedTrackerStore, turn_number

DOMAIN = Domain.empty()
DOMAIN.slots = [TextSlot("what", [])]
Two = tuple[ScrubbedTrackerStore, ScrubbedTrackerStore]


@pytest.fixture
def two(either: str) -> Iterator[Two]:
    made = (ScrubbedTrackerStore(DOMAIN, either), ScrubbedTrackerStore(DOMAIN, either))
    yield made
    for one in made:
        one.engine.dispose()


async def read(store: ScrubbedTrackerStore, number: str) -> DialogueStateTracker:
    turn_number.set(number)
    return await store.retrieve("him") or await store.create_tracker("him")


async def turn(store: ScrubbedTrackerStore, number: str, words: str = "hello") -> DialogueStateTracker:
    """One turn as the engine takes it: read, then its events, then one save."""
    tracker = await read(store, number)
    for event in (
        UserUttered(words, {"name": "greet"}, metadata={"scrubbed": True, "turn": number}),
        SlotSet("what", number), ActionExecuted("action_x"),
    ):
        tracker.update(event, DOMAIN)
    await store.save(tracker)
    turn_number.set("")
    return tracker


def said(store: ScrubbedTrackerStore) -> list[str]:
    with store.engine.connect() as connection:
        rows = connection.execute(select(events.c.data).where(events.c.type_name == "user").order_by(events.c.id))
        return [json.loads(row[0])["metadata"]["turn"] for row in rows]


async def test_what_the_other_engine_has_written_is_read_before_the_next_turn(two: Two) -> None:
    for number in range(12):
        store = two[number % 3 % 2]
        tracker = await read(store, str(number))
        assert tracker.get_slot("what") == (str(number - 1) if number else None)
        await turn(store, str(number))
    assert said(two[0]) == [str(number) for number in range(12)]


async def test_what_was_deleted_at_one_engine_is_not_served_by_the_other(two: Two) -> None:
    await turn(two[0], "1")
    await turn(two[1], "2")
    two[0].forget("him")
    assert (await read(two[1], "3")).get_slot("what") is None


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("before", [1, LONG])
async def test_a_turn_that_is_asked_again_stands_there_once(two: Two, same: bool, before: int) -> None:
    numbers = [f"before {number}" for number in range(before)]
    for number in numbers:
        await turn(two[0], number)
    await turn(two[0], "twice")
    again = two[0] if same else two[1]
    assert (await read(again, "twice")).get_slot("what") == numbers[-1], "the first try is taken back whole"
    await turn(again, "twice")
    await turn(two[1], "after")
    assert said(two[0]) == [*numbers, "twice", "after"]


async def test_a_request_that_waited_in_a_busy_engine_until_the_conversation_had_gone_on_is_refused(two: Two) -> None:
    for number in ("1", "2", "3"):
        await turn(two[0], number)
    for store in two:
        with pytest.raises(StoreError, match="gone on"):
            await read(store, "2")
        await turn(store, f"next {id(store)}")
    assert said(two[0])[:3] == ["1", "2", "3"]
    assert len(said(two[0])) == 5


async def test_a_turn_without_a_number_is_never_taken_back(two: Two) -> None:
    for _ in range(2):
        await turn(two[0], "")
    assert said(two[0]) == ["", ""]


@pytest.mark.parametrize("either", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
async def test_an_engine_that_was_taken_for_dead_and_comes_late_changes_nothing(two: Two) -> None:
    await turn(two[0], "1")
    late = await read(two[0], "2")
    late.update(UserUttered("late", {"name": "greet"}, metadata={"scrubbed": True, "turn": "2"}), DOMAIN)
    await turn(two[1], "2")
    with pytest.raises(StoreError, match="another engine"):
        await two[0].save(late)
    assert said(two[0]) == ["1", "2"]
    await turn(two[0], "3")
    assert said(two[0]) == ["1", "2", "3"], "and it is as good as before"
