"""Real stores behind the edge, the clock moved on: after 25 hours nothing live is left and nothing leads back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from edge_stand_ins import NOON, Edge
from sqlalchemy import insert, select

from bot.records import db
from bot.records.keys import conversation_key
from bot.records.live import LiveStore
from bot.records.log import TurnLog
from bot.records.retention import retain
from bot.records.tables import events, live_conversations, metadata, turn_log

SENDERS = ("anna", "ben", "cleo")
SHORTEST = 8    # characters: anything shorter that two values share is chance


class Stored:
    """The edge with real stores in one file, and a clock that is moved by hand."""

    def __init__(self, edge: Edge, folder: Path) -> None:
        self.edge, self.url, self.time = edge, f"sqlite:///{folder / 'safeguard.db'}", NOON
        edge.parts.live, edge.parts.log = LiveStore(self.url), TurnLog(self.url)
        edge.parts.now = self.now
        self.engine = db.open_engine(self.url)

    def now(self) -> datetime:
        return self.time

    def rows(self, name: str) -> list[dict[str, object]]:
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(metadata.tables[name])).mappings()]

    async def talk(self) -> None:
        """Three people write twice; the engine's events are put in as its process would."""
        for sender in SENDERS:
            for number in (1, 2):
                await self.edge.say(f"I am worried about my son {number}", sender, message_id=f"m{number}")
            with self.engine.begin() as connection:
                key = conversation_key(self.edge.parts.secret, "rest", sender, sender)
                at = self.time.timestamp()
                connection.execute(insert(events).values(sender_id=key, type_name="user", timestamp=at, data="{}"))


@pytest.fixture
def stored(edge: Edge, tmp_path: Path) -> Iterator[Stored]:
    made = Stored(edge, tmp_path)
    yield made
    made.engine.dispose()


def derived(value: str, secret: bytes) -> Iterator[str]:
    """The value, and what could be made of it with or without the secret: hashes, in hexadecimal and base 64."""
    kinds = (hashlib.md5, hashlib.sha1, hashlib.sha224, hashlib.sha256, hashlib.sha512, hashlib.blake2b)
    yield value
    yield value[::-1]
    for encode, kind in itertools.product((str.encode, _raw), kinds):
        for made in (kind(encode(value)), hmac.new(secret, encode(value), kind), hmac.new(encode(value), secret, kind)):
            yield made.hexdigest()
            yield base64.b64encode(made.digest()).decode()


def _raw(value: str) -> bytes:
    """What a hexadecimal value stands for; anything else as text."""
    try:
        return bytes.fromhex(value)
    except ValueError:
        return value.encode()


def pieces(value: str) -> set[str]:
    """Every run of eight characters of a value."""
    small = value.lower()
    return {small[start : start + SHORTEST] for start in range(len(small) - SHORTEST + 1)}


async def test_after_25_hours_nothing_live_is_left_and_the_log_is(stored: Stored) -> None:
    await stored.talk()
    assert [len(stored.rows(name)) for name in ("live_conversations", "events", "turn_log")] == [3, 3, 6]
    stored.time += timedelta(hours=23)
    assert not any(retain(stored.url, stored.now()).values())
    stored.time += timedelta(hours=2)
    counts = retain(stored.url, stored.now())
    assert (counts["live_conversations"], counts["events"], counts["turn_log"]) == (3, 3, 0)
    assert [len(stored.rows(name)) for name in ("live_conversations", "events", "turn_log")] == [0, 0, 6]


async def test_no_column_of_the_log_equals_or_derives_from_a_key_of_the_live_store(
    stored: Stored, tmp_path: Path
) -> None:
    await stored.talk()
    secret = stored.edge.parts.secret
    # log_id is the link itself: it stands in the live row and goes with it, and must not come from any other column.
    values = {
        str(row[name]) for row in stored.rows(live_conversations.name)
        for name in ("key", "last_message_id", "last_seen") if row[name]
    }
    values |= {str(row["sender_id"]) for row in stored.rows(events.name)} | {*SENDERS, "rest", "m1", "m2"}
    assert len(values) >= 9
    stored.time += timedelta(hours=25)
    retain(stored.url, stored.now())
    possible = set().union(*(pieces(one) for value in values for one in derived(value, secret)))
    log = [{name: str(value) for name, value in row.items()} for row in stored.rows(turn_log.name)]
    assert len(log) == 6
    shared = [(name, value) for row in log for name, value in row.items() if pieces(value) & possible]
    assert shared == []
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [value for value in values if len(value) == 64 and value.encode() in written] == [], "not in any byte"


async def test_the_same_people_at_the_same_time_get_other_numbers(stored: Stored) -> None:
    """What derives from the people, the secret or the clock would come out the same a second time."""
    await stored.talk()
    first = stored.rows(turn_log.name)
    for sender in SENDERS:
        stored.edge.parts.live.delete(conversation_key(stored.edge.parts.secret, "rest", sender, sender))  # type: ignore[union-attr]
        stored.edge.parts.recent.forget(conversation_key(stored.edge.parts.secret, "rest", sender, sender))
    assert stored.rows(turn_log.name) == []
    await stored.talk()
    second = stored.rows(turn_log.name)
    assert len(first) == len(second) == 6
    for column in ("row", "log_id"):
        assert not {row[column] for row in first} & {row[column] for row in second}
    rest = [[{k: v for k, v in row.items() if k not in ("row", "log_id")} for row in rows] for rows in (first, second)]
    assert sorted(map(str, rest[0])) == sorted(map(str, rest[1])), "everything else is words of closed lists"


async def test_a_conversation_deleted_by_its_person_is_gone_at_once(stored: Stored, tmp_path: Path) -> None:
    await stored.talk()
    live = {row["key"]: row["log_id"] for row in stored.rows(live_conversations.name)}
    key = conversation_key(stored.edge.parts.secret, "rest", "anna", "anna")
    stored.edge.engine.intent = "delete_conversation"
    await stored.edge.say("delete my conversation", "anna")
    assert {row["key"] for row in stored.rows(live_conversations.name)} == set(live) - {key}
    assert {row["sender_id"] for row in stored.rows(events.name)} == set(live) - {key}
    (wish,) = [row for row in stored.rows(turn_log.name) if row["status"] == "answered_deleted"]
    assert wish["log_id"] not in live.values()
    assert wish["position"] == 1
    assert len(stored.rows(turn_log.name)) == 5, "two for each of the others, and the wish"
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert key.encode() not in written
    assert str(live[key]).encode() not in written
    assert stored.edge.engine.forgotten == [key]
