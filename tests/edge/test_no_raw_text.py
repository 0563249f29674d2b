"""A marked word of a person appears in no log line, no repr and no error, whatever goes wrong in the turn."""

from __future__ import annotations

import asyncio
import logging
import sys

import pytest
from aiohttp import web
from edge_stand_ins import Edge, said

from bot.channels import Incoming
from bot.edge.logs import NoTracebacks
from bot.edge.steps.recall import begin
from bot.errors import StoreError

MARK = "zebrafinch"


def failing(edge: Edge, how: str) -> None:
    async def raw_back(body: dict[str, object]) -> web.Response:
        return web.Response(status=500, text=str(body))

    async def unfit(body: dict[str, object]) -> web.Response:
        return edge.engine.answer(said(f"{MARK}: ring 01223 000111"))

    def broken(text: str) -> None:
        raise ValueError(f"cannot read {text}")

    edge.engine.behave = {"engine": raw_back, "unfit": unfit}.get(how)
    if how == "scrub":
        edge.parts.scrubber.scrub = broken  # type: ignore[union-attr,method-assign,assignment]
    if how == "judge":
        edge.judge.error = ValueError(MARK)
    if how == "store":
        edge.store.error = StoreError("disk full")
    if how == "odd store":
        edge.store.error = ValueError(MARK)


@pytest.mark.parametrize("how", ["well", "engine", "unfit", "scrub", "judge", "store", "odd store"])
async def test_no_log_line_holds_what_was_written(edge: Edge, caplog: pytest.LogCaptureFixture, how: str) -> None:
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    failing(edge, how)
    for text in (f"a worry {MARK}", f"DANGER {MARK}", f"/{MARK}\x00", MARK * 300):
        await edge.say(text, sender=MARK, role=MARK, message_id=f"{MARK}{text[:3]}")
    async with edge.client.post("/webhooks/rest/webhook", data=f'{{"sender": "{MARK}", "message": 5}}') as response:
        assert MARK not in await response.text()
    assert MARK not in caplog.text
    assert caplog.text, "something was logged, so there was something to look through"


async def test_no_repr_of_a_turn_holds_what_was_written(edge: Edge) -> None:
    incoming = Incoming(
        text=MARK, endpoint="rest", conversation=MARK, person=MARK, channel="rest", recipient=MARK, message_id=MARK,
        address=MARK,
    )
    turn = begin(edge.parts, incoming)
    turn.message = {"text": MARK}
    assert MARK not in repr([incoming, turn, edge.parts])


def test_a_traceback_is_shown_as_its_kind_only() -> None:
    try:
        raise ValueError(MARK)
    except ValueError:
        record = logging.LogRecord("safeguard", logging.ERROR, "file", 1, "failed", None, sys.exc_info())
    line = NoTracebacks("%(message)s").format(record)
    assert line == "failed\nValueError"
