"""Rasa's conversations in our store, in SQLite and in PostgreSQL; no TensorFlow is needed for it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from sqlalchemy import Integer, String, func, select, text

from bot.errors import StoreError, UnscrubbedText
from bot.records.live import LiveStore
from bot.records.tables import events

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered

    from bot.engine.store import ScrubbedTrackerStore, must_be_ours, put_store

DOMAIN = Domain.empty()


@pytest.fixture
def store(either: str) -> Iterator[ScrubbedTrackerStore]:
    made = ScrubbedTrackerStore(DOMAIN, either)
    yield made
    made.engine.dispose()


def said(words: str, scrubbed: bool = True) -> UserUttered:
    return UserUttered(words, {"name": "greet"}, metadata={"scrubbed": True} if scrubbed else {})


async def told(store: ScrubbedTrackerStore, sender: str, *words: str) -> None:
    """One turn for each of the words."""
    for one in words:
        tracker = await store.retrieve(sender) or await store.create_tracker(sender)
        for event in (said(one), ActionExecuted("action_x"), BotUttered("I see")):
            tracker.update(event, DOMAIN)
        await store.save(tracker)


def rows(store: ScrubbedTrackerStore, sender: str) -> int:
    with store.engine.connect() as connection:
        query = select(func.count()).select_from(events).where(events.c.sender_id == sender)
        return int(connection.execute(query).scalar())


def test_the_table_is_the_one_that_rasa_knows() -> None:
    def shape(table: object) -> list[tuple[object, ...]]:
        return [(c.name, isinstance(c.type, Integer), isinstance(c.type, String) and c.type.length, c.primary_key,
                 c.nullable) for c in table.columns]

    rasas = SQLTrackerStore.SQLEvent.__table__
    assert shape(events) == shape(rasas)
    assert {index.name for index in events.indexes} == {index.name for index in rasas.indexes}


async def test_an_answer_is_not_kept_a_second_time(store: ScrubbedTrackerStore) -> None:
    await told(store, "k1", "hello")
    with store.engine.connect() as connection:
        kept = connection.execute(select(events.c.data).where(events.c.type_name == "bot")).scalars().all()
    assert len(kept) == 1
    assert "I see" not in kept[0]


async def test_a_conversation_goes_on_where_it_was(store: ScrubbedTrackerStore, either: str) -> None:
    await told(store, "k1", "hello", "again")
    await told(store, "k2", "someone else")
    other = ScrubbedTrackerStore(DOMAIN, either)
    tracker = await other.retrieve("k1")
    assert tracker is not None
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["hello", "again"]
    await told(other, "k1", "third")
    tracker = await store.retrieve("k1")
    assert tracker is not None
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["hello", "again", "third"]
    other.engine.dispose()


async def test_only_the_last_session_is_read_back(store: ScrubbedTrackerStore, either: str) -> None:
    await told(store, "k1", "yesterday")
    tracker = await store.retrieve("k1")
    assert tracker is not None
    tracker.update(SessionStarted(), DOMAIN)
    tracker.update(said("today"), DOMAIN)
    await store.save(tracker)
    fresh = ScrubbedTrackerStore(DOMAIN, either)
    found = await fresh.retrieve("k1")
    assert found is not None
    assert [event.text for event in found.events if isinstance(event, UserUttered)] == ["today"]
    fresh.engine.dispose()


async def test_text_without_the_mark_is_refused_and_nothing_of_the_turn_is_kept(store: ScrubbedTrackerStore) -> None:
    tracker = await store.create_tracker("k1")
    tracker.update(said("zebra"), DOMAIN)
    tracker.update(said("raw zebra", scrubbed=False), DOMAIN)
    with pytest.raises(UnscrubbedText) as caught:
        await store.save(tracker)
    assert "zebra" not in repr(caught.value)
    assert rows(store, "k1") == 0
    assert await store.retrieve("k1") is None, "not even in memory"


async def test_a_database_that_fails_fails_the_turn(store: ScrubbedTrackerStore) -> None:
    await told(store, "k1", "hello")
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE events RENAME TO gone"))
    with pytest.raises(StoreError) as caught:
        await told(store, "k1", "zebra")
    assert "zebra" not in repr(caught.value)
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO events"))
    tracker = await store.retrieve("k1")
    assert tracker is not None
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["hello"], "no half a turn"


@pytest.mark.parametrize("who", ["the engine", "the edge"])
async def test_a_forgotten_conversation_begins_anew(store: ScrubbedTrackerStore, either: str, who: str) -> None:
    await told(store, "k1", "zebra")
    await told(store, "k2", "another")
    if who == "the engine":
        store.forget("k1")
    else:  # the engine still has it in memory, and may not use it
        live = LiveStore(either)
        live.delete("k1")
        live._engine.dispose()
    assert (rows(store, "k1"), rows(store, "k2")) == (0, 4)
    assert await store.retrieve("k1") is None


def test_no_address_is_no_store() -> None:
    with pytest.raises(StoreError):
        ScrubbedTrackerStore(DOMAIN, None)


class Another(ScrubbedTrackerStore):
    """A store that calls itself ours."""


@pytest.mark.parametrize("kind", ["memory", "fail-safe", "subclass", "stock"])
def test_the_engine_does_not_start_with_another_store(url: str, kind: str) -> None:
    ours = ScrubbedTrackerStore(DOMAIN, url)
    other = {
        "memory": lambda: InMemoryTrackerStore(DOMAIN), "fail-safe": lambda: FailSafeTrackerStore(ours),
        "subclass": lambda: Another(DOMAIN, url), "stock": lambda: SQLTrackerStore.__new__(SQLTrackerStore),
    }[kind]()
    for agent, processor in ((ours, other), (other, ours), (other, other)):
        with pytest.raises(StoreError, match=type(other).__name__):
            must_be_ours(SimpleNamespace(tracker_store=agent, processor=SimpleNamespace(tracker_store=processor)))
    agent = SimpleNamespace(tracker_store=other, processor=SimpleNamespace(tracker_store=other))
    put_store(agent, ours)
    must_be_ours(agent)
