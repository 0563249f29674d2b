"""People who write to a running bot at the same time, each waiting for the answer before the next message."""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp
from measure import WEBHOOK, share

JSON = {"Content-Type": "application/json"}
LEAST = 20  # bytes; a shorter body may be an empty list
TURNS = 12  # messages of one person, then somebody new comes


@dataclass
class Heard:
    """What came back: milliseconds of each answer, and what was no answer, by its kind."""

    ms: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, other: Heard) -> None:
        """What another piece of the same load brought."""
        self.ms += other.ms
        self.seconds += other.seconds
        for kind, many in other.errors.items():
            self.errors[kind] = self.errors.get(kind, 0) + many

    @property
    def turns(self) -> int:
        """How many."""
        return len(self.ms)

    def figures(self) -> dict[str, float]:
        """Turns, errors, turns a second, p50 and p95 in milliseconds; a turn without an answer is none in a second.

        A stock bot is trained from nothing each time, and now and then answers some messages with silence.
        """
        ms, answered = sorted(self.ms) or [0.0], self.turns - sum(self.errors.values())
        return {"turns": self.turns, "errors": sum(self.errors.values()), "turns/s": answered / self.seconds,
                "p50, ms": share(ms, 0.5), "p95, ms": share(ms, 0.95)}


async def ask(session: aiohttp.ClientSession, port: int, sender: str, text: str, heard: Heard) -> float:
    """Send one message; milliseconds until its answer."""
    began = time.perf_counter()
    body = json.dumps({"sender": sender, "message": text}).encode()
    try:
        async with session.post(f"http://127.0.0.1:{port}{WEBHOOK}", data=body, headers=JSON) as back:
            wrong = _wrong(back.status, await back.read())
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
        wrong = type(error).__name__
    if wrong:
        heard.errors[wrong] = heard.errors.get(wrong, 0) + 1
    took = 1000 * (time.perf_counter() - began)
    heard.ms.append(took)
    return took


def _wrong(status: int, body: bytes) -> str:
    """What is no answer, by its kind; the client shares the processor, so that only what may be one is parsed."""
    if status != 200:
        return f"status {status}"
    if b'"error"' not in body and len(body) > LEAST:
        return ""
    messages = json.loads(body)
    card = messages and ((messages[0].get("custom") or {}).get("guidance") or {})
    return "silence" if not messages else "the fixed answer" if card.get("kind") == "error" else ""


def crowd(port: int, texts: Sequence[str], people: int, seconds: float, think: float) -> Heard:
    """``people`` at once for so many seconds; ``think`` is the mean of the pause before each message, in seconds."""
    return asyncio.run(_crowd(port, texts, people, seconds, think))


async def _crowd(port: int, texts: Sequence[str], people: int, seconds: float, think: float) -> Heard:
    heard, until, chance = Heard(), time.monotonic() + seconds, random.Random(1)
    began, piece = time.monotonic(), uuid.uuid4().hex[:8]  # nobody of an earlier piece goes on with a longer talk

    async def person(number: int) -> None:
        turn = 0
        await asyncio.sleep(chance.uniform(0, think))  # not all in the same moment
        while time.monotonic() < until:
            sender = f"load {piece} {number} {turn // TURNS}"
            await ask(session, port, sender, texts[(number * 7 + turn) % len(texts)], heard)
            turn += 1
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think)

    connector = aiohttp.TCPConnector(limit=0)
    kept, patience = aiohttp.DummyCookieJar(), aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=kept, timeout=patience) as session:
        await asyncio.gather(*(person(number) for number in range(people)))
    heard.seconds = time.monotonic() - began
    return heard


def long_talks(port: int, texts: Sequence[str], talks: int, turns: int, width: int) -> dict[str, float]:
    """p95 in milliseconds around turn 5 and around the last turn of conversations of so many turns, one client."""
    return asyncio.run(_long_talks(port, texts, talks, turns, width))


async def _long_talks(port: int, texts: Sequence[str], talks: int, turns: int, width: int) -> dict[str, float]:
    heard, early, late = Heard(), list[float](), list[float]()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        for talk in range(talks):
            for turn in range(1, turns + width // 2 + 1):
                took = await ask(session, port, f"long {talk}", texts[(talk * 5 + turn) % len(texts)], heard)
                if abs(turn - 5) <= width // 2:
                    early.append(took)
                elif abs(turn - turns) <= width // 2:
                    late.append(took)
    first, last = share(sorted(early), 0.95), share(sorted(late), 0.95)
    return {"turn 5 p95, ms": first, f"turn {turns} p95, ms": last, "ratio": last / first,
            "errors": sum(heard.errors.values())}
