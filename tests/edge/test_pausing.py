"""The off switch: everybody gets the numbers, danger its escalation, whatever else is broken, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from edge_stand_ins import NOON, Edge, FakeJudge, FakeStore, Ticks, holds_every_number, parts_with

from bot.edge import loading, pausing
from bot.edge.parts import Parts
from bot.edge.pausing import Watch
from bot.errors import RetryLater, StoreError
from bot.records import switch_file
from bot.records.switch import Switch
from bot.records.switch_file import Mark
from bot.replies.words import words
from bot.settings import Settings
from bot.terms import Role
from tests.edge.post_stand_ins import HereEngine, Post, post

PAUSED = words("edge")["paused"]["opening"]
MARK = Mark(NOON.timestamp(), "A Lead", here=True)


def kind(answer: dict[str, Any]) -> str:
    return str(answer["custom"]["guidance"]["kind"])


@pytest.mark.parametrize("role", [Role.PARENT, Role.PROFESSIONAL, Role.YOUNG_PERSON, Role.ADULT_SURVIVOR])
async def test_a_paused_service_says_so_with_every_number_and_asks_nobody(edge: Edge, role: Role) -> None:
    edge.parts.paused = True
    answer = await edge.say("a worry about Marigold", role=str(role))
    assert answer["text"].startswith(PAUSED.get(str(role), PAUSED["parent"]))
    assert holds_every_number(answer)
    assert kind(answer) == "error"
    assert edge.engine.asked == []
    assert [(row.status, row.text) for row in edge.store.rows] == [("paused", None)]


async def test_danger_is_answered_with_its_escalation(edge: Edge) -> None:
    edge.parts.paused = True
    answer = await edge.say("DANGER now")
    assert kind(answer) == "escalation"
    assert holds_every_number(answer)
    (context,) = edge.store.kept.values()
    assert context.emergency_open, "the next message knows"


async def test_perhaps_danger_is_asked_about_before_anything_else(edge: Edge) -> None:
    edge.parts.paused = True
    answer = await edge.say("PERHAPS")
    assert answer["text"].startswith(words("common")["check"]["child"])
    assert [button["title"] for button in answer["buttons"]] == words("common")["check_options"]
    assert holds_every_number(answer)
    await edge.say("Yes")
    assert edge.judge.contexts[-1].asked == "safe_now", "the answer to it is judged as one"


@pytest.mark.parametrize("broken", ["engine", "store", "scrubber", "judge"])
async def test_it_holds_whatever_is_broken(edge: Edge, broken: str) -> None:
    edge.parts.paused = True
    if broken == "engine":
        await edge.engine_server.close()
    elif broken == "store":
        edge.store.error = StoreError("gone")
    elif broken == "judge":
        edge.judge.error = RuntimeError("gone")
    else:
        edge.parts.scrubber = None
    answer = await edge.say("a worry")
    assert PAUSED["parent"] in answer["text"]
    assert holds_every_number(answer)


async def test_what_the_engine_says_after_the_switch_was_turned_does_not_go_out(edge: Edge) -> None:
    async def slow(body: dict[str, Any]) -> web.Response:
        edge.parts.paused = True
        return edge.engine.answer(edge.engine.message_for(body))

    edge.engine.behave = slow
    answer = await edge.say("a worry")
    assert "You wrote" not in answer["text"]
    assert answer["text"].startswith(PAUSED["parent"])
    assert edge.store.rows[0].text is None


async def test_an_answer_from_before_is_not_repeated_and_one_from_the_pause_neither(edge: Edge) -> None:
    assert "You wrote" in (await edge.say("a worry", message_id="m1"))["text"]
    edge.parts.paused = True
    assert PAUSED["parent"] in (await edge.say("a worry", message_id="m1"))["text"]
    assert PAUSED["parent"] in (await edge.say("another", message_id="m2"))["text"]
    edge.parts.paused = False
    assert "You wrote: another" in (await edge.say("another", message_id="m2"))["text"]


async def test_a_paused_service_is_ready_and_says_that_it_is_paused(edge: Edge) -> None:
    for paused in (False, True):
        edge.parts.paused = paused
        async with edge.client.get("/health/ready") as response:
            assert (await response.json())["paused"] is paused


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Post]:
    one = post(tmp_path)
    yield one
    await one.delivery.close()


async def test_a_channel_that_acknowledges_first_says_it_too_and_keeps_no_text(mail: Post) -> None:
    mail.parts.paused = True
    await mail.write("zebramarked")
    await mail.write("DANGER", "bob")
    await mail.rest()
    assert [kind(dict(message)) for message in mail.channel.messages] == ["error", "escalation"]
    assert mail.channel.to("ann") == [PAUSED["parent"]]
    assert b"zebramarked" not in b"".join(path.read_bytes() for path in mail.folder.iterdir() if path.is_file())


async def test_what_was_taken_in_before_the_pause_is_answered_with_the_numbers(mail: Post) -> None:
    mail.engine.slow = True
    await mail.write("hello")
    while not mail.engine.asked:
        await asyncio.sleep(0.002)
    mail.parts.paused, mail.engine.slow = True, False
    await mail.rest()
    assert mail.channel.to("ann") == [PAUSED["parent"]]


@pytest.mark.parametrize(("text", "goes_out"), [("hello", PAUSED["parent"]), ("DANGER", "Ring 999 now.")])
async def test_an_answer_that_waited_in_the_outbox_is_replaced_unless_it_is_an_escalation(
    mail: Post, text: str, goes_out: str
) -> None:
    async def busy(chat: str) -> None:
        if not mail.parts.paused:
            raise RetryLater(2.0)

    mail.channel.fail = busy
    await mail.write(text)
    while not mail.clock.slept:
        await asyncio.sleep(0.002)
    mail.parts.paused = True
    mail.clock.moved += 2.0
    await mail.rest()
    assert mail.channel.to("ann")[0].startswith(goes_out)


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
