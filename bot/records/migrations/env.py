"""Alembic starts here: it works in the transaction that ``bot.records.schema`` has opened and locked."""

from __future__ import annotations

from alembic import context

from bot.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
