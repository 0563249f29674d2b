"""What retention deleted is counted by day and table: a row for each run would have been a clock of the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OLD = {"live": "live_conversations", "events": "events", "log": "turn_log"}


def upgrade() -> None:
    """Sum up what the old table had, and drop it."""
    op.create_table(
        "deletions",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    for column, name in OLD.items():
        op.execute(
            f"INSERT INTO deletions (day, name, number) SELECT day, '{name}', sum({column}) "  # noqa: S608 - our words
            "FROM retention_audit GROUP BY day"
        )
    op.drop_table("retention_audit")
