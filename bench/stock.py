"""A stock Rasa bot: `rasa init` with its own pipeline, trained and served as its documentation says."""

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

from measure import free_port, latencies, pss_mb, say, seconds_until, share, tree

QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


def measure(texts: Sequence[str]) -> dict[str, float]:
    """The same figures as the service's, where a stock bot has them."""
    with running() as (port, pid, trained, ready):
        times = latencies(port, texts)
        used = sum(pss_mb(one) for one in tree(pid))
    return {
        "train, s": trained, "first emergency answer, s": ready, "all ready, s": ready,
        "p50, ms": share(times, 0.5), "p95, ms": share(times, 0.95), "memory (PSS), MB": used,
    }


@contextmanager
def running() -> Iterator[tuple[int, int, float, float]]:
    """The bot while it runs: its port, its process, the seconds to make and train it, and those until it answers."""
    rasa = [sys.executable, "-W", "ignore", "-m", "rasa"]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        line = [*rasa, "init", "--no-prompt", "--init-dir", folder]
        made = subprocess.run(line, env=os.environ | QUIET, capture_output=True, text=True, check=False)
        trained = time.monotonic() - begun
        if made.returncode or not list(Path(folder, "models").glob("*.tar.gz")):
            raise SystemExit(f"rasa init failed:\n{made.stdout[-2000:]}{made.stderr[-2000:]}")
        port, begun = free_port(), time.monotonic()
        with Path(folder, "out.txt").open("w") as log:
            line = [*rasa, "run", "--port", str(port), "--interface", "127.0.0.1"]
            run = subprocess.Popen(line, cwd=folder, env=os.environ | QUIET, stdout=log, stderr=log)
            try:
                yield port, run.pid, trained, seconds_until(lambda: bool(say(port, "hello")), begun)
            finally:
                run.send_signal(signal.SIGINT)
                run.wait(30)
