"""GET /metrics for Prometheus: counts and times, for this machine or whoever has the token, never a text or an id."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from aiohttp import web

from bot.edge.guard import State
from bot.edge.parts import Parts
from bot.edge.tally import Times

if TYPE_CHECKING:  # not before the first look: see below
    from prometheus_client.metrics_core import Metric

PATH = "/metrics"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def routes(app: web.Application, parts: Parts) -> None:
    """Add GET /metrics; whoever may not read it is told that there is no such page."""

    async def metrics(request: web.Request) -> web.Response:
        if not allowed(request, parts.settings.metrics_token):
            raise web.HTTPNotFound
        # In a thread: the library is imported at the first look only, which takes longer than the loop may stand still.
        body = await asyncio.get_running_loop().run_in_executor(None, exposition, parts)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    app.router.add_get(PATH, metrics)


def allowed(request: web.BaseRequest, token: str) -> bool:
    """With a token set, who shows it; else this machine itself, and not through a proxy that stands on it."""
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    try:
        here = ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in FORWARDED)


def exposition(parts: Parts) -> bytes:
    """Everything that is counted, in Prometheus' words."""
    from prometheus_client import CollectorRegistry, generate_latest

    class Collector:
        def collect(self) -> Iterator[Metric]:
            yield from _counters(parts)
            yield from _gauges(parts)
            yield from _times(parts)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collector())  # type: ignore[arg-type]
    return bytes(generate_latest(registry))


def _counters(parts: Parts) -> Iterator[Metric]:
    from prometheus_client.metrics_core import CounterMetricFamily

    tally, engine = parts.tally, getattr(parts.engine, "lost", 0)
    many: dict[str, tuple[str, str, Mapping[str, int]]] = {
        "safeguard_turns": ("Turns by how they ended.", "status", parts.counts),
        "safeguard_channel_turns": ("Turns by channel.", "channel", tally.channels),
        "safeguard_graded_turns": ("Turns by grade of danger.", "grade", tally.grades),
        "safeguard_routes": ("Answers by route.", "route", tally.routes),
        "safeguard_answers": ("Answers by kind.", "kind", tally.kinds),
        "safeguard_faults": ("Faults by what was at fault.", "fault", parts.faults()),
    }
    for name, (told, label, counts) in many.items():
        family = CounterMetricFamily(name, told, labels=[label])
        for word, number in sorted(dict(counts).items()):
            family.add_metric([word], number)
        yield family
    yield CounterMetricFamily("safeguard_escalations", "Answers that say 999 first.", value=tally.kinds["escalation"])
    yield CounterMetricFamily("safeguard_engine_lost", "How often the engine was there and then was not.", value=engine)


def _gauges(parts: Parts) -> Iterator[Metric]:
    from prometheus_client.metrics_core import GaugeMetricFamily

    missing, states = parts.missing(), list(State)
    part = GaugeMetricFamily("safeguard_part_ready", "1 when this part is there.", labels=["part"])
    for name in ("encoder", "scrubber", "store", "engine", "mailbox"):
        part.add_metric([name], name not in missing)
    yield part
    breaker = GaugeMetricFamily("safeguard_breaker", "0 closed, 1 open, 2 trying.", labels=["behind"])
    queue = GaugeMetricFamily("safeguard_waiting", "What waits or is being worked on now.", labels=["what"])
    queue.add_metric(["turns"], parts.turning)
    for name, guard in parts.guards().items():
        breaker.add_metric([name], states.index(guard.state))
        queue.add_metric([f"{name} calls"], guard.running)
    yield from (breaker, queue)
    longest = parts.tally.lag.longest
    yield GaugeMetricFamily("safeguard_loop_lag_longest_seconds", "Longest lag of the event loop.", value=longest)


def _times(parts: Parts) -> Iterator[Metric]:
    from prometheus_client.metrics_core import HistogramMetricFamily

    many: dict[str, tuple[str, Times]] = {
        "safeguard_turn_seconds": ("From a message to its answer.", parts.tally.turns),
        "safeguard_engine_seconds": ("What the engine took, answered or not.", parts.tally.engine),
        "safeguard_loop_lag_seconds": ("How late the event loop was.", parts.tally.lag),
    }
    for name, (told, times) in many.items():
        yield HistogramMetricFamily(name, told, buckets=times.buckets(), sum_value=times.total)
