"""Deleting a conversation takes it out of every table, and out of every byte of the database's files."""

from __future__ import annotations

import pytest

from tests.server.guidance_schema import faults
from tests.server.service import WORRY, Shared, card

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]


def kept(service: Shared, sender: str) -> tuple[int, int]:
    """Live rows and engine events of one conversation."""
    key = service.key(sender)
    (live,), = service.rows("SELECT count(*) FROM live_conversations WHERE key = ?", key)
    (events,), = service.rows("SELECT count(*) FROM events WHERE sender_id = ?", key)
    return int(live), int(events)


@pytest.mark.parametrize("turns", [1, 2], ids=["after the first answer", "in the middle of the form"])
def test_delete_my_conversation(running: Shared, turns: int) -> None:
    sender = f"deleter {turns}"
    answer = running.say(WORRY, sender, role="parent")
    if turns == 2:
        running.say(card(answer)["question"]["options"][2]["payload"], sender, role="parent")
    live, events = kept(running, sender)
    assert live == 1
    assert events > 5
    (log_id,), = running.rows("SELECT log_id FROM live_conversations WHERE key = ?", running.key(sender))

    said = running.say("delete my conversation", sender, role="parent")
    assert said["text"].startswith("I have deleted this conversation")
    assert faults(said) == []
    assert kept(running, sender) == (0, 0)
    assert running.rows("SELECT count(*) FROM turn_log WHERE log_id = ?", log_id) == [(0,)]
    assert ("answered_deleted", 1) in running.rows("SELECT status, position FROM turn_log")
    left = b"".join(path.read_bytes() for path in running.data.iterdir() if path.name.startswith("safeguard.db"))
    assert [mark for mark in (running.key(sender), log_id) if mark.encode() in left] == [], "in no page, log or index"

    fresh = running.say(WORRY, sender, role="parent")
    assert card(fresh) == card(answer), "nothing is carried over"
    (new_id,), = running.rows("SELECT log_id FROM live_conversations WHERE key = ?", running.key(sender))
    assert new_id != log_id


def test_nobody_elses_conversation_is_touched(running: Shared) -> None:
    for sender in ("stays", "goes"):
        running.say(WORRY, sender, role="parent")
    before = kept(running, "stays")
    running.say("please delete my data", "goes", role="parent")
    assert kept(running, "goes") == (0, 0)
    assert kept(running, "stays") == before
