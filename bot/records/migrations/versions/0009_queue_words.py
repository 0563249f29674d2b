"""Words by which the queue is filtered stand in it; why a route was taken, what was asked, and whose voice it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WORDS = {"topic": 80, "route": 80, "status": 80, "channel": 32, "role": 32}
QUEUE = ("state", "worth", "day", "log_id", "reason", *WORDS, "confidence", "turns", "trained")


def upgrade() -> None:
    """Add the columns, filled from the turn that each item shows, and the indexes that the pages read."""
    op.add_column("turn_log", sa.Column("why", sa.String(80)))
    op.add_column("turn_log", sa.Column("asked", sa.String(64)))
    op.add_column("review_marks", sa.Column("voice", sa.String(16)))
    for name, length in WORDS.items():
        op.add_column("review_items", sa.Column(name, sa.String(length)))
    op.add_column("review_items", sa.Column("confidence", sa.Float))
    if op.get_bind().execute(sa.text("SELECT 1 FROM review_items LIMIT 1")).first():
        _fill()
    op.drop_index("review_items_order", "review_items")
    op.drop_index("review_items_reason", "review_items")
    op.create_index("review_items_queue", "review_items", list(QUEUE))
    op.create_index("review_items_duty", "review_items", ["duty", "found"])


def _fill() -> None:
    """Give each item the words of the turn that it shows."""
    for name in (*WORDS, "confidence"):
        op.execute(
            f"UPDATE review_items SET {name} = "  # noqa: S608 (names of ours)
            f"(SELECT turn_log.{name} FROM turn_log WHERE turn_log.row = review_items.turn)"
        )
