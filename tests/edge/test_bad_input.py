"""Every odd or malformed request gets a clear message; what a person could have typed gets an answer."""

from __future__ import annotations

import json

import pytest
from edge_stand_ins import NUMBERS, Edge, holds_every_number

BIG = json.dumps({"sender": "a", "message": "x" * 1_000_000}).encode()
REFUSED: list[tuple[str, bytes, int]] = [
    ("no body", b"", 400),
    ("spaces for a body", b"  \n", 400),
    ("not JSON", b"{sender: a", 400),
    ("not UTF-8", b'{"sender": "a", "message": "\xff"}', 400),
    ("nested without end", b"[" * 50_000, 400),
    ("a number without end", b"1" * 50_000, 400),
    ("a list", b"[]", 400),
    ("a word", b'"hello"', 400),
    ("null", b"null", 400),
    ("no sender", b'{"message": "hello"}', 400),
    ("no message", b'{"sender": "a"}', 400),
    ("sender is a number", b'{"sender": 1, "message": "hello"}', 400),
    ("sender is empty", b'{"sender": "", "message": "hello"}', 400),
    ("message is a number", b'{"sender": "a", "message": 1}', 400),
    ("message is null", b'{"sender": "a", "message": null}', 400),
    ("message is a list", b'{"sender": "a", "message": ["hello"]}', 400),
    ("metadata is a word", b'{"sender": "a", "message": "hello", "metadata": "parent"}', 400),
    ("role is a number", b'{"sender": "a", "message": "hello", "metadata": {"role": 1}}', 400),
    ("message id is a list", b'{"sender": "a", "message": "hello", "metadata": {"message_id": []}}', 400),
    ("one megabyte", BIG, 413),
]


@pytest.mark.parametrize(("body", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
async def test_what_is_no_message_is_refused_kindly_with_the_numbers(edge: Edge, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    async with edge.client.post("/webhooks/rest/webhook", data=body, headers=headers) as response:
        assert response.status == status
        said = (await response.json())["error"]
    assert all(number in said for number in NUMBERS)
    assert "Traceback" not in said
    assert edge.engine.asked == []


async def test_a_form_is_refused_as_another_kind_of_thing(edge: Edge) -> None:
    async with edge.client.post("/webhooks/rest/webhook", data={"message": "hello"}) as response:
        assert response.status == 415
        assert "999" in (await response.json())["error"]


async def test_json_is_read_whatever_it_is_called(edge: Edge) -> None:
    body, headers = json.dumps({"sender": "a", "message": "hello"}), {"Content-Type": "text/plain"}
    async with edge.client.post("/webhooks/rest/webhook", data=body, headers=headers) as response:
        assert response.status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_another_method_is_told_to_post(edge: Edge, method: str) -> None:
    async with edge.client.request(method, "/webhooks/rest/webhook") as response:
        assert response.status == 405
        assert "POST" in response.headers["Allow"]
        if method != "HEAD":
            assert "999" in (await response.json())["error"]


async def test_a_wrong_address_still_gives_the_numbers(edge: Edge) -> None:
    async with edge.client.get("/nothing/here") as response:
        assert response.status == 404
        assert "999" in (await response.json())["error"]


@pytest.mark.parametrize("message", [
    "", "   ", "\n\n\t", "\U0001f622\U0001f622", "\x00\x01\x1b[31m", "/", "/restart", "/greet{\"a\": 1}", "x" * 20_000,
    "\U0001f1ec\U0001f1e7 " * 400, "<script>alert(1)</script>", "'; DROP TABLE events; --", "\ud800", "asdkjh qweiu",
    "null",
])
async def test_whatever_a_person_may_type_is_answered(edge: Edge, message: str) -> None:
    answer = await edge.say(message)
    assert answer["text"].strip()
    assert answer["custom"]["guidance"]["schema"] == "guidance/1"


@pytest.mark.parametrize("metadata", [
    {"role": "wizard"}, {"role": ""}, {"role": None}, {"area": "the moon"}, {"unknown": {"deep": [1]}}, None,
    {"role": "x" * 200}, {"message_id": 7},
])
async def test_metadata_that_nobody_knows_does_not_stop_an_answer(edge: Edge, metadata: object) -> None:
    status, messages = await edge.post({"sender": "a", "message": "hello", "metadata": metadata})
    assert status == 200
    assert edge.engine.asked[0]["metadata"]["role"] == "unknown"
    assert messages[0]["text"]


async def test_one_too_many_gets_the_numbers_and_danger_is_still_escalated(edge: Edge) -> None:
    for _ in range(10):
        await edge.say("hello")
    for text, kind in (("hello", "error"), ("DANGER", "escalation"), ("PERHAPS", "escalation")):
        status, messages = await edge.post({"sender": "someone", "message": text})
        assert status == 429
        assert len(messages) == 1
        assert messages[0]["custom"]["guidance"]["kind"] == kind
        assert holds_every_number(messages[0])
    assert len(edge.engine.asked) == 10
    assert (await edge.say("hello", sender="another"))["text"]
    edge.ticks.at = 61
    assert (await edge.say("hello"))["text"].startswith("You wrote")
    assert edge.judge.contexts[-1].emergency_open, "the danger told over the limit is remembered"


async def test_a_repeat_of_an_answered_message_does_not_count(edge: Edge) -> None:
    for _ in range(20):
        await edge.say("hello", message_id="m1")


async def test_a_message_over_the_limit_may_be_sent_again_later(edge: Edge) -> None:
    for _ in range(10):
        await edge.say("hello")
    status, _ = await edge.post({"sender": "someone", "message": "hi", "metadata": {"message_id": "late"}})
    assert status == 429
    edge.ticks.at = 61
    assert (await edge.say("hi", message_id="late"))["text"] == "You wrote: hi\n\nHow old is the child?"
