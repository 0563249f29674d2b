"""What /metrics shows, to whom, and that the number of a turn is in each of its log lines and nowhere else."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from edge_stand_ins import Edge

from bot import trace
from bot.edge.metrics import allowed
from bot.errors import StoreError

MARK = "zebrafinch"


async def shown(edge: Edge) -> str:
    async with edge.client.get("/metrics") as response:
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/plain")
        return await response.text()


async def test_turns_routes_times_faults_and_escalations_are_counted(edge: Edge) -> None:
    for text in ("a worry", "a worry", "DANGER"):
        await edge.say(text)
    edge.store.error = StoreError("disk full")
    await edge.say("a worry")
    lines = (await shown(edge)).splitlines()
    for line in (
        'safeguard_turns_total{status="answered"} 3.0', 'safeguard_turns_total{status="failed_store"} 1.0',
        'safeguard_routes_total{route="emergency"} 1.0', 'safeguard_escalations_total 1.0',
        'safeguard_faults_total{fault="store"} 1.0', 'safeguard_channel_turns_total{channel="rest"} 4.0',
        'safeguard_graded_turns_total{grade="immediate"} 1.0', "safeguard_turn_seconds_count 4.0",
        'safeguard_breaker{behind="engine"} 0.0', 'safeguard_waiting{what="turns"} 0.0',
        'safeguard_part_ready{part="engine"} 1.0',
    ):
        assert line in lines


async def test_nothing_that_a_person_wrote_or_is_called_is_in_it(edge: Edge) -> None:
    await edge.say(f"a worry {MARK}", sender=MARK, message_id=MARK, role=MARK)
    found = await shown(edge)
    assert MARK not in found
    assert [key for key in edge.store.kept if key in found] == []
    assert edge.store.rows[0].log_id not in found


@pytest.mark.parametrize(("remote", "headers", "token", "may"), [
    ("127.0.0.1", {}, "", True), ("::1", {}, "", True), ("10.0.0.7", {}, "", False), ("", {}, "", False),
    ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, "", False), ("127.0.0.1", {"Forwarded": "for=10.0.0.7"}, "", False),
    ("10.0.0.7", {"Authorization": "Bearer right"}, "right", True),
    ("127.0.0.1", {"Authorization": "Bearer wrong"}, "right", False), ("127.0.0.1", {}, "right", False),
])
def test_only_this_machine_or_who_has_the_token_may_look(
    remote: str, headers: dict[str, str], token: str, may: bool
) -> None:
    request = make_mocked_request("GET", "/metrics", headers=headers).clone(remote=remote)
    assert allowed(request, token) is may


async def test_who_may_not_look_is_told_that_there_is_no_such_page(edge: Edge) -> None:
    edge.parts.settings = replace(edge.parts.settings, metrics_token="right")
    async with edge.client.get("/metrics") as response:
        assert response.status == 404
    async with edge.client.get("/metrics", headers={"Authorization": "Bearer right"}) as response:
        assert response.status == 200


async def test_ready_shows_the_faults_and_what_is_left_alone(edge: Edge) -> None:
    edge.store.error = StoreError("disk full")
    for number in range(4):
        await edge.say("a worry", sender=str(number))
    async with edge.client.get("/health/ready") as response:
        body = await response.json()
    assert response.status == 503
    assert body["faults"]["store"] == 4
    assert body["behind"] == {"engine": "closed", "store": "open"}


async def test_every_log_line_of_a_turn_has_its_number_and_the_engine_is_told_it(
    edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "safeguard")
    caplog.handler.addFilter(trace.Traced())

    async def fails(body: dict[str, object]) -> web.Response:
        assert trace.HEADER not in str(body), "it would be stored beside the words"
        return web.Response(status=500)

    edge.engine.behave = fails
    await edge.say("a worry")
    await edge.say("a worry", sender="another")
    numbers = [record.trace for record in caplog.records]  # type: ignore[attr-defined]
    assert len(set(numbers)) == 2
    assert all(len(number) == 16 for number in numbers)
    assert set(edge.engine.traces) == set(numbers)
    for wrong in ("", "x" * 16, "0123456789abcdef\nx", None):
        trace.take(wrong)
        assert trace.current.get() == trace.NONE
    trace.take("0123456789abcdef")
    assert trace.current.get() == "0123456789abcdef"
