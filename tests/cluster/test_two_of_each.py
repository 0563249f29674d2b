"""Two engines, two edges, PostgreSQL and Redis: no turn is lost, doubled or out of order, whatever is killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest

from tests.cluster.cluster import Cluster, cluster
from tests.cluster.people import Crowd, words

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(3600)]
# What fits in CI; `make soak` has the 200 people and 10,000 turns.
FAILED = 0.02    # of turns at most, answered with the numbers to ring while something was killed
PEOPLE, TURNS = int(os.environ.get("CLUSTER_PEOPLE", "24")), int(os.environ.get("CLUSTER_TURNS", "20"))


def must_be_whole(made: Cluster, crowd: Crowd) -> None:
    """Log and engine have every turn of everybody once, in the order in which it was said.

    A turn that was answered with the numbers to ring, because no engine answered in time, the engine need not know.
    """
    logged, heard = made.logged(), made.heard()
    assert len(logged) == crowd.people
    for person in range(crowd.people):
        said = [words(person, turn) for turn in range(crowd.turns)]
        rows = logged[made.key(f"person {person}")]
        assert [row.position for row in rows] == list(range(1, crowd.turns + 1)), f"person {person}"
        assert [row.text for row in rows] == said, f"person {person}"
        known = [json.loads(row.data)["metadata"]["turn"] for row in heard[made.key(f"person {person}")]]
        assert len(set(known)) == len(known), f"person {person}: a turn stands twice"
        ids = [made.message_key(f"person {person}", f"{person}-{turn}") for turn in range(crowd.turns)]
        assert known == [one for one in ids if one in known], f"person {person}: out of order"
        failed = {one for one, row in zip(ids, rows, strict=True) if row.status == "failed_engine"}
        assert set(ids) - failed <= set(known), f"person {person}: a turn is lost"


async def test_turns_go_on_while_an_engine_and_an_edge_are_killed_and_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with cluster(tmp_path) as made:
        crowd = Crowd(made, PEOPLE, TURNS)
        talking = asyncio.create_task(crowd.talk())
        await crowd.until(0.15)
        made.engines[0].end()
        await crowd.until(0.35)
        made.engines[0].start()
        made.edges[0].end()
        await crowd.until(0.5)
        made.edges[0].start()
        await crowd.until(0.7)
        drained = made.edges[1].end(signal.SIGTERM)
        made.edges[1].start()
        await talking
        await made.wait()
        with capsys.disabled():
            slow = sorted(crowd.slow)
            print(f"\n[cluster] {crowd.done} turns of {PEOPLE} people; sent again: {crowd.again}; answers "
                  f"{dict(crowd.kinds)}; p50 {slow[len(slow) // 2]:.2f} s, p95 {slow[int(0.95 * len(slow))]:.2f} s, "
                  f"longest {slow[-1]:.2f} s; an edge that was asked to end was gone after {drained:.1f} s")
        must_be_whole(made, crowd)
        assert crowd.kinds["error"] <= FAILED * crowd.done, "whoever was left took over"
        assert not (tmp_path / "must not be made").exists(), "by settings and PostgreSQL alone, nothing is written"
