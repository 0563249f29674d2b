"""What the maintainers' pages need of the log, and their own tables: see ``bot.records.review_tables``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TURN = (
    ("role", sa.String(32)), ("kind", sa.String(32)), ("signs", sa.Text), ("margin", sa.Float), ("near", sa.String(80)),
    ("danger", sa.String(16)), ("took", sa.String(16)),
)


def upgrade() -> None:
    """Add words to the turns, and make the tables; turns of before have no words there."""
    for name, kind in TURN:
        op.add_column("turn_log", sa.Column(name, kind))
    _items()
    op.create_table(
        "review_notes",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("log_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("review_notes_conversation", "review_notes", ["log_id", "row"])
    op.create_table(
        "review_links",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("expires", sa.Float, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
    )


def _items() -> None:
    op.create_table(
        "review_items",
        sa.Column("log_id", sa.String(32), primary_key=True),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("worth", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("found", sa.Date, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("trained", sa.Boolean, nullable=False),
        sa.Column("duty", sa.String(16), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("review_items_order", "review_items", ["state", "worth", "day", "log_id"])
    op.create_index("review_items_reason", "review_items", ["state", "reason", "found"])
    op.create_index("review_items_turn", "review_items", ["turn"])
