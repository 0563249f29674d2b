"""What reviewers say about a turn: see ``bot.records.marks``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table of marks."""
    op.create_table(
        "review_marks",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("turn", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("value", sa.String(128), nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("role", sa.String(128), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("review_marks_turn", "review_marks", ["turn"])
    op.create_index("review_marks_status", "review_marks", ["status"])
