"""The tables as they were before there were migrations; a database that has them already is left as it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORD = sa.String(80)


def upgrade() -> None:
    """Make what is not there yet."""
    _live()
    _log()
    _audit()
    _events()


def _live() -> None:
    _table(
        "live_conversations",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("log_id", sa.String(32), nullable=False),
        sa.Column("asked", sa.String(64)),
        sa.Column("emergency_open", sa.Boolean, nullable=False),
        sa.Column("check_open", sa.Boolean, nullable=False),
        sa.Column("worries", sa.Integer, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("last_message_id", sa.String(128)),
        sa.Column("last_answer", sa.Text),
        sa.Column("last_seen", sa.Float, nullable=False),
    )
    _index("live_conversations_last_seen", "live_conversations", "last_seen")


def _log() -> None:
    _table(
        "turn_log",
        sa.Column("row", sa.String(32), primary_key=True),
        sa.Column("log_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("intent", WORD),
        sa.Column("confidence", sa.Float),
        sa.Column("signals", sa.Text, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("topic", WORD),
        sa.Column("route", WORD),
        sa.Column("grade", sa.String(32)),
        sa.Column("content_version", WORD),
        sqlite_with_rowid=False,
    )
    _index("turn_log_conversation", "turn_log", "log_id", "position")
    _index("turn_log_day", "turn_log", "day")


def _audit() -> None:
    _table(
        "retention_audit",
        sa.Column("row", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("live", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("log", sa.Integer, nullable=False),
    )
    _index("retention_audit_day", "retention_audit", "day")


def _events() -> None:
    """The engine's table as Rasa makes it."""
    _table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("type_name", sa.String(255), nullable=False),
        sa.Column("timestamp", sa.Float),
        sa.Column("intent_name", sa.String(255)),
        sa.Column("action_name", sa.String(255)),
        sa.Column("data", sa.Text),
    )
    _index("ix_events_sender_id", "events", "sender_id")


def _table(name: str, *columns: sa.Column, **options: bool) -> None:
    op.create_table(name, *columns, if_not_exists=True, **options)


def _index(name: str, table: str, *columns: str) -> None:
    op.create_index(name, table, list(columns), if_not_exists=True)
