"""Edge or engine killed with -9 in the middle of a conversation: the numbers at once, then on where it was."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

import pytest

from tests.server import processes
from tests.server.guidance_schema import faults
from tests.server.service import DANGER, NUMBERS, WORRY, Shared, card, slot, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

AT_ONCE = 1.0       # seconds to the safe answer
RECOVERY = 15.0     # seconds until the conversation goes on
PATIENCE = 30.0


def pressed(answer: dict[str, Any], number: int = 0) -> str:
    """What the button of an answer's question says."""
    payload: str = card(answer)["question"]["options"][number]["payload"]
    return payload


def conversation(service: Shared, sender: str, turns: int) -> list[dict[str, Any]]:
    """A worry, and then the first choice of each question."""
    answers = [service.say(WORRY, sender, role="parent")]
    while len(answers) < turns:
        answers.append(service.say(pressed(answers[-1]), sender, role="parent"))
    return answers


def told(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        print(f"\n[server] {line}")


def test_the_engine_killed_in_a_form(running: Shared, capsys: pytest.CaptureFixture[str]) -> None:
    twin = conversation(running, "twin", 3)
    before = conversation(running, "killed", 2)
    assert [card(one) for one in before] == [card(one) for one in twin[:2]], "the twin shows how it would have gone on"
    words = pressed(before[-1])
    log_id = running.rows("SELECT log_id FROM live_conversations WHERE key = ?", running.key("killed"))
    running.wait_with_spare()

    os.kill(running.engine(), signal.SIGKILL)
    killed = time.monotonic()
    safe = running.say(words, "killed", role="parent")
    at_once = time.monotonic() - killed
    assert [number for number in NUMBERS if number not in safe["text"][:1500]] == []
    assert faults(safe) == []
    assert running.rows("SELECT status FROM turn_log WHERE log_id = ? AND position = 3", *log_id[0]) == [
        ("failed_engine",)
    ]

    after = safe
    while card(after)["kind"] == "error" and time.monotonic() - killed < PATIENCE:
        time.sleep(1.0)
        after = running.say(words, "killed", role="parent")
    back = time.monotonic() - killed
    told(capsys, f"engine killed: safe answer after {at_once:.2f} s, the conversation goes on after {back:.1f} s")
    assert card(after) == card(twin[2]), "the same next question, with the same answer, as if nothing had happened"
    assert slot(after) not in (slot(before[0]), slot(before[1]))
    assert running.rows("SELECT log_id FROM live_conversations WHERE key = ?", running.key("killed")) == log_id
    turns = running.turns("killed")
    assert turns == list(range(1, len(turns) + 1))
    assert at_once < AT_ONCE
    assert back < RECOVERY


def test_danger_told_while_the_engine_is_down_is_escalated_and_remembered(running: Shared) -> None:
    conversation(running, "danger meanwhile", 2)
    os.kill(running.engine(), signal.SIGKILL)
    began = time.monotonic()
    urgent = running.say(DANGER, "danger meanwhile", role="parent")
    assert time.monotonic() - began < AT_ONCE
    assert card(urgent)["kind"] == "escalation"
    assert [number for number in NUMBERS if number not in urgent["text"][:1500]] == []
    running.wait()
    after = running.say("ok", "danger meanwhile", role="parent")
    assert card(after)["kind"] == "escalation", "the emergency is still open: small talk does not end it"
    ended = running.say("it is ok now, the police are here and she is safe", "danger meanwhile", role="parent")
    assert card(ended)["kind"] != "escalation"
    assert "999" in ended["text"]


def test_the_edge_killed(running: Shared, capsys: pytest.CaptureFixture[str]) -> None:
    twin = conversation(running, "edge twin", 3)
    before = conversation(running, "edge killed", 2)
    first = running.edge()
    os.kill(first, signal.SIGKILL)
    killed = time.monotonic()
    assert processes.open_port(running.port), "the supervisor holds the port"
    urgent = running.say(DANGER, "other person", role="parent")
    told(capsys, f"edge killed: danger answered {time.monotonic() - killed:.2f} s later")
    assert urgent["text"].startswith("Ring 999 now")
    assert running.edge() != first
    running.wait()
    told(capsys, f"edge killed: all ready after {time.monotonic() - killed:.1f} s")
    after = running.say(pressed(before[-1]), "edge killed", role="parent")
    assert card(after) == card(twin[2])
    assert running.turns("edge killed") == [1, 2, 3]


def test_both_killed_together(running: Shared, capsys: pytest.CaptureFixture[str]) -> None:
    os.kill(running.engine(), signal.SIGKILL)
    os.kill(running.edge(), signal.SIGKILL)
    killed = time.monotonic()
    urgent = running.say(DANGER, "both", role="parent")
    assert [number for number in NUMBERS if number not in urgent["text"][:1500]] == []
    answered = time.monotonic() - killed
    until(running.ready, "both to be back", 120)
    told(capsys, f"both killed: danger after {answered:.2f} s, all ready after {time.monotonic() - killed:.1f} s")
    assert faults(running.say(WORRY, "both later", role="parent")) == []
