"""The same conversation of twelve turns by Telegram and by REST: the same guidance, turn by turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.channels.post import FIRST, STATUS
from bot.channels.telegram_parts.text import buttons, split, whole
from bot.channels.telegram_parts.wording import wording
from bot.replies.words import words
from tests.channels.telegram_stand_in import HEADER, PATH, SECRET, TOKEN, BotApi, Call, pressed, written
from tests.server.service import DANGER, WORRY, Service, card

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
CHAT = 4711
CHOICE = None   # a choice of the question that was asked, by its button: one of these, else the first
CALM = ("Parent, carer or family", "No contact planned", "Someone else in the family", "No")
TURNS: tuple[str | None, ...] = (
    WORRY, CHOICE, CHOICE, "what happens when I report a worry?", CHOICE,
    "she has gone very quiet since the summer", CHOICE,
    "do I need the family to agree before I ring?", CHOICE,
    DANGER, "it is ok now, the police are here and she is safe", "delete my conversation",
)


class Far:
    """Telegram at the far end, and a person there."""

    def __init__(self, api: BotApi, service: Service, session: aiohttp.ClientSession) -> None:
        self.api, self.service, self.session, self.number = api, service, session, 0

    async def tell(self, text: str | None, last: list[Call], choice: str) -> list[Call]:
        """Write ``text``, or press the button ``choice`` under the last answer; the messages that come back."""
        self.number += 1
        before = len(self.api.sent(CHAT))
        if text is None:
            update = pressed(last[-1], choice, self.number, card=1000 + self.number)
        else:
            update = written("/delete" if text.startswith("delete") else text, CHAT, self.number, int(time.time()))
        async with self.session.post(f"{self.service.url}{PATH}", json=update, headers={HEADER: SECRET}) as response:
            assert response.status == 200
        until = time.monotonic() + 30
        while not any(call.buttons or call.text for call in self.api.sent(CHAT)[before:]):
            assert time.monotonic() < until, f"no answer to turn {self.number}"
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)  # further parts of the same answer
        return self.api.sent(CHAT)[before:]


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Far]:
    api = BotApi()
    async with TestServer(api.app()) as server, aiohttp.ClientSession() as session:
        service = Service(
            tmp_path, SAFEGUARD_TELEGRAM_TOKEN=TOKEN, SAFEGUARD_TELEGRAM_SECRET=SECRET,
            SAFEGUARD_TELEGRAM_API=str(server.make_url("/bot")),
        )
        try:
            await asyncio.to_thread(service.wait)
            yield Far(api, service, session)
        finally:
            await asyncio.to_thread(service.stop)


def as_telegram_shows(answer: dict[str, Any], number: int) -> list[str]:
    """The messages that an answer of REST would be."""
    deleted = "answered_deleted" if number == len(TURNS) - 1 else "answered"
    return split(whole({**answer, FIRST: number == 0, STATUS: deleted}, wording()))


def chosen(answer: dict[str, Any]) -> str:
    """Which button under the answer is pressed, if one is."""
    question = (card(answer)["question"] if answer else None) or {"options": []}
    titles = [option["title"] for option in question["options"]]
    return next((title for title in titles if title in CALM), titles[0] if titles else "")


async def test_twelve_turns_give_the_same_guidance_as_rest(far: Far, capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[Call] = []
    answer: dict[str, Any] = {}
    kinds = []
    for number, text in enumerate(TURNS):
        choice = chosen(answer)
        assert text or choice, f"turn {number}: nothing was asked"
        answer = await asyncio.to_thread(far.service.say, text or choice, "the twin")
        shown = await far.tell(text, shown, choice)
        own = f" {words('common')['kept']['copies']['telegram']}"  # what is true of Telegram alone, in the first answer
        assert [call.text.replace(own, "") for call in shown] == as_telegram_shows(answer, number), f"turn {number}"
        assert (own in shown[-1].text) is (number == 0)
        assert [button["text"] for button in shown[-1].buttons] == buttons(answer)
        kinds.append(card(answer)["kind"])
    with capsys.disabled():
        print(f"\n[server] twelve turns by Telegram as by REST: {' '.join(kinds)}")
    assert kinds[9] == "escalation"
    assert {"concern", "answer", "question"} & set(kinds[:9])
    assert far.service.rows("SELECT count(*) FROM live_conversations") == [(0,)], "both have been deleted"
    for table in ("inbox", "outbox"):
        assert far.service.rows(f"SELECT count(*) FROM {table}") == [(0,)]
