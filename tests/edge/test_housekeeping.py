"""While the edge runs, what is due is deleted by itself: soon after the start, however long the service was off."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from edge_stand_ins import NOON, Edge, soon

from bot.edge import app
from bot.records.live import LiveContext, LiveStore
from bot.settings import Settings


async def test_a_conversation_that_is_due_goes_without_anybody_asking(
    edge: Edge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "FIRST_SECONDS", 0.02)
    settings = Settings(data_dir=tmp_path)
    store = LiveStore(settings.database)
    store.save("old", LiveContext.new(), NOON - timedelta(hours=25))
    store.save("new", LiveContext.new(), NOON - timedelta(hours=23))
    edge.parts.settings = settings
    edge.parts.live = None
    house = asyncio.create_task(app._keep_house(edge.parts))
    await asyncio.sleep(0.1)
    assert store.context("old") is not None, "nothing is done before the store is there"
    edge.parts.live = store
    await soon(lambda: store.context("old") is None)
    assert store.context("new") is not None
    house.cancel()
    with suppress(asyncio.CancelledError):
        await house
