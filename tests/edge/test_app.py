"""What every answer has in common, the two health questions, and what happens in the seconds after the start."""

from __future__ import annotations

import threading

import pytest
from edge_stand_ins import Edge, FakeScrubber, soon

from bot.edge.loading import load
from bot.edge.memory import KEPT, Locks, Recent
from bot.edge.parts import Parts, first_parts
from bot.errors import ModelError, SettingsError, StoreError
from bot.settings import Settings


@pytest.mark.parametrize("path", ["/health/live", "/nothing", "/webhooks/rest/webhook"])
async def test_no_answer_may_be_kept_or_framed_or_says_what_it_runs_on(edge: Edge, path: str) -> None:
    async with edge.client.get(path) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Server"] == "safeguard"


async def test_alive_is_said_whatever_is_missing(edge: Edge) -> None:
    edge.parts.scrubber = edge.parts.live = None
    edge.parts.engine.up = False
    async with edge.client.get("/health/live") as response:
        assert response.status == 200


async def ready(edge: Edge) -> tuple[int, list[str]]:
    async with edge.client.get("/health/ready") as response:
        return response.status, (await response.json())["missing"]


@pytest.mark.usefixtures("looked_at_often")
async def test_ready_names_what_is_missing(edge: Edge) -> None:
    assert await ready(edge) == (503, ["encoder"])
    edge.parts.encoder = object()  # type: ignore[assignment]
    assert await ready(edge) == (200, [])
    edge.store.error = StoreError("disk full")
    assert await ready(edge) == (503, ["store"])
    edge.store.error, edge.engine.ready = None, 503
    await soon(lambda: not edge.parts.engine.up)
    assert await ready(edge) == (503, ["engine"])
    edge.parts.scrubber = None
    assert await ready(edge) == (503, ["scrubber", "engine"])


async def opened(edge: Edge) -> int:
    async with edge.client.get("/health/open") as response:
        return response.status


@pytest.mark.usefixtures("looked_at_often")
async def test_people_are_sent_to_an_edge_that_can_tell_them_whom_to_ring_but_not_to_one_that_loads(edge: Edge) -> None:
    assert await opened(edge) == 503, "the encoder is still loading"
    edge.parts.broken.add("encoder")
    assert await opened(edge) == 200, "it will not come, and the edge does what it can without it"
    edge.engine.ready, edge.store.error = 503, StoreError("gone")
    await soon(lambda: not edge.parts.engine.up)
    assert await opened(edge) == 200
    edge.parts.draining = True
    assert await opened(edge) == 503
    assert "closing" in (await ready(edge))[1]
    assert await edge.say("hello"), "it still takes who comes"


async def test_parts_that_fail_to_load_do_not_stop_the_others_and_are_tried_again(edge: Edge) -> None:
    edge.parts.scrubber = None
    stop = threading.Event()
    tried: list[str] = []

    def broken(parts: Parts) -> None:
        tried.append("encoder")
        if len(tried) == 2:
            return
        assert parts.broken == set()
        raise ModelError("missing")

    def fine(parts: Parts) -> None:
        parts.scrubber = FakeScrubber()
        assert parts.broken == {"encoder"}
        stop.wait = lambda timeout=None: False  # type: ignore[method-assign]

    load(edge.parts, stop, {"encoder": broken, "scrubber": fine})
    assert edge.parts.scrubber is not None
    assert tried == ["encoder", "encoder"]
    assert edge.parts.broken == set()


async def test_loading_ends_when_the_edge_ends(edge: Edge) -> None:
    stop = threading.Event()

    def ends(parts: Parts) -> None:
        stop.set()
        raise ModelError("missing")

    load(edge.parts, stop, {"one": ends, "two": ends})
    assert edge.parts.broken == {"one"}


def test_an_area_that_nobody_knows_stops_the_start(edge_settings: Settings) -> None:
    with pytest.raises(SettingsError, match="SAFEGUARD_AREA"):
        first_parts(edge_settings, None)  # type: ignore[arg-type]


@pytest.fixture
def edge_settings() -> Settings:
    return Settings(area="atlantis")


def test_a_lock_is_shared_while_somebody_holds_it_and_gone_after() -> None:
    locks = Locks()
    lock = locks.of("a")
    assert locks.of("a") is lock
    assert locks.of("b") is not lock
    del lock
    assert "a" not in locks._locks


def test_recent_answers_are_forgotten_after_ten_minutes_and_on_request() -> None:
    recent = Recent()
    recent.put("a", "one", 1, at=0.0)
    recent.put("b", "one", 2, at=0.0)
    assert recent.get("a", "one", KEPT) == 1
    assert recent.get("a", "one", KEPT + 1) is None
    recent.forget("b")
    assert recent.get("b", "one", 1.0) is None


def test_an_answer_is_remembered_whole_and_packed() -> None:
    recent, answer = Recent(), {"text": "Ring 999 now. " * 200, "custom": {"guidance": {"signs": [], "agency": None}}}
    recent.put("a", "one", answer, at=0.0)
    assert recent.get("a", "one", 1.0) == answer
    (_, kept), = recent._values.values()
    assert len(kept) < len(answer["text"]) / 10
