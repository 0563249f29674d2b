"""Time and memory of processes of this machine, with the standard library alone."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket
from typing import Any

WEBHOOK = "/webhooks/rest/webhook"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(port: int, text: str, sender: str | None = None, timeout: float = 30) -> list[dict[str, Any]]:
    """Post one message, by default in a fresh conversation."""
    body = json.dumps({"sender": sender or uuid.uuid4().hex, "message": text}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{WEBHOOK}", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=timeout) as response:
        return json.load(response)


def status(port: int, path: str) -> int:
    """The status of a GET, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def seconds_until(true: Callable[[], bool], since: float, most: float = 180) -> float:
    """Seconds from ``since`` (monotonic) until ``true()``; raises TimeoutError after ``most``."""
    while time.monotonic() - since < most:
        try:
            if true():
                return time.monotonic() - since
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError(f"nothing after {most} s")


def latencies(port: int, texts: Sequence[str], warm: int = 10) -> list[float]:
    """Milliseconds of each text, one after another, each in a fresh conversation, after ``warm`` uncounted ones."""
    found = []
    for number, text in enumerate([*texts[:warm], *texts]):
        begun = time.perf_counter()
        say(port, text)
        if number >= warm:
            found.append(1000 * (time.perf_counter() - begun))
    return sorted(found)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far; 0 when it is gone."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def share(ordered: Sequence[float], part: float) -> float:
    """The value below which this part of an ordered list lies."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def command(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def pss_mb(pid: int) -> float:
    """Proportional set size in MB: pages shared with others count in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
