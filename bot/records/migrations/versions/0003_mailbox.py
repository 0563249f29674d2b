"""Channels that acknowledge first keep here what came in and what is to go out: see ``bot.records.mailbox_tables``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COMMON = (("message", sa.String(64)), ("conversation", sa.String(64)), ("channel", sa.String(32)))
INBOX = (
    *COMMON, ("text", sa.Text), ("kinds", sa.Text), ("risk", sa.Text), ("grade", sa.String(32)),
    ("role", sa.String(32)), ("area", sa.String(32)), ("address", sa.Text), ("created", sa.Float),
)
OUTBOX = (
    *COMMON, ("payload", sa.Text), ("address", sa.Text), ("created", sa.Float), ("held", sa.Boolean),
    ("attempts", sa.Integer), ("not_before", sa.Float), ("done", sa.Integer),
)


def upgrade() -> None:
    """Make the three tables."""
    for name, columns in (("inbox", INBOX), ("outbox", OUTBOX)):
        made = [sa.Column(column, kind, nullable=False) for column, kind in columns]
        op.create_table(name, sa.Column("row", sa.Integer, primary_key=True), *made)
        op.create_index(f"{name}_conversation", name, ["conversation", "row"])
    op.create_index("inbox_message", "inbox", ["message"], unique=True)
    op.create_table(
        "seen_messages",
        sa.Column("message", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("seen_messages_at", "seen_messages", ["at"])
