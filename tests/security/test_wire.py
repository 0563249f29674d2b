"""Bytes that no client would send: refused with the numbers, or answered; never a fault, an echo or a log line."""

from __future__ import annotations

import json
import socket
import time
from urllib.parse import urlencode

import pytest

from bot.edge import doors
from tests.edge.edge_stand_ins import NUMBERS
from tests.security.front import MARK, Front
from tests.security.wire import ABUSE, ANSWERED, FORM, GOOD, get, post, send


def nothing_is_told(front: Front) -> None:
    assert MARK not in front.lines.text()
    assert front.lines.errors() == []


@pytest.mark.parametrize(("data", "status"), [row[1:] for row in ABUSE], ids=[row[0] for row in ABUSE])
def test_abuse_is_refused_kindly_and_told_to_nobody(front: Front, data: bytes, status: int) -> None:
    began = time.monotonic()
    answer = send(front.port, data)
    assert answer.status == status
    if status >= 400 and status != 422:
        text = json.loads(answer.body)["error"]
        assert all(number in text for number in NUMBERS)
        assert MARK not in text
    assert b"aiohttp" not in answer.head.lower() + answer.body.lower()
    assert b"nosniff" in answer.head
    assert time.monotonic() - began < 5, "refused while it comes in, not when it is over"
    nothing_is_told(front)


@pytest.mark.parametrize("data", [row[1] for row in ANSWERED], ids=[row[0] for row in ANSWERED])
def test_what_is_odd_but_readable_is_answered(front: Front, data: bytes) -> None:
    answer = send(front.port, data)
    assert answer.status == 200
    assert json.loads(answer.body)[0]["text"]
    nothing_is_told(front)


@pytest.mark.thorough
def test_a_head_that_never_ends_is_cut_off_and_holds_nobody_up(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "HEAD_SECONDS", 0.5)  # the clock
    lines = [socket.create_connection(("127.0.0.1", front.port), timeout=10) for _ in range(200)]
    try:
        for line in lines:
            line.sendall(b"POST / HTTP/1.1\r\nX-Slow: ")
        began = time.monotonic()
        assert send(front.port, post(GOOD)).status == 200
        assert time.monotonic() - began < 2
        for line in lines:
            assert line.recv(1) == b""
        assert time.monotonic() - began < 5
    finally:
        for line in lines:
            line.close()


def test_who_comes_on_top_of_all_that_may_be_open_is_told_whom_to_ring(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front.parts, "crowded", lambda: True)
    answer = send(front.port, post(GOOD))
    assert answer.status == 503
    assert all(number in json.loads(answer.body)["error"] for number in NUMBERS)
    page = send(front.port, get(b"/", b"Accept: text/html"))
    assert page.status == 503
    assert all(number.encode() in page.body for number in NUMBERS)
    assert [send(front.port, get(path)).status for path in (b"/health/live", b"/leave")] == [200, 303]
    nothing_is_told(front)


@pytest.mark.thorough
def test_a_body_that_trickles_is_given_up(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.rest.BODY_SECONDS", 0.3)
    monkeypatch.setattr("bot.channels.web.posted.BODY_SECONDS", 0.3)
    for data in (post(b"{", "Content-Length: 40", length=False), post(
        b"message=", "Content-Length: 40", "Content-Type: application/x-www-form-urlencoded", path=b"/chat",
        length=False,
    )):
        answer = send(front.port, data)
        assert answer.status == 408 or b"408" in answer.head.split(b"\r\n")[0]
        assert b"999" in answer.body


@pytest.mark.parametrize("path", [
    b"/static/../../../settings.py", b"/static/..%2f..%2f..%2fsettings.py", b"/static/%2e%2e/%2e%2e/app.py",
    b"/static/..\\..\\settings.py", b"/static/%00", b"/static//etc/passwd", b"/static/page.css%00.js", b"/static/",
    b"/static/fetch.js/..", b"/static/%c0%ae%c0%ae%c0%afsettings.py", b"/../var/secret", b"/chat/../static/../var",
])
def test_no_path_leads_out_of_the_files_of_the_page(front: Front, path: bytes) -> None:
    answer = send(front.port, get(path))
    assert answer.status in (200, 404)
    assert b"from __future__" not in answer.body
    assert b"root:" not in answer.body
    if answer.status == 200:  # an address of the chat that nobody has leads to the first screen
        assert b"text/html" in answer.head


def test_a_line_end_in_an_address_makes_no_header(front: Front) -> None:
    answer = send(front.port, get(b"/chat/x%0d%0aSet-Cookie:%20stolen=1"))
    assert b"stolen" not in answer.head


@pytest.mark.parametrize("key", ["\u00e9" * 44, "x" * 44 + "\r\nSet-Cookie: stolen=1", "a" * 39 + "/", "../" * 14])
def test_only_a_key_of_our_own_shape_comes_back_in_an_address(front: Front, key: str) -> None:
    body = urlencode({"message": "hello", "key": key}).encode()
    status, response, _ = front.ask("POST", "/chat", body, {"Content-Type": FORM})
    assert status == 303
    where = response.headers["Location"]
    assert where.isascii()
    assert key not in where
    assert "stolen" not in str(response.headers)
