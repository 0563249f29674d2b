"""A made-up log for the maintainers' queue: calm conversations, and among them dangers that the bot did not see.

``python bench/review_log.py --conversations 2000`` fills the store of the settings, which must be empty, and prints
where the planted ones stand in the queue; 33,000 conversations are some 100,000 turns.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot import clock, settings, yamlfile
from bot.records import db
from bot.records.log import TurnRecord, columns
from bot.records.review_queue import Filter, ReviewQueue
from bot.records.tables import turn_log
from bot.scrubbed import Scrubbed

WORDS: dict[str, Any] = yamlfile.read(Path(__file__).with_suffix(".yml"))
CHANNELS, ROLES = ("web", "web", "web", "teams", "telegram"), ("parent", "professional", "young_person", "unknown")
ROUTES = {"concern": "childrens_social_care", "answer": "information", "decline": "out_of_scope"}
DAYS = 60
VISITS = {
    "the queue": "/", "page 40": "/?page=40", "page 400": "/?page=400", "looked at": "/?state=reviewed",
    "reason": "/?reason=fallback", "a rare reason": "/?reason=missed_risk", "topic": "/?topic=other",
    "topic, none": "/?topic=fgm", "route": "/?route=information", "status": "/?status=answered",
    "status, none": "/?status=failed_engine", "channel": "/?channel=telegram", "role": "/?role=young_person",
    "confidence": "/?confidence=low", "length": "/?length=many", "from a day": "/?since={day}",
    "to a day": "/?until={day}", "untrained": "/?untrained=yes",
    "all at once": "/?role=young_person&route=information&confidence=low&length=few&since={day}&untrained=yes",
    "dashboard": "/dashboard", "dashboard, a year": "/dashboard?days=365",
}


def seed(url: str, conversations: int, today: date, turns: int = 3, chance: int = 1) -> list[str]:
    """Write so many conversations, one for each planted message among them; returns the planted ones' numbers."""
    draw = random.Random(chance)
    planted = [secrets.token_hex(16) for _ in WORDS["planted"]]
    rows: list[dict[str, Any]] = []
    for at in range(conversations):
        talk = [_turn(_calm(draw), draw) for _ in range(draw.randint(1, 2 * turns - 1))]
        log_id = secrets.token_hex(16)
        if at < len(planted):
            log_id = planted[at]
            talk.insert(draw.randint(0, len(talk)), _turn(WORDS["planted"][at], draw))
        if at % 50 == 49:
            talk += _corrected()
        day = today - timedelta(days=draw.randint(0, DAYS))
        role, channel = draw.choice(ROLES), draw.choice(CHANNELS)
        rows += [
            {"row": secrets.token_hex(16), **columns(TurnRecord(log_id, n, day, channel, role=role, **turn))}
            for n, turn in enumerate(talk, start=1)
        ]
    engine = db.open_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(turn_log), rows)
    engine.dispose()
    return planted


def _calm(draw: random.Random) -> dict[str, Any]:
    one: dict[str, Any] = draw.choices(WORDS["calm"], [one["weight"] for one in WORDS["calm"]])[0]
    return {**one, "text": one["text"].format(**{name: draw.choice(of) for name, of in WORDS["fills"].items()})}


def _turn(one: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """The words that the log has for a message; what the bot was sure of, it was mostly sure of."""
    kind = one["kind"]
    return {
        "text": Scrubbed(one["text"]), "intent": one["intent"], "confidence": round(draw.uniform(0.25, 0.95), 2),
        "kind": kind, "topic": "other", "route": ROUTES.get(kind), "grade": "none", "danger": "low",
        "margin": round(draw.uniform(0.05, 0.8), 2), "took": draw.choice(("under_100ms", "under_100ms", "under_500ms")),
        "near": "ask_referral_how" if kind == "decline" and draw.random() < 0.2 else None,
        "content_version": "made-up",
    }


def _corrected() -> list[dict[str, Any]]:
    """An escalation, and that nobody is in danger."""
    usual = {"confidence": 0.9, "content_version": "made-up", "took": "under_100ms"}
    return [
        {"text": Scrubbed("i am going to kill him if he forgets his kit again"), "intent": "immediate_risk",
         "kind": "escalation", "grade": "immediate", "route": "emergency", "danger": "high", **usual},
        {"text": Scrubbed("no no, nobody is in danger, it was a joke"), "intent": "all_safe_now", "kind": "smalltalk",
         "grade": "none", "signals": ("ended",), **usual},
    ]


def places(url: str, planted: list[str], most: int = 100) -> dict[str, int]:
    """Where each planted conversation stands in the queue, from 1; those further down than ``most`` are left out."""
    queue = ReviewQueue(url)
    order = [item.log_id for item, _ in queue.page(Filter(), 0, most)]
    queue.close()
    return {one: order.index(one) + 1 for one in planted if one in order}


def main() -> int:
    """Seed the store of the settings and score it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=2000, help="0: take the log that is there (2000)")
    parser.add_argument("--pages", type=int, default=0, help="then load the queue page so often, and print the times")
    args = parser.parse_args()
    from bot.records.reading import LogReader
    from bot.records.review_store import ReviewStore
    from bot.review.suspects import Detector
    from bot.review.sweep import Sweep

    url, today = settings.load().database, clock.today()
    reader = LogReader(url)
    if args.conversations:
        if reader.texts():
            print("The store has a log already; name an empty one with SAFEGUARD_DATA_DIR.", file=sys.stderr)
            return 2
        planted = seed(url, args.conversations, today)
        Sweep(reader, ReviewStore(url), Detector.load(), frozenset()).run(today)
        found = sorted(places(url, planted).values())
        print(f"{args.conversations} conversations; planted {len(planted)}; places in the queue: {found}")
    reader.close()
    if args.pages:
        asyncio.run(load(settings.load(), args.pages))
    return 0


async def load(given: settings.Settings, visits: int) -> None:
    """Load the queue page over HTTP, filtered and not, and print the times in milliseconds."""
    from aiohttp.test_utils import TestClient, TestServer

    from bot.review.desk import Desk
    from bot.review.pages import build

    desk = Desk.make(given)
    token = desk.stores.desk.link(desk.now(), "bench", "reader")
    async with TestClient(TestServer(build(desk, loads=False))) as client:
        await client.post("/sign-in", data={"token": token})
        began = time.perf_counter()
        desk.stores.figures.read(desk.now().date())
        print(f"counting the log, once: {1000 * (time.perf_counter() - began):.0f} ms")
        for name, path in VISITS.items():
            path = path.format(day=desk.now().date() - timedelta(days=14))
            times, worked = [], []
            for _ in range(visits):
                began, at_work = time.perf_counter(), time.process_time()
                async with client.get(path) as answer:
                    await answer.read()
                times.append(1000 * (time.perf_counter() - began))
                worked.append(1000 * (time.process_time() - at_work))
                assert answer.status == 200, path
            print(f"{name}: p50 {statistics.median(times):.0f} ms, p95 {sorted(times)[int(0.95 * visits)]:.0f} ms; "
                  f"of the processor p50 {statistics.median(worked):.0f}, p95 {sorted(worked)[int(0.95 * visits)]:.0f}")


if __name__ == "__main__":
    sys.exit(main())
