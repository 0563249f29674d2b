"""The processes of a running service, as Linux shows them."""

from __future__ import annotations

import socket
import time
from pathlib import Path

LISTENING = "0A"        # state in /proc/net/tcp
IMPORTED_KB = 300_000   # a spare that is smaller has not imported Rasa yet


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_port(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def children(pid: int, name: str = "") -> list[int]:
    """The children of a process whose command line holds ``name``."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(word) for word in task.read_text().split()]
    return [one for one in found if name in command(one)]


def command(pid: int) -> str:
    """Its command line, empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether it runs; a dead one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def listener(parent: int, port: int) -> int:
    """Which child of ``parent`` holds the listening socket of this port; 0 when none does."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    wanted = {f"socket:[{row[9]}]" for row in rows if row[3] == LISTENING and int(row[1].split(":")[1], 16) == port}
    return next((pid for pid in children(parent) if wanted & _files(pid)), 0)


def has_loop(pid: int) -> bool:
    """Whether it has a loop of events, as what serves has."""
    return "anon_inode:[eventpoll]" in _files(pid)


def spare_waits(parent: int, engine_port: int) -> bool:
    """Whether a spare has imported everything and does nothing any more."""
    serving = listener(parent, engine_port)
    for pid in children(parent, "--spare"):
        if pid != serving and _memory(pid) > IMPORTED_KB:
            before = _worked(pid)
            time.sleep(1.0)
            return _worked(pid) == before
    return False


def _files(pid: int) -> set[str]:
    found = set()
    for one in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            found.add(str(one.readlink()))
        except OSError:
            continue
    return found


def _memory(pid: int) -> int:
    """Resident memory in kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _worked(pid: int) -> int:
    """Ticks of processor time."""
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(parts[11]) + int(parts[12])


def pss(pid: int) -> float:
    """Proportional set size in MB: pages shared with others count in part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
