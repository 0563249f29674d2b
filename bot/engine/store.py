"""The live store of conversations: refuses what was not scrubbed, and fails the turn instead of hiding an error."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.wanted import must_be_wanted
from bot.errors import StoreError, UnscrubbedText
from bot.records.db import open_engine, transaction

KNOWN_TURNS = 20  # numbers of the last turns, by which a request that comes late is known
# Until when (``time.monotonic``) the edge waits for the turn at hand; after that the turn leaves no trace.
in_time: ContextVar[float] = ContextVar("in_time", default=float("inf"))
LONG = 30  # events, some three turns; Rasa replays all of them several times a turn, so that each turn would be slower
REMEMBERED = 128  # conversations of the last minutes, kept in memory so that their events are not read and replayed
EVENTS = SQLTrackerStore.SQLEvent.__table__
LAST = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == sa.bindparam("sender"))
# With the events of an older session (after 24 hours) Rasa has nothing more to do.
SESSION = (
    sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.id), 0))
    .where(EVENTS.c.sender_id == sa.bindparam("sender"), EVENTS.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
OF_SENDER = (
    sa.select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.sender_id == sa.bindparam("sender")).order_by(EVENTS.c.id)
)
OF_SESSION = OF_SENDER.where(EVENTS.c.id >= SESSION)
TAKE_BACK = EVENTS.delete().where(EVENTS.c.sender_id == sa.bindparam("sender"), EVENTS.c.id >= sa.bindparam("first"))
ADD = EVENTS.insert()
ONE_AT_A_TIME = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:sender, 0))")
turn_number: ContextVar[str] = ContextVar("turn_number", default="")


class ScrubbedTrackerStore(SQLTrackerStore):
    """Rasa's table of events over one SQLAlchemy address, for scrubbed text only.

    Rasa's own way counts and reads all events again at each save; here a turn reads and writes its events once.
    Several engines may share one PostgreSQL: what another has written since is read again, and a turn that an engine
    wrote down before it died is replaced when it is asked again (``turn_number``), so that it stands there once.
    """

    def __init__(self, domain: Domain | None = None, host: str | None = None, **kwargs: Any) -> None:
        if not host:
            raise StoreError("the live store needs an address (SAFEGUARD_ENGINE_STORE)")
        # The same database, schema and modes as the edge's stores; the edge flushes every turn when it keeps its part.
        self.engine = open_engine(host, flushed_later=True)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.saved: DialogueStateTracker | None = None
        self._recent: OrderedDict[str, tuple[int, DialogueStateTracker]] = OrderedDict()
        self._again: dict[str, tuple[int, int]] = {}  # turns to be replaced, by sender: first and last row then
        TrackerStore.__init__(self, domain, None)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """Begin a conversation; it is written down with its first turn, all or nothing."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted("action_listen"))
        return tracker

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        # Taken out while the turn runs: a turn that fails half-way must not leave its half behind.
        last, tracker = self._recent.pop(sender_id, (0, None))
        self._again.pop(sender_id, None)
        must_be_wanted()
        with transaction(self.engine, "reading a conversation's events") as connection:
            known = tracker is not None and not fetch_events_from_all_sessions
            here = {"sender": sender_id}
            new = known and turn_number.get() not in tracker.turns
            if new and connection.execute(LAST, here).scalar() == last:
                return tracker
            query = OF_SENDER if fetch_events_from_all_sessions else OF_SESSION
            rows = connection.execute(query, here).all()
        events = [json.loads(row.data) for row in rows]
        if asked_again(turns_of(events)):
            before = max(at for at, event in enumerate(events) if event["event"] == UserUttered.type_name)
            self._again[sender_id] = (rows[before].id, rows[-1].id)
            rows, events = rows[:before], events[:before]
        if not rows or self.domain is None:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        return _stands(tracker, rows[-1].id, turns_of(events))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events; raise UnscrubbedText when a message does not carry the edge's mark."""
        must_be_in_time()  # whoever asked has had another answer since, and this one would be news to nobody
        new = list(islice(tracker.events, getattr(tracker, "stored", 0), None))
        refuse_unscrubbed(new)
        must_be_wanted()
        if new:
            rows, here = [_row(tracker.sender_id, event) for event in new], {"sender": tracker.sender_id}
            first, last = self._again.pop(tracker.sender_id, (None, getattr(tracker, "last", 0)))
            with transaction(self.engine, "saving a conversation's events") as connection:
                if connection.dialect.name == "postgresql":
                    _must_be_newest(connection, here, last)
                if first is not None:
                    connection.execute(TAKE_BACK, {**here, "first": first})
                connection.execute(ADD, rows)
                last = connection.execute(LAST, here).scalar()
            turns = [*getattr(tracker, "turns", ()), *turns_of(event.as_dict() for event in new)]
            self._remember(_stands(tracker, last, turns))
        self.saved = tracker  # the turn that has just been stored is looked at once more, without reading it again

    def forget(self, sender_id: str) -> None:
        """Delete one conversation."""
        self._recent.pop(sender_id, None)
        with transaction(self.engine, "deleting a conversation's events") as connection:
            connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender_id))

    def _remember(self, tracker: DialogueStateTracker) -> None:
        self._recent[tracker.sender_id] = (tracker.last, tracker)
        self._recent.move_to_end(tracker.sender_id)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)


def shortened(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The conversation as it stands between two turns: its slots and its form, without how it came to them.

    No rule, story or action of ours looks further back than the turn at hand; the table of events keeps everything.
    """
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted()]
    if tracker.active_loop_name:
        events += [ActionExecuted(tracker.active_loop_name), ActiveLoop(tracker.active_loop_name)]
    events += [SlotSet(s.name, s.value) for s in tracker.slots.values() if s.value != s.initial_value]
    short = DialogueStateTracker(tracker.sender_id, tracker.slots.values())
    for event in [*events, ActionExecuted("action_listen")]:
        short.update(event)
    return short


def asked_again(turns: Sequence[str]) -> bool:
    """Whether the turn that is being asked now is the last of these; raises StoreError when it is an earlier one.

    That is a request which an edge gave up long ago, and which waited in an engine that was too busy to notice.
    """
    number = turn_number.get()
    if number and number in turns[:-1]:
        raise StoreError("the conversation has gone on since this was asked")
    return bool(number) and number in turns


def turns_of(events: Iterable[dict[str, Any]]) -> list[str]:
    """The numbers of the turns of the messages among these events, in their order."""
    said = (event.get("metadata") or {} for event in events if event["event"] == UserUttered.type_name)
    return [str(metadata.get("turn") or "") for metadata in said]


def _stands(tracker: DialogueStateTracker, last: int, turns: Sequence[str]) -> DialogueStateTracker:
    """The tracker, cut when it is long, with the mark that the table has all of it up to row ``last``."""
    short = shortened(tracker) if len(tracker.events) > LONG else tracker
    for one in (tracker, short):
        one.stored, one.last, one.turns = len(one.events), last, tuple(turns[-KNOWN_TURNS:])
    return short


def _must_be_newest(connection: Any, here: dict[str, str], last: int) -> None:
    """Raise StoreError where another engine has gone on since this one read: it was taken for dead, and comes late."""
    connection.execute(ONE_AT_A_TIME, here)
    if (connection.execute(LAST, here).scalar() or 0) > last:
        raise StoreError("another engine has gone on with this conversation")


def _row(sender: str, event: Event) -> dict[str, Any]:
    """One event as Rasa's table has it."""
    data = event.as_dict()
    if isinstance(event, BotUttered):  # nothing here looks back at an answer, and the edge keeps the last one
        data = {name: value for name, value in data.items() if name not in ("text", "data")}
    return {
        "sender_id": sender, "type_name": event.type_name, "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"), "data": json.dumps(data),
    }


def must_be_in_time() -> None:
    """Raise StoreError when nobody waits for the turn at hand any more."""
    if time.monotonic() > in_time.get():
        raise StoreError("the turn is too late")


def put_store(agent: Any, store: TrackerStore) -> None:
    """Put the store itself where Rasa's agent has wrapped it in one that hides its errors and goes on in memory."""
    agent.tracker_store = agent.processor.tracker_store = store


def must_be_ours(agent: Any) -> None:
    """Raise StoreError when conversations would be kept by anything but this store: the engine may not start so."""
    for store in (agent.tracker_store, agent.processor.tracker_store):
        if type(store) is not ScrubbedTrackerStore:
            raise StoreError(f"conversations would be kept by {type(store).__name__}, which takes any text")


def refuse_unscrubbed(events: Iterable[Event]) -> None:
    """Raise UnscrubbedText for the first user message with text that the edge did not mark as scrubbed."""
    for event in events:
        if isinstance(event, UserUttered) and event.text and not (event.metadata or {}).get("scrubbed"):
            raise UnscrubbedText("a message without the mark of the scrubber was not stored")
