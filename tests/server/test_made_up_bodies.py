"""Made-up bodies at the real service: no 5xx, no fault, no word of them written. `make soak` sends more."""

from __future__ import annotations

import json
import os
from http.client import HTTPConnection

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.security.front import MARK
from tests.security.made import GOOD, MESSAGE, as_json, bodies
from tests.server.service import NUMBERS, WEBHOOK, Shared

BODIES = int(os.environ.get("SOAK_BODIES", "150"))
pytestmark = [pytest.mark.server, pytest.mark.timeout(400 + BODIES)]
FAULTS = ("Traceback", "request failed", "status=failed_other", "turn failed: ", "connection failed")


def test_no_body_at_all_is_a_fault_of_the_real_service(running: Shared) -> None:
    line, answered = HTTPConnection("127.0.0.1", running.port, timeout=30), [0]
    before = running.output.stat().st_size

    @seed(20261128)
    @settings(max_examples=BODIES, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(bodies(GOOD.map(as_json) | GOOD.map(as_json) | MESSAGE.map(as_json)))
    def any_body(body: bytes) -> None:
        line.request("POST", WEBHOOK, body, {"Content-Type": "application/json"})
        response = line.getresponse()
        said = response.read().decode()
        assert response.status in (200, 400, 413, 415), (response.status, body)
        if response.status == 200:
            answered[0] += 1
            assert json.loads(said)[0]["custom"]["guidance"]["schema"] == "guidance/1"
        else:
            assert all(number in json.loads(said)["error"] for number in NUMBERS)

    try:
        any_body()
    finally:
        line.close()
    printed = running.output.read_bytes()[before:].decode(errors="replace")
    assert [fault for fault in FAULTS if fault in printed] == [], printed[-3000:]
    assert MARK not in printed
    assert answered[0] > BODIES / 10
    assert running.ready()
    print(f"\n{BODIES} made-up bodies at the real service, {answered[0]} of them answered")
