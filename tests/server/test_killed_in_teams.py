"""Killed with -9 between acknowledgement and reply in Teams: no answer lost, none of its cards sent more than twice."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.channels.teams import PATH
from tests.channels.teams.far_end import APP, TENANT, FarEnd
from tests.server.lone_edge import LoneEdge, lone_edge

KILLS = int(os.environ.get("SOAK_KILLS", "20"))
AT_ONCE = 3             # people who write before each kill
PERSONAL = (b"Marigold", b"Zebedee", b"07700 900461", b"29:person-77", b"a:chat-77", TENANT.encode())
WORRY = "my name is Marigold Zebedee, ring me on 07700 900461, her uncle frightens her"

pytestmark = [pytest.mark.server, pytest.mark.timeout(120 + 30 * KILLS)]
Card = tuple[str, str]  # a conversation, and whether the answer or its choices


def settings(far: FarEnd) -> dict[str, str]:
    return {
        "SAFEGUARD_TEAMS_APP_ID": APP, "SAFEGUARD_TEAMS_TENANT": TENANT, "SAFEGUARD_TEAMS_APP_PASSWORD": "secret",
        "SAFEGUARD_TEAMS_OPENID_URL": f"{far.base}/openid", "SAFEGUARD_TEAMS_LOGIN_URL": far.base,
        "SAFEGUARD_TEAMS_SERVICE_HOSTS": far.base.removeprefix("http://"),
    }


async def write(edge: LoneEdge, far: FarEnd, chat: str) -> None:
    """One person writes; as Teams does, again until it is acknowledged."""
    body = far.activity(WORRY, conversation={"id": chat, "conversationType": "personal"},
                        **{"from": {"id": chat.replace("a:chat", "29:person"), "name": "Marigold Zebedee"}})
    headers = {"Authorization": f"Bearer {far.token()}"}
    for _ in range(200):
        async with edge.session.post(f"{edge.url}{PATH}", json=body, headers=headers) as response:
            if response.status == 200:
                return
            assert response.status == 503  # the keys are not there yet
        await asyncio.sleep(0.05)
    raise AssertionError("never acknowledged")


def cards(far: FarEnd) -> Counter[Card]:
    """How often each card was posted."""
    def kind(sent: dict[str, Any]) -> str:
        return "answer" if "You wrote" in str(sent["attachments"][0]["content"]["body"]) else "choices"

    return Counter((sent["conversation"]["id"], kind(sent)) for sent in far.posted())


async def test_nothing_is_lost_and_nothing_personal_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far, chats = FarEnd(), []
    before: Counter[Card] = Counter()
    between: set[Card] = set()  # posted in the run that was killed: perhaps before we knew
    async with far.server, lone_edge(tmp_path, settings(far)) as edge:
        for round in range(KILLS):
            new = [f"a:chat-77{round:03}{number}" for number in range(AT_ONCE)]
            chats += new
            for chat in new:
                await write(edge, far, chat)
            far.slow = dict.fromkeys(new, 0.2) if round % 2 else {}
            await asyncio.sleep(random.uniform(0.0, 0.25))
            edge.kill()
            kept = edge.written()
            assert [(name, word) for name, content in kept.items() for word in PERSONAL if word in content] == []
            far.slow = {}
            await edge.start()
            between |= set(cards(far) - before)
            before = cards(far)
        wanted = {(chat, kind) for chat in chats for kind in ("answer", "choices")}
        until = time.monotonic() + 60
        while set(cards(far)) < wanted and time.monotonic() < until:
            await asyncio.sleep(0.1)
        found = cards(far)
        doubled = {card for card, times in found.items() if times > 1}
        with capsys.disabled():
            lost = len(wanted - set(found))
            print(f"\n[server] Teams: {edge.kills} kills, {len(chats)} messages: {lost} lost, {len(doubled)} doubled")
        assert set(found) == wanted
        assert max(found.values()) <= 2
        assert doubled <= between
