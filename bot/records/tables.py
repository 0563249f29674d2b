"""The tables of the stores, as SQLAlchemy Core metadata; a change here needs a migration (``migrations/versions``).

None holds a name, an address or raw text. Only ``live_conversations`` and the engine's ``events`` carry the key of a
conversation, and their rows go 24 hours after the last message; the log keeps no key and no time finer than a day.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

live_conversations = Table(
    "live_conversations",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("log_id", String(32), nullable=False),
    Column("asked", String(64)),
    Column("emergency_open", Boolean, nullable=False),
    Column("check_open", Boolean, nullable=False),
    Column("worries", Integer, nullable=False),
    Column("role", String(32), nullable=False),
    Column("position", Integer, nullable=False),
    Column("last_message_id", String(128)),
    Column("last_answer", Text),
    Column("last_seen", Float, nullable=False),  # seconds since 1970, UTC
    Index("live_conversations_last_seen", "last_seen"),
)

# The row's own number is random and the table has no hidden row counter: a counter would order the turns of a day,
# which is a clock by another name.
turn_log = Table(
    "turn_log",
    metadata,
    Column("row", String(32), primary_key=True),
    Column("log_id", String(32), nullable=False),
    Column("position", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("text", Text),  # scrubbed; null where it was withheld
    Column("intent", String(80)),
    Column("confidence", Float),
    Column("signals", Text, nullable=False),  # JSON list of codes
    Column("status", String(80), nullable=False),
    Column("topic", String(80)),
    Column("route", String(80)),
    Column("grade", String(32)),
    Column("content_version", String(80)),
    Column("role", String(32)),
    Column("kind", String(32)),    # of the answer
    Column("signs", Text),         # JSON list of ids
    Column("margin", Float),       # between the intent and the next best, -1 to 1
    Column("near", String(80)),    # the article that came nearest, where the answer was no article
    Column("danger", String(16)),  # what the classifier of danger said: low, middle, high
    Column("took", String(16)),    # time to answer, in steps too coarse for a clock
    Column("why", String(80)),     # of the route: the rule of triage, and the situations that it read
    Column("asked", String(64)),   # the fact that the answer ended by asking for; "-" for none
    Index("turn_log_conversation", "log_id", "position"),
    Index("turn_log_day", "day"),
    sqlite_with_rowid=False,
)

# By day and not by run: conversations go soon after their 24 hours, so that each run's count would tell their time.
deletions = Table(
    "deletions",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", String(64), primary_key=True),  # of the table
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Acts of the staff, not of those who write to the service: a time is wanted here.
audit = Table(
    "audit",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("at", Float, nullable=False),  # seconds since 1970, UTC
    Column("who", String(128), nullable=False),
    Column("role", String(128), nullable=False),
    Column("did", String(128), nullable=False),
    Column("about", String(128), nullable=False),
    Column("why", Text),  # scrubbed
    Index("audit_at", "at"),
    Index("audit_about", "about", "row"),
)

# What the staff have switched on or off, for every process over this database.
switches = Table(
    "switches",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970, UTC
)

# What reviewers say about a turn of the log, one row for each person's word; ``turn`` is the row of the turn.
review_marks = Table(
    "review_marks",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("turn", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("value", String(128), nullable=False),
    Column("who", String(128), nullable=False),
    Column("role", String(128), nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970, UTC
    Column("voice", String(16)),  # in which a danger, or none, is written; null where nobody was asked
    Index("review_marks_turn", "turn"),
    Index("review_marks_status", "status"),
)

# Rasa's own table; the engine reads and writes it, with the key of the live conversation as ``sender_id``.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),  # seconds since 1970, UTC
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)
