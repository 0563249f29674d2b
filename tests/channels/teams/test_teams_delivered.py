"""From a signed request to a card in the chat, through the real mailbox: once, in order, and nothing of it on disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.teams import Teams
from bot.edge.delivery import Delivery
from bot.edge.engine_client import EngineClient
from bot.edge.messengers import serve
from bot.records.mailbox import Mailbox
from bot.replies.words import words
from bot.settings import Settings
from tests.channels.teams.bench import Bench
from tests.channels.teams.far_end import FarEnd
from tests.edge.edge_stand_ins import FakeEngine, FakeJudge, FakeStore, Ticks, parts_with, soon
from tests.edge.post_stand_ins import Clock


@dataclass
class Office:
    """Everything, run over the files of one folder."""

    folder: Path
    far: FarEnd = field(default_factory=FarEnd)
    engine: FakeEngine = field(default_factory=FakeEngine)
    store: FakeStore = field(default_factory=FakeStore)
    clock: Clock = field(default_factory=Clock)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def open(self) -> Bench:
        """One start of the service over these files."""
        server = await self.stack.enter_async_context(TestServer(self.engine.app()))
        asking = EngineClient(str(server.make_url("")).rstrip("/"), "token", stuck=0.5)
        await asking.start()
        self.stack.push_async_callback(asking.close)
        parts = parts_with(Settings(data_dir=self.folder, limit_per_sender=0), asking, self.store, FakeJudge(), Ticks())
        box = Mailbox(f"sqlite:///{self.folder / 'post.db'}", parts.secret)
        delivery = Delivery(replace(parts, now=self.clock.now, mailbox=box), self.clock.sleep)
        teams = Teams(self.far.config())
        delivery.add(teams.sender)
        app = web.Application(client_max_size=64 * 1024)
        serve(delivery)(app)
        teams.routes(app, delivery)
        client = await self.stack.enter_async_context(TestClient(TestServer(app)))
        await soon(lambda: teams.keys.ready)
        return Bench(self.far, delivery, teams, client)  # type: ignore[arg-type]

    def activity(self, text: str | None, **more: Any) -> dict[str, Any]:
        """A message of this moment."""
        return self.far.activity(text, **{"timestamp": self.clock.now().isoformat(), **more})

    def answers(self, chat: str = "a:one") -> list[str]:
        """The first words of every answer in a chat; cards with choices are left out."""
        found = []
        for sent in self.far.posted():
            card = sent["attachments"][0]["content"]
            if sent["conversation"]["id"] == chat and card["body"][0]["type"] == "Container":
                found.append(card["fallbackText"].split("\n")[0])
        return found


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr("bot.edge.delivery.CLOSING", 0.05)  # the clock: nothing that waits would end by itself
    made = Office(tmp_path)
    async with made.far.server:
        yield made
        await made.stack.aclose()


def chat(name: str) -> dict[str, Any]:
    return {"id": f"a:{name}", "conversationType": "personal"}


async def test_a_message_is_acknowledged_and_its_answer_follows_as_a_card(office: Office) -> None:
    bench = await office.open()
    assert await bench.post(office.activity("what do I do")) == 200
    await soon(lambda: office.answers() == ["You wrote: what do I do"])
    assert office.engine.asked[0]["metadata"]["known"] == "professional"
    assert office.engine.asked[0]["metadata"]["role"] == "unknown"


async def test_the_same_message_again_is_not_answered_twice_not_even_after_a_restart(office: Office) -> None:
    bench, same = await office.open(), office.activity("hello", id="m1")
    assert [await bench.post(same), await bench.post(same)] == [200, 403]  # its time is of another day: no retry
    box = bench.desk._parts.mailbox  # type: ignore[attr-defined]
    await soon(lambda: len(office.answers()) == 1 and not box.out.unsent())  # it came, and we know that it did
    await office.stack.aclose()
    again = await office.open()
    assert await again.post(same) == 403
    assert await again.post(office.activity("more")) == 200
    await soon(lambda: len(office.answers()) == 2)
    assert office.answers() == ["You wrote: hello", "You wrote: more"]


async def test_a_button_pressed_twice_is_one_turn(office: Office) -> None:
    bench = await office.open()
    data = {"say": "Under 5", "title": "Under 5", "ask": "How old is the child?"}
    for number in range(2):
        pressed = office.activity(None, value=data, replyToId="card", id=f"press-{number}")
        assert await bench.post(pressed) == 200
    await bench.post(office.activity("next"))
    await soon(lambda: "You wrote: next" in office.answers())
    assert office.answers() == ["You wrote: Under 5", "You wrote: next"]


async def test_retry_after_is_honoured(office: Office) -> None:
    bench = await office.open()
    office.far.answers = [(429, {"Retry-After": "2"})]
    await bench.post(office.activity("hello"))
    await soon(lambda: office.clock.slept == [2.0])
    await office.clock.goes_on(1.9, 0.95)
    assert office.answers() == []
    await office.clock.goes_on(0.2, 0.2)
    await soon(lambda: office.answers() == ["You wrote: hello"])


@pytest.mark.thorough
async def test_a_connector_that_is_down_for_a_minute_loses_nothing_and_keeps_the_order(office: Office) -> None:
    bench = await office.open()
    office.far.down = True
    for number in range(4):
        assert await bench.post(office.activity(f"message {number}")) == 200
        await office.clock.goes_on(15)
    assert office.answers() == []
    office.far.down = False
    await office.clock.goes_on(60)
    await soon(lambda: len(office.answers()) == 4)
    assert office.answers() == [f"You wrote: message {number}" for number in range(4)]


async def test_a_slow_chat_does_not_hold_up_another(office: Office) -> None:
    bench = await office.open()
    office.far.slow = {"a:slow": 10.0}
    await bench.post(office.activity("slow", conversation=chat("slow")))
    await soon(lambda: len(office.engine.asked) == 1)
    for number in range(5):
        await bench.post(office.activity(f"quick {number}", conversation=chat("quick")))
    await soon(lambda: len(office.answers("a:quick")) == 5)
    assert office.answers("a:slow") == []
    office.far.slow.clear()


async def test_a_late_answer_is_the_neutral_line_and_opens_when_it_is_pressed(office: Office) -> None:
    bench = await office.open()
    office.far.down = True
    await bench.post(office.activity("a child told me something"))
    await soon(lambda: office.clock.slept != [])
    office.far.down = False
    await office.clock.goes_on(310, 310)
    await soon(lambda: len(office.far.posted()) == 1)
    [line] = office.far.posted()
    assert line["summary"] == words("teams")["late"]["line"]
    assert "child" not in str(line)
    await asyncio.sleep(0.1)
    assert office.answers() == []
    assert await bench.post(office.activity(None, value={"open": True}, replyToId="line")) == 200
    await soon(lambda: office.answers() == ["You wrote: a child told me something"])


async def test_danger_is_answered_at_once_and_a_changed_message_is_read_for_it(office: Office) -> None:
    bench = await office.open()
    edited = office.activity("DANGER he is here", type="messageUpdate", id="m9")
    assert await bench.post(edited) == 200
    await soon(lambda: len(office.answers()) == 1)
    assert "999" in office.answers()[0]
    await bench.post(office.activity("only a comma", type="messageUpdate", id="m10"))
    await soon(lambda: len(office.answers()) == 2)
    assert office.answers()[1] == words("teams")["edited"]["opening"]


async def test_two_notices_of_one_installation_are_one_welcome(office: Office) -> None:
    bench = await office.open()
    bot = [{"id": office.far.activity()["recipient"]["id"]}]
    await bench.post(office.activity(None, type="conversationUpdate", membersAdded=bot))
    await bench.post(office.activity(None, type="installationUpdate", action="add"))
    await bench.post(office.activity("hello"))
    await soon(lambda: len(office.answers()) == 2)
    assert office.answers() == [words("teams")["welcome"]["personal"]["opening"], "You wrote: hello"]


async def test_no_words_and_no_address_are_on_disk_while_an_answer_waits(office: Office) -> None:
    bench = await office.open()
    office.far.down = True
    await bench.post(office.activity("Marigold told me about it"))
    await soon(lambda: office.clock.slept != [])
    on_disk = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    assert b"outbox" in on_disk
    for private in (b"Marigold", b"29:person", b"a:one", office.far.service.encode(), b"aaaaaaaa-bbbb"):
        assert private not in on_disk
