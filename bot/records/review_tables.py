"""Tables of the maintainers' pages: what is to be looked at, what was noted there, and who may come in.

``review_items`` is drawn from the log and may be made anew at any time but for its state. It keeps days only: a finer
time of finding would be a time of writing. Notes are scrubbed; what staff did, and when, is theirs and not a person's.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, String, Table, Text

from bot.records.tables import metadata

review_items = Table(
    "review_items",
    metadata,
    Column("log_id", String(32), primary_key=True),
    Column("turn", String(32), nullable=False),     # row of the turn that is shown
    Column("turns", Integer, nullable=False),       # of the conversation when it was scored
    Column("worth", Integer, nullable=False),       # 0: nothing to look at
    Column("reason", String(32), nullable=False),   # the gravest
    Column("reasons", Text, nullable=False),        # JSON list
    Column("why", Text, nullable=False),            # JSON list: codes of the second look
    Column("day", Date, nullable=False),            # of the turn that is shown
    Column("found", Date, nullable=False),
    Column("state", String(16), nullable=False),    # open, later, reviewed
    Column("trained", Boolean, nullable=False),     # its text stands in the training data
    Column("duty", String(16), nullable=False),     # none, open, done
    Column("version", String(32), nullable=False),  # of what scored it
    Column("topic", String(80)),  # this and the next: as the turn that is shown has it
    Column("route", String(80)),
    Column("status", String(80)),
    Column("channel", String(32)),
    Column("role", String(32)),
    Column("confidence", Float),
    # Holds all that a filter asks for: a page of the queue and its count are read from this index alone.
    Index(
        "review_items_queue", "state", "worth", "day", "log_id", "reason", "topic", "route", "status", "channel",
        "role", "confidence", "turns", "trained",
    ),
    Index("review_items_duty", "duty", "found"),
    Index("review_items_turn", "turn"),
    sqlite_with_rowid=False,
)

review_notes = Table(
    "review_notes",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("log_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),  # note, tag, duty
    Column("text", Text, nullable=False),        # scrubbed
    Column("who", String(128), nullable=False),
    Column("at", Float, nullable=False),         # seconds since 1970, UTC
    Index("review_notes_conversation", "log_id", "row"),
)

review_links = Table(
    "review_links",
    metadata,
    Column("hash", String(64), primary_key=True),  # of the token, which is printed once and kept nowhere
    Column("who", String(128), nullable=False),
    Column("role", String(32), nullable=False),
    Column("expires", Float, nullable=False),      # seconds since 1970, UTC
    Column("used", Boolean, nullable=False),
)
