"""The live store of conversations: refuses what was not scrubbed, and fails the turn instead of hiding an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import StoreError, UnscrubbedText
from bot.records.db import open_engine


class ScrubbedTrackerStore(SQLTrackerStore):
    """Rasa's SQL store over one SQLAlchemy address, for scrubbed text only."""

    def __init__(self, domain: Domain | None = None, host: str | None = None, **kwargs: Any) -> None:
        if not host:
            raise StoreError("the live store needs an address (SAFEGUARD_ENGINE_STORE)")
        self.engine = open_engine(host)  # the same file, modes and pragmas as the edge's stores
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.saved: DialogueStateTracker | None = None
        TrackerStore.__init__(self, domain, None)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events; raise UnscrubbedText when a message does not carry the edge's mark."""
        refuse_unscrubbed(tracker.events)
        await super().save(tracker)
        self.saved = tracker  # the turn that has just been stored is looked at once more, without reading it again

    def forget(self, sender_id: str) -> None:
        """Delete one conversation."""
        with self.engine.begin() as connection:
            connection.execute(self.SQLEvent.__table__.delete().where(self.SQLEvent.sender_id == sender_id))


def refuse_unscrubbed(events: Iterable[Event]) -> None:
    """Raise UnscrubbedText for the first user message with text that the edge did not mark as scrubbed."""
    for event in events:
        if isinstance(event, UserUttered) and event.text and not (event.metadata or {}).get("scrubbed"):
            raise UnscrubbedText("a message without the mark of the scrubber was not stored")
