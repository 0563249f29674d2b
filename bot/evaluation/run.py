"""Sends cases to a running service, a fresh conversation each, and gives their marks."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

from bot.evaluation.answer import Answer
from bot.evaluation.cases import Case
from bot.evaluation.judge import JUDGES, Marks

PATH = "/webhooks/rest/webhook"
SECONDS = 30.0

Send = Callable[[dict[str, Any]], list[dict[str, Any]]]


def sender(address: str) -> Send:
    """A function that posts one body to the service and returns its messages."""

    def send(body: dict[str, Any]) -> list[dict[str, Any]]:
        request = Request(  # noqa: S310 - the address is the user's own
            f"{address.rstrip('/')}{PATH}", data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
        )
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            found: list[dict[str, Any]] = json.load(response)
            return found

    return send


def judge(case: Case, send: Send, tell_role: bool = True) -> Marks:
    """The marks of one case; a case without an answer fails and names the kind of error, never the text."""
    conversation = f"evaluation-{secrets.token_hex(8)}"
    metadata = {"role": case.role} if tell_role and case.role != "unknown" else {}
    seconds: list[float] = []

    def ask(text: str) -> Answer:
        begun = time.perf_counter()
        messages = send({"sender": conversation, "message": text, "metadata": metadata})
        seconds.append(time.perf_counter() - begun)
        return Answer(messages)

    try:
        marks = JUDGES[case.set](case, ask)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        marks = {"ok": False, "error": type(error).__name__, "danger": case.row.get("label") == "immediate"}
    return marks | {"seconds": seconds}


def judge_all(cases: Sequence[Case], send: Send, workers: int = 2, tell_role: bool = True) -> list[Marks]:
    """The marks of every case, in order."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda case: judge(case, send, tell_role), cases))
