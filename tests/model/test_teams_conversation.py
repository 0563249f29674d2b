"""Twelve turns in Teams give the same guidance as the same twelve turns over REST, turn by turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from talk import WEDNESDAY_NOON, Said, Talk

from bot.channels import Incoming
from bot.channels.teams import PATH, Teams
from bot.channels.teams_parts.outgoing import MOST_BYTES, size
from bot.edge.delivery import Delivery
from bot.edge.messengers import serve
from bot.edge.parts import Parts
from bot.edge.turn import run
from bot.records.keys import conversation_key
from bot.records.mailbox import Mailbox
from bot.replies.words import not_a_report, words
from bot.terms import Role
from tests.channels.teams.far_end import FarEnd

pytestmark = pytest.mark.model

# A worry, signs, choices by button (their number), questions in the middle, danger, deletion.
SCRIPT: tuple[str | int, ...] = (
    "a boy in my class has gone very quiet since his uncle moved in, he wets himself and flinches when touched",
    2,
    "do I need consent from his mum before I refer?",
    1,
    "he also draws pictures with private parts all the time",
    0,
    "what do I write down?",
    0,
    "he has just told me his uncle is waiting outside to take him home and he is scared of tonight",
    0,
    "Nobody is in danger",
    "delete my conversation",
)


class OneToOne:
    """A personal chat in Teams: what is written arrives signed, and what the bot posts is read from its cards."""

    def __init__(self, far: FarEnd, client: TestClient[Any, Any]) -> None:
        self.far, self.client = far, client

    async def say(self, text: str | None, value: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """Send one message, or press a button; the cards that follow."""
        before = len(self.far.posted())
        at = WEDNESDAY_NOON.astimezone().isoformat()
        more = {"value": value, "replyToId": f"card-{before}"} if value else {}
        activity = self.far.activity(text, timestamp=at, **more)
        headers = {"Authorization": f"Bearer {self.far.token()}"}
        async with self.client.post(PATH, json=activity, headers=headers) as response:
            assert response.status == 200
        return await self._answer(before)

    async def _answer(self, before: int) -> list[dict[str, Any]]:
        until = time.monotonic() + 20
        count = -1
        while time.monotonic() < until:
            found = self.far.posted()[before:]
            if found and len(found) == count:
                return found
            count = len(found)
            await asyncio.sleep(0.15)
        raise AssertionError("no answer came")


def buttons(sent: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What can be pressed on these cards."""
    rows = [row for one in sent for row in one["attachments"][0]["content"]["body"] if row["type"] == "ActionSet"]
    actions = [action for row in rows for action in row["actions"]]
    return [action["data"] for action in actions if action["type"] == "Action.Submit"]


async def in_teams(parts: Parts, folder: Path, said: list[Said]) -> tuple[list[list[dict[str, Any]]], list[Any]]:
    """The same script in Teams: cards of each turn, and the messages that the channel was given to send."""
    far = FarEnd()
    async with far.server:
        teams = Teams(far.config())
        mine = replace(parts, mailbox=Mailbox(f"sqlite:///{folder / 'post.db'}", parts.secret))
        delivery, given = Delivery(mine), []
        send = teams.sender.send

        async def noted(address: Any, message: Any, late: bool, progress: Any) -> None:
            given.append(message)
            await send(address, message, late, progress)

        teams.sender.send = noted  # type: ignore[method-assign]
        delivery.add(teams.sender)
        app = web.Application()
        serve(delivery)(app)
        teams.routes(app, delivery)
        async with TestClient(TestServer(app)) as client:
            while not teams.keys.ready:
                await asyncio.sleep(0.02)
            chat, cards = OneToOne(far, client), []
            for line, heard in zip(SCRIPT, said, strict=True):
                pressed = next((b for b in buttons(cards[-1]) if b["say"] == heard.heard), None) if cards else None
                assert isinstance(line, str) or pressed is not None, f"no button says {heard.heard!r}"
                cards.append(await chat.say(None if pressed else heard.heard, pressed))
    return cards, given


def same(message: dict[str, Any]) -> dict[str, Any]:
    """The guidance of a message; which copy each platform keeps is not part of it."""
    part = dict(message["custom"]["guidance"])
    kept = [line for line in part.pop("closing") if words("common")["kept"]["how_long"] in line]
    text = message["text"]
    for line in kept:
        text = text.replace(line, "")
    closing = [line for line in message["custom"]["guidance"]["closing"] if line not in kept]
    return {"text": text, "buttons": message["buttons"], "card": {**part, "closing": closing}}


def test_twelve_turns_are_the_same_as_over_rest(
    parts: Parts, talk: Callable[..., Talk], loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    rest = talk("professional")
    said: list[Said] = []
    for line in SCRIPT:
        said.append(rest(line if isinstance(line, str) else said[-1].options[line]))
    cards, given = loop.run_until_complete(in_teams(parts, tmp_path, said))
    assert len(given) == len(SCRIPT)
    for number, (over_rest, over_teams) in enumerate(zip(said, given, strict=True), 1):
        assert same(over_teams) == same(over_rest.message), f"turn {number}: {over_rest.heard!r}"
    kinds = [one.kind for one in said]
    assert (kinds[0], kinds[2], kinds[8], said[11].status) == ("concern", "answer", "escalation", "answered_deleted")
    for one, shown in zip(said, cards, strict=True):
        assert one.card["opening"].split(". ")[0].rstrip(".") in str(shown[0]).replace("\\\\", "")
        assert {b["say"] for b in buttons(shown)} >= {b["payload"] for b in one.message["buttons"]}
        assert all(size(sent) <= MOST_BYTES for sent in shown)


@pytest.mark.parametrize(("text", "agency"), [
    ("I work in a school or college", "education"), ("I work in youth justice", "youth_offending"),
    ("I work for a charity or club", "voluntary_sector"),
])
def test_where_one_works_is_answered_with_that_agencys_part_and_remembered(
    talk: Callable[..., Talk], loop: asyncio.AbstractEventLoop, text: str, agency: str
) -> None:
    chat = talk("professional")
    said = chat(text)
    assert (said.kind, said.card["agency"]) == ("answer", agency)
    assert slot(chat, loop) == agency
    chat("a pupil is afraid of her uncle")
    assert slot(chat, loop) == agency
    chat("delete my conversation")
    assert slot(chat, loop) is None


def slot(chat: Talk, loop: asyncio.AbstractEventLoop) -> str | None:
    key = conversation_key(chat.parts.secret, "test", chat.name, chat.name)
    tracker = loop.run_until_complete(chat.engine.engine.store.retrieve(key))
    found: str | None = tracker.get_slot("agency") if tracker else None
    return found


def test_a_pupil_in_teams_stays_a_child(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    for text in ("im 12 is it wrong if my cousin makes me do stuff. i cant tell mum", "what will childline ask me?"):
        incoming = Incoming(text, "teams/personal/x", "a:pupil", "29:pupil", "teams")
        [answer] = loop.run_until_complete(run(parts, incoming)).messages
        card = answer["custom"]["guidance"]
        assert "childline" in [contact["id"] for contact in card["contacts"]]
        assert not_a_report(Role.PROFESSIONAL) not in card["closing"]
        assert card["record"] == []
