"""Whatever is sent in the middle of a conversation: never a 500, and the conversation goes on unharmed."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.server.guidance_schema import faults
from tests.server.service import NUMBERS, WEBHOOK, WORRY, Shared, card, slot

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]

BIG = json.dumps({"sender": "SENDER", "message": "x" * 1_000_000}).encode()
REFUSED: list[tuple[str, bytes, int]] = [
    ("no body", b"", 400),
    ("only spaces", b"   \n", 400),
    ("not JSON", b'{"sender": "SENDER", "message": "hello"', 400),
    ("not UTF-8", b'{"sender": "SENDER", "message": "\xff\xfe"}', 400),
    ("nested for ever", b'{"sender": ' + b"[" * 60_000, 400),
    ("one megabyte", BIG, 413),
    ("a list", b"[]", 400),
    ("a number", b"7", 400),
    ("null", b"null", 400),
    ("no sender", b'{"message": "hello"}', 400),
    ("no message", b'{"sender": "SENDER"}', 400),
    ("sender is null", b'{"sender": null, "message": "hello"}', 400),
    ("sender is a list", b'{"sender": ["SENDER"], "message": "hello"}', 400),
    ("message is a number", b'{"sender": "SENDER", "message": 5}', 400),
    ("message is null", b'{"sender": "SENDER", "message": null}', 400),
    ("message is an object", b'{"sender": "SENDER", "message": {"text": "hello"}}', 400),
    ("metadata is a list", b'{"sender": "SENDER", "message": "hello", "metadata": []}', 400),
    ("role is an object", b'{"sender": "SENDER", "message": "hello", "metadata": {"role": {}}}', 400),
    ("message id is a list", b'{"sender": "SENDER", "message": "hello", "metadata": {"message_id": [1]}}', 400),
]
ANSWERED: list[tuple[str, str]] = [
    ("empty", ""), ("only spaces", "     "), ("only line ends", "\n\n\r\n"), ("only emoji", "\U0001f622\U0001f622"),
    ("20,000 characters", "lorem " * 3334), ("control characters", "\x00\x01\x07\x1b\x7f"), ("a lone slash", "/"),
    ("an intent of Rasa's", '/greet{"role": "x"}'), ("an action", "/action_listen"), ("half of a character", "\ud83d"),
    ("right to left marks", "\u202e\u202d\u200f"), ("markup", "<b onclick=x>"), ("a query", "'; DROP TABLE events; --"),
    ("a template", "{{7*7}} ${HOME} %s {0}"), ("digits", "1" * 300), ("dots", "..."),
]


@pytest.fixture
def begun(running: Shared, request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """A conversation in the middle of its form, with a sender of its own."""
    sender = f"odd {request.node.name}"[:200]
    return sender, running.say(WORRY, sender, role="parent")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """How the undisturbed conversation goes on; filled by the first who asks."""
    return {}


def undisturbed(service: Shared, expected: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    if not expected:
        start = service.say(WORRY, "undisturbed", role="parent")
        assert card(start) == card(first)
        expected.update(card(service.say(choice(start), "undisturbed", role="parent")))
    return expected


def choice(answer: dict[str, Any]) -> str:
    """A choice that says nothing of danger: no contact is planned."""
    payload: str = card(answer)["question"]["options"][2]["payload"]
    return payload


@pytest.mark.parametrize(("body", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_message_is_refused_and_the_conversation_is_unharmed(
    running: Shared, begun: tuple[str, dict[str, Any]], expected: dict[str, Any], body: bytes, status: int,
) -> None:
    sender, first = begun
    found, said = running.post(body.replace(b"SENDER", sender.encode()))
    assert found == status
    assert [number for number in NUMBERS if number not in said["error"]] == []
    assert "Traceback" not in said["error"]
    after = running.say(choice(first), sender, role="parent")
    assert card(after) == undisturbed(running, expected, first)
    assert running.turns(sender) == [1, 2], "what was refused is no turn"


@pytest.mark.parametrize("text", [row[1] for row in ANSWERED], ids=[row[0] for row in ANSWERED])
def test_what_a_person_could_send_is_answered_kindly_and_the_form_goes_on(
    running: Shared, begun: tuple[str, dict[str, Any]], expected: dict[str, Any], text: str,
) -> None:
    sender, first = begun
    kind = running.say(text, sender, role="parent")
    assert faults(kind) == []
    assert card(kind)["kind"] not in ("escalation", "error")
    if slot(kind) == "safe_now":  # what cannot be understood may be asked about, and the form waits meanwhile
        kind = running.say("No", sender, role="parent")
    assert slot(kind) in (slot(first), None), "the same question is still open"
    after = running.say(choice(first), sender, role="parent")
    wanted = undisturbed(running, expected, first)
    assert (slot(after), card(after)["route"]) == (wanted["question"]["slot"], wanted["route"])
    assert card(after)["kind"] in ("question", "concern")


@pytest.mark.parametrize("text", ["/restart", "/delete_conversation", "/immediate_risk", "/session_start"])
def test_a_slash_is_no_command_to_rasa(running: Shared, text: str) -> None:
    sender = f"slash {text}"
    running.say(WORRY, sender, role="parent")
    assert faults(running.say(text, sender, role="parent")) == []
    with_slash = running.rows("SELECT count(*) FROM events WHERE data LIKE ?", f'%"text": "{text}%')
    assert with_slash == [(0,)], "the engine reads the word, without what would make it a command"


@pytest.mark.parametrize("metadata", [
    {"role": "wizard"}, {"role": ""}, {"role": None}, {"area": "the moon"}, {"else": {"deep": [1]}},
    {"role": "x" * 200},
], ids=lambda metadata: str(metadata)[:40])
def test_metadata_that_nobody_knows_is_passed_over(running: Shared, metadata: dict[str, Any]) -> None:
    sender = f"metadata {metadata}"
    answer = running.say(WORRY, sender, **metadata)
    assert faults(answer) == []
    assert card(answer)["kind"] == "concern"
    assert running.say(card(answer)["question"]["options"][0]["payload"], sender, **metadata)["text"]


def test_a_worry_in_20_000_characters_is_withheld_and_its_danger_is_seen(running: Shared) -> None:
    filler = "We talked about the garden. Then the bus was late, as ever. I made soup for tea and we ate it. " * 210
    calm = running.say(filler, "long calm", role="parent")
    assert card(calm)["kind"] != "escalation"
    danger = "help he is hurting her right now"
    for place, text in (("front", f"{danger} {filler}"), ("end", f"{filler} {danger}")):
        urgent = running.say(text, f"long {place}", role="parent")
        assert card(urgent)["kind"] == "escalation", place
    assert running.rows(
        "SELECT text, status FROM turn_log WHERE log_id = (SELECT log_id FROM live_conversations WHERE key = ?)",
        running.key("long end"),
    ) == [(None, "withheld_long")]


def test_the_same_message_id_twice_is_one_turn(running: Shared) -> None:
    for sender, text in (("again", WORRY), ("again later", "hello")):
        first = running.say(text, sender, role="parent", message_id="one")
        assert running.say(text, sender, role="parent", message_id="one") == first
        assert running.turns(sender) == [1]
    running.say("hello", "again", role="parent", message_id="two")
    assert running.say(WORRY, "again", role="parent", message_id="one")["text"] == running.say(
        WORRY, "again", role="parent", message_id="one",
    )["text"]
    assert running.turns("again") == [1, 2]


def test_the_same_message_id_sent_eight_times_at_once_is_one_turn(running: Shared) -> None:
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda _: running.say(WORRY, "hurry", role="parent", message_id="x"), range(8)))
    assert answers == [answers[0]] * 8
    assert running.turns("hurry") == [1]
    assert running.say(WORRY, "another", role="parent", message_id="x")["recipient_id"] == "another"
    assert running.turns("another") == [1], "an id counts within its conversation only"


@pytest.mark.parametrize("path", [f"{WEBHOOK}/", "/webhooks/rest/nothing", "/conversations/x/tracker", "/model/parse"])
def test_other_addresses_are_refused_with_the_number(running: Shared, path: str) -> None:
    status, said = running.post({"sender": "a", "message": "hello"}, path=path)
    assert status == 404
    assert "999" in said["error"]


def test_nothing_in_all_this_was_an_error_of_ours(running: Shared) -> None:
    (failed,), = running.rows("SELECT count(*) FROM turn_log WHERE status IN ('failed_other', 'failed_store')")
    assert failed == 0
    assert "Traceback" not in running.output.read_text()
