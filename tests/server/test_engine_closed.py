"""The engine's port: on loopback alone, nothing without the token, and none of Rasa's own addresses even with it."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from tests.server.service import Shared

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]
OWN = [("POST", "/turn"), ("GET", "/ready"), ("DELETE", "/conversation/x")]
RASAS = [tuple(row.split()) for row in """
GET /; GET /version; GET /status; PUT /model; DELETE /model; POST /model/train; POST /model/test/stories; GET /domain
POST /model/test/intents; POST /model/predict; POST /model/parse; GET /conversations/x/tracker; POST /webhook
POST /conversations/x/tracker/events; PUT /conversations/x/tracker/events; GET /conversations/x/story
POST /conversations/x/execute; POST /conversations/x/trigger_intent; POST /conversations/x/predict
POST /conversations/x/messages; POST /webhooks/rest/webhook; GET /webhooks/rest/; GET /static/x
""".replace("\n", ";").split(";") if row]


def token_of(service: Shared) -> str:
    """The token of this start, as only the service's own user can read it."""
    environment = Path(f"/proc/{service.edge()}/environ").read_bytes().split(b"\0")
    (token,) = [row.partition(b"=")[2] for row in environment if row.startswith(b"SAFEGUARD_ENGINE_TOKEN=")]
    return token.decode()


def ask(service: Shared, method: str, path: str, authorization: str = "") -> int:
    line = http.client.HTTPConnection("127.0.0.1", service.engine_port, timeout=30)
    try:
        headers = {"Authorization": authorization} if authorization else {}
        line.request(method, path, b"{}" if method in ("POST", "PUT") else None, headers)
        response = line.getresponse()
        response.read()
        return response.status
    finally:
        line.close()


@pytest.mark.parametrize("given", [
    "", "Bearer", "Bearer ", "Bearer wrong", "Basic x", "Bearer \u00e9\u00ff", "bearer TOKEN", "TOKEN", "Bearer TOKENx",
])
def test_nothing_is_done_without_the_token(running: Shared, given: str) -> None:
    authorization = given.replace("TOKEN", token_of(running))
    for method, path in (*OWN, *RASAS):
        assert ask(running, method, path, authorization) == 401, (method, path)


def test_rasas_own_addresses_are_not_there(running: Shared) -> None:
    authorization = f"Bearer {token_of(running)}"
    assert ask(running, "GET", "/ready", authorization) == 200
    for method, path in RASAS:
        assert ask(running, method, path, authorization) in (404, 405), (method, path)


def test_it_listens_on_loopback_alone(running: Shared) -> None:
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    own = f"{running.engine_port:04X}"
    hosts = {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[1].split(":")[1] == own}
    assert hosts == {"0100007F"}
    sixth = Path("/proc/net/tcp6")
    rows = [row.split() for row in sixth.read_text().splitlines()[1:]] if sixth.exists() else []
    assert not [row for row in rows if row[3] == "0A" and row[1].split(":")[1] == own]


def test_the_engine_was_told_no_secret_of_the_channels(running: Shared) -> None:
    environment = Path(f"/proc/{running.engine()}/environ").read_bytes()
    assert b"SAFEGUARD_ENGINE_TOKEN=" in environment
    for name in (b"TELEGRAM_TOKEN", b"TELEGRAM_SECRET", b"TEAMS_APP_PASSWORD"):
        assert b"SAFEGUARD_" + name + b"=" not in environment
