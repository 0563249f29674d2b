"""Several edges work on one mailbox: each conversation's mail is claimed by one of them at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "mailbox_claims",
        sa.Column("lane", sa.String(8), primary_key=True),
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("until", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
