"""How an edge follows the off switch: the row of the store, the mark of the machine, and what holds between them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from edge_stand_ins import NOON, FakeJudge, FakeStore, Ticks, parts_with

from bot.edge import loading, pausing
from bot.edge.parts import Parts
from bot.edge.pausing import Watch
from bot.errors import StoreError
from bot.records import switch_file
from bot.records.switch import Switch
from bot.records.switch_file import Mark
from bot.settings import Settings
from tests.edge.post_stand_ins import HereEngine

MARK = Mark(NOON.timestamp(), "A Lead", here=True)


class Row:
    """The switch of the store; None: it cannot be reached."""

    def __init__(self, is_on: bool | None) -> None:
        self.is_on = is_on

    def paused(self) -> bool:
        if self.is_on is None:
            raise StoreError("gone")
        return self.is_on


def machine(folder: Path, switch: Any) -> tuple[Parts, Watch]:
    parts = parts_with(Settings(data_dir=folder), HereEngine(), FakeStore(), FakeJudge(), Ticks())  # type: ignore[arg-type]
    parts = replace(parts, switch=switch)
    return parts, Watch(parts)


FROM_STORE = Mark(NOON.timestamp(), "the store")


@pytest.mark.parametrize(("mark", "row", "paused", "mark_after"), [
    (None, False, False, None), (None, True, True, FROM_STORE), (None, None, False, None),
    (FROM_STORE, True, True, FROM_STORE), (FROM_STORE, False, False, None), (FROM_STORE, None, True, FROM_STORE),
    (MARK, True, True, MARK), (MARK, False, True, MARK), (MARK, None, True, MARK),
])
async def test_the_row_rules_and_the_mark_holds_where_there_is_none(
    tmp_path: Path, mark: Mark | None, row: bool | None, paused: bool, mark_after: Mark | None
) -> None:
    if mark:
        switch_file.write(tmp_path, mark)
    parts, watch = machine(tmp_path, Row(row))
    await watch.look()
    watch.close()
    assert parts.paused is paused
    assert switch_file.read(tmp_path) == mark_after


async def test_a_mark_that_cannot_be_read_counts_as_a_pause(tmp_path: Path) -> None:
    (tmp_path / switch_file.FILE).write_text("{", encoding="utf-8")
    parts, watch = machine(tmp_path, None)
    await watch.look()
    watch.close()
    assert parts.paused


async def test_a_pause_goes_on_while_the_store_is_out_of_reach(tmp_path: Path) -> None:
    row = Row(True)
    parts, watch = machine(tmp_path, row)
    await watch.look()
    row.is_on = None
    switch_file.clear(tmp_path)     # as on a disk that takes no file
    await watch.look()
    assert parts.paused
    row.is_on = False
    await watch.look()
    watch.close()
    assert not parts.paused


def test_a_store_that_opens_late_is_asked_before_a_text_can_be_kept(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    staff = Switch(settings.database)
    staff.turn(True, NOON)
    staff.close()
    parts, watch = machine(tmp_path, None)
    loading.load_store(parts)
    watch.close()
    assert parts.paused


async def test_every_edge_over_one_store_obeys_one_switch_within_two_seconds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    machines = [machine(tmp_path / name, Switch(url)) for name in ("first", "second")]
    looking = [asyncio.create_task(watch.run()) for _, watch in machines]
    staff = Switch(url)
    for paused in (True, False):
        staff.turn(paused, NOON)
        until = asyncio.get_running_loop().time() + 2.0
        while {parts.paused for parts, _ in machines} != {paused}:
            assert asyncio.get_running_loop().time() < until
            await asyncio.sleep(0.02)
    for task in looking:
        task.cancel()
    for parts, watch in machines:
        watch.close()
        assert isinstance(parts.switch, Switch)
        parts.switch.close()
    staff.close()


async def test_a_store_that_hangs_takes_one_thread_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, let_go = [], asyncio.Event()
    loop = asyncio.get_running_loop()

    class Hangs:
        def paused(self) -> bool:
            asked.append(1)
            asyncio.run_coroutine_threadsafe(let_go.wait(), loop).result()
            return True

    monkeypatch.setattr(pausing, "STORE_SECONDS", 0.02)
    parts, watch = machine(tmp_path, Hangs())
    for _ in range(3):
        await watch.look()
    assert (len(asked), parts.paused) == (1, False)
    let_go.set()
    while not parts.paused:
        await watch.look()
        await asyncio.sleep(0.01)
    watch.close()
