"""Alembic's migrations: one file a step in ``versions``, run by ``bot.records.schema`` when a store is opened."""
