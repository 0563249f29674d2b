"""The service as `safeguard serve` starts it, on free ports and with a data directory that is thrown away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measure import command, free_port, latencies, pss_mb, say, seconds_until, share, status, tree

ROOT = Path(__file__).resolve().parent.parent
DANGER = "he is in her room now and she is screaming for me please help"
CALM = "what does the strategy say about consent"


def train(folder: Path) -> float:
    """Seconds for everything that is learnt, written to ``folder`` so that the models in use stay."""
    begun = time.monotonic()
    code = (
        "import sys; from pathlib import Path; from bot import training\n"
        "training.MODELS = Path(sys.argv[1]); training.STAMP = training.MODELS / training.STAMP.name\n"
        "sys.exit(training.main(print, force=True))"
    )
    whole = [sys.executable, "-W", "ignore", "-c", code, str(folder)]
    done = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"training failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - begun


def first_guidance(port: int, text: str) -> dict[str, object]:
    """The card of the answer to one message in a fresh conversation."""
    cards = [(m.get("custom") or {}).get("guidance") for m in say(port, text)]
    return next(card for card in cards if card)


def measure(texts: Sequence[str], kill: bool = True) -> dict[str, float]:
    """Start, ready, time per message, memory and the return after kill -9; keys as bench.py prints them."""
    found: dict[str, float] = {}
    begun = time.monotonic()
    with running() as (port, pid, _):
        urgent = seconds_until(lambda: first_guidance(port, DANGER)["urgency"] == "immediate", begun)
        found["first emergency answer, s"] = urgent
        found["all ready, s"] = seconds_until(lambda: status(port, "/health/ready") == 200, begun)
        times = latencies(port, texts)
        found |= {"p50, ms": share(times, 0.5), "p95, ms": share(times, 0.95)}
        found |= memory(pid)
        if kill:
            found |= after_a_kill(port, pid)
    return found


@contextmanager
def running(more: dict[str, str] | None = None) -> Iterator[tuple[int, int, Path]]:
    """The service while it runs, perhaps not ready yet: its port, its process and its data directory."""
    port = free_port()
    with tempfile.TemporaryDirectory() as data, Path(data, "out.txt").open("w") as log:
        mine = {"SAFEGUARD_PORT": str(port), "SAFEGUARD_ENGINE_PORT": str(free_port()), "SAFEGUARD_DATA_DIR": data}
        line = [ROOT / ".venv/bin/safeguard", "serve"]
        serve = subprocess.Popen(line, cwd=ROOT, env=os.environ | mine | (more or {}), stdout=log, stderr=log)
        try:
            yield port, serve.pid, Path(data)
        finally:
            serve.send_signal(signal.SIGINT)
            serve.wait(30)


def memory(pid: int) -> dict[str, float]:
    """PSS of all that serves; the spares apart."""
    parts = {one: command(one) for one in tree(pid)}
    spare = [one for one, line in parts.items() if "--spare" in line]
    return {
        "memory (PSS), MB": sum(pss_mb(one) for one in parts if one not in spare),
        "spares (PSS), MB": sum(map(pss_mb, spare)),
    }


def after_a_kill(port: int, pid: int) -> dict[str, float]:
    """Kill the engine with -9 once the spare is there: how soon a safe answer, and how soon a real one."""
    time.sleep(20)  # the spare imports Rasa in the background
    engine = next(one for one in tree(pid) if "bot.engine" in (line := command(one)) and "--spare" not in line)
    os.kill(engine, signal.SIGKILL)
    begun = time.monotonic()
    safe = seconds_until(lambda: "999" in say(port, CALM)[0]["text"], begun)
    return {
        "safe answer after kill -9, s": safe,
        "engine back after kill -9, s": seconds_until(lambda: first_guidance(port, CALM)["kind"] == "answer", begun),
    }
