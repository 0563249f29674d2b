"""Tables of the channels that acknowledge first: what came in, what is to go out, and which messages were seen.

No raw text and no plain address: texts are scrubbed, addresses encrypted, people and messages keyed hashes. Rows of the
first two go with delivery, those of the third a day later, those of the last within seconds. ``row`` counts up: it is
the order within a conversation.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from bot.records.tables import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("message", String(64), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("text", Text, nullable=False),   # scrubbed
    Column("kinds", Text, nullable=False),  # JSON list: what was hidden in it
    Column("risk", Text, nullable=False),   # JSON: the judgement of the raw words
    Column("grade", String(32), nullable=False),
    Column("role", String(32), nullable=False),
    Column("area", String(32), nullable=False),
    Column("address", Text, nullable=False),  # encrypted
    Column("created", Float, nullable=False),  # seconds since 1970, UTC
    Index("inbox_conversation", "conversation", "row"),
    Index("inbox_message", "message", unique=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("message", String(64), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("payload", Text, nullable=False),  # JSON: the answer, our words
    Column("address", Text, nullable=False),  # encrypted
    Column("created", Float, nullable=False),  # when the person was there: wrote, or came back and asked for it
    Column("held", Boolean, nullable=False),   # the neutral line went out; it waits until the person is there again
    Column("attempts", Integer, nullable=False),
    Column("not_before", Float, nullable=False),
    Column("done", Integer, nullable=False),  # parts of it that have gone out
    Index("outbox_conversation", "conversation", "row"),
)

seen_messages = Table(
    "seen_messages",
    metadata,
    Column("message", String(64), primary_key=True),
    Column("at", Float, nullable=False),  # when it came in, then when its answer was delivered
    Index("seen_messages_at", "at"),
    sqlite_with_rowid=False,  # a row counter would tell the order in which people wrote
)

# Rows live for seconds: while an edge works on the mail of a conversation.
mailbox_claims = Table(
    "mailbox_claims",
    metadata,
    Column("lane", String(8), primary_key=True),  # in or out
    Column("conversation", String(64), primary_key=True),
    Column("owner", String(32), nullable=False),  # an edge, by a random number of its own
    Column("until", Float, nullable=False),  # seconds since 1970, by the database's clock
    sqlite_with_rowid=False,
)
