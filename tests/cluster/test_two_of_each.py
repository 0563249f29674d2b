"""Two engines, two edges, PostgreSQL and Redis: no turn is lost, doubled or out of order, whatever is killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.cluster import Cluster, cluster
from tests.cluster.people import Crowd, words

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(3600)]
# What fits in CI; `make soak` has the 200 people and 10,000 turns.
FAILED = 0.05    # of turns at most, answered with the numbers to ring while something was killed
PEOPLE, TURNS = int(os.environ.get("CLUSTER_PEOPLE", "12")), int(os.environ.get("CLUSTER_TURNS", "40"))


def must_be_whole(made: Cluster, crowd: Crowd) -> None:
    """Log and engine have every turn of everybody once, in the order in which it was said.

    Only a turn that was answered with the numbers to ring, because something did not answer in time, may be missing.
    """
    logged, heard = made.logged(), made.heard()
    for person in range(crowd.people):
        name = f"person {person}"
        turns = [turn for turn in range(crowd.turns) if (person, turn) not in crowd.fixed]
        rows, known = logged.get(made.key(name), []), [heard_of(row) for row in heard.get(made.key(name), [])]
        assert [row.position for row in rows] == list(range(1, len(rows) + 1)), name
        whole = [words(person, turn) for turn in range(crowd.turns)]
        if len(turns) == crowd.turns:
            assert [row.text for row in rows] == whole, name
        assert within([row.text for row in rows if row.text], whole), f"{name}: doubled or out of order in the log"
        assert within([words(person, turn) for turn in turns], [row.text for row in rows]), f"{name}: lost in the log"
        ids = [made.message_key(name, f"{person}-{turn}") for turn in range(crowd.turns)]
        assert within(known, ids), f"{name}: doubled or out of order in the engine"
        assert {ids[turn] for turn in turns} <= set(known), f"{name}: lost in the engine"


def told(crowd: Crowd, drained: float) -> None:
    slow = sorted(crowd.slow)
    p50, p95, longest = slow[len(slow) // 2], slow[int(0.95 * len(slow))], slow[-1]
    print(f"\n[cluster] {crowd.done} turns of {PEOPLE} people; sent again: {crowd.again}; the numbers to ring instead "
          f"of an answer: {len(crowd.fixed)}; p50 {p50:.2f} s, p95 {p95:.2f} s, longest {longest:.2f} s; an edge that "
          f"was asked to end was gone after {drained:.1f} s")


def heard_of(row: Any) -> str:
    """The number of the turn of one message in the engine's table."""
    return str(json.loads(row.data)["metadata"]["turn"])


def within(some: list[str], whole: list[str]) -> bool:
    """Whether ``some`` are of ``whole``, each once, in its order."""
    rest = iter(whole)
    return all(one in rest for one in some)


async def test_turns_go_on_while_an_engine_and_an_edge_are_killed_and_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with cluster(tmp_path) as made:
        crowd = Crowd(made, PEOPLE, TURNS)
        talking = asyncio.create_task(crowd.talk())
        await crowd.until(0.15)
        made.engines[0].kill()
        await crowd.until(0.35)
        made.engines[0].start()
        made.edges[0].kill()
        made.edges[0].start()
        await crowd.until(0.6)
        await made.opens(made.edges[0])
        drained = made.edges[1].end(signal.SIGTERM)
        made.edges[1].start()
        await talking
        await made.wait()
        with capsys.disabled():
            told(crowd, drained)
        must_be_whole(made, crowd)
        assert len(crowd.fixed) <= FAILED * crowd.done, "whoever was left took over"
        made_here = {path.name for path in (tmp_path / "must not be made").glob("*")}
        assert made_here <= {"content"}, "settings and PostgreSQL hold everything but what was shown when"
