"""The live store of conversations: refuses what was not scrubbed, and fails the turn instead of hiding an error."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from contextvars import ContextVar
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import StoreError, UnscrubbedText
from bot.records.db import open_engine, transaction

# Until when (``time.monotonic``) the edge waits for the turn at hand; after that the turn leaves no trace.
in_time: ContextVar[float] = ContextVar("in_time", default=float("inf"))
LONG = 120  # events, some ten turns; Rasa replays all of them several times a turn, so that each turn would be slower
REMEMBERED = 128  # conversations of the last minutes, kept in memory so that their events are not read and replayed
EVENTS = SQLTrackerStore.SQLEvent.__table__
LAST = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == sa.bindparam("sender"))
# With the events of an older session (after 24 hours) Rasa has nothing more to do.
SESSION = (
    sa.select(sa.func.coalesce(sa.func.max(EVENTS.c.id), 0))
    .where(EVENTS.c.sender_id == sa.bindparam("sender"), EVENTS.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
OF_SENDER = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == sa.bindparam("sender")).order_by(EVENTS.c.id)
OF_SESSION = OF_SENDER.where(EVENTS.c.id >= SESSION)


class ScrubbedTrackerStore(SQLTrackerStore):
    """Rasa's table of events over one SQLAlchemy address, for scrubbed text only.

    Rasa's own way counts and reads all events again at each save; here a turn reads and writes its events once.
    """

    def __init__(self, domain: Domain | None = None, host: str | None = None, **kwargs: Any) -> None:
        if not host:
            raise StoreError("the live store needs an address (SAFEGUARD_ENGINE_STORE)")
        self.engine = open_engine(host)  # the same database, schema, modes and pragmas as the edge's stores
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.saved: DialogueStateTracker | None = None
        self._recent: OrderedDict[str, tuple[int, DialogueStateTracker]] = OrderedDict()
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
        with transaction(self.engine, "reading a conversation's events") as connection:
            known = tracker is not None and not fetch_events_from_all_sessions
            if known and connection.execute(LAST, {"sender": sender_id}).scalar() == last:
                return tracker
            query = OF_SENDER if fetch_events_from_all_sessions else OF_SESSION
            rows = connection.execute(query, {"sender": sender_id}).scalars().all()
        if not rows or self.domain is None:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(row) for row in rows], self.domain.slots)
        return shortened(tracker) if len(tracker.events) > LONG else _all_stored(tracker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events; raise UnscrubbedText when a message does not carry the edge's mark."""
        must_be_in_time()  # whoever asked has had another answer since, and this one would be news to nobody
        new = list(islice(tracker.events, getattr(tracker, "stored", 0), None))
        refuse_unscrubbed(new)
        if new:
            rows = [_row(tracker.sender_id, event) for event in new]
            with transaction(self.engine, "saving a conversation's events") as connection:
                connection.execute(EVENTS.insert(), rows)
                last = connection.execute(LAST, {"sender": tracker.sender_id}).scalar()
            self._remember(_all_stored(tracker), last)
        self.saved = tracker  # the turn that has just been stored is looked at once more, without reading it again

    def forget(self, sender_id: str) -> None:
        """Delete one conversation."""
        self._recent.pop(sender_id, None)
        with transaction(self.engine, "deleting a conversation's events") as connection:
            connection.execute(EVENTS.delete().where(EVENTS.c.sender_id == sender_id))

    def _remember(self, tracker: DialogueStateTracker, last: int) -> None:
        self._recent[tracker.sender_id] = (last, shortened(tracker) if len(tracker.events) > LONG else tracker)
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
    return _all_stored(short)


def _all_stored(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Mark that the table has every event of this tracker."""
    tracker.stored = len(tracker.events)
    return tracker


def _row(sender: str, event: Event) -> dict[str, Any]:
    """One event as Rasa's table has it."""
    data = event.as_dict()
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
