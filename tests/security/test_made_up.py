"""Made-up bodies at the whole face: no 5xx, no fault, no word of them in a log. `make soak` sends 100,000."""

from __future__ import annotations

import json
import os
import time
from http.client import HTTPConnection

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.security.front import MARK, Front
from tests.security.made import REST, TEAMS, TELEGRAM, Made, requests

BODIES = int(os.environ.get("SOAK_BODIES", "2000"))
AGAIN = 3  # times that a body is sent once more which was answered late: a busy machine is late once, a bad body always
pytestmark = [pytest.mark.server, pytest.mark.timeout(240 + BODIES // 20)]
# What each address may say to any body at all.
EXPECTED = {REST: {200, 400, 413, 415}, TEAMS: {200, 400, 401, 403, 501}, TELEGRAM: {200, 400}}
ON_THE_PAGE = {200, 204, 303, 400, 410, 415, 422}


class Sender:
    """Sends on one kept connection, as a client would; a connection that was closed is opened again."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=20)
        self.count = self.late = 0

    def send(self, made: Made) -> tuple[int, bytes]:
        self._line.request("POST", made.path, made.body, made.headers)
        response = self._line.getresponse()
        self.count += 1
        return response.status, response.read()

    def close(self) -> None:
        self._line.close()


def test_no_body_at_all_is_a_fault(front: Front) -> None:
    front.wait_for_keys()
    sender, seen = Sender(front.port), {REST: 0, TEAMS: 0, TELEGRAM: 0}

    @seed(20261128)
    @settings(max_examples=BODIES, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(requests(front.far.activity(MARK), front.far.token()))
    def any_body(made: Made) -> None:
        status, body = sender.send(made)
        assert status in EXPECTED.get(made.path, ON_THE_PAGE), (made, body[:200])
        if made.path == REST:
            found = json.loads(body)
            text = found[0]["text"] if status == 200 else found["error"]
            assert text
            assert status == 200 or MARK not in text
        if status == 200:
            seen[made.path] = seen.get(made.path, 0) + 1
        if look():
            assert any(sender.send(made) and not look() for _ in range(AGAIN)), (made, "this body takes long each time")

    def look() -> int:
        """At what was logged since the last look: looking at all of it each time would never end; how much was late."""
        told = front.lines.cut()
        assert told.errors() == []
        assert MARK not in told.text()
        sender.late += len(told.late())
        return len(told.late())

    began = time.monotonic()
    try:
        any_body()
    finally:
        sender.close()
    look()
    assert sender.late <= BODIES / 100, "a body that takes long is a way to stop the service"
    assert sender.count >= BODIES * 0.9
    assert all(seen.values()), f"at every address some were taken: {seen}"
    rate = sender.count / (time.monotonic() - began)
    print(f"\n{sender.count} made-up bodies, {rate:.0f} a second, answered with 200: {seen}")
