"""Everything that a running service has written or shares: files, output, open and deleted files, shared memory."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.paths import ROOT
from tests.server import processes
from tests.server.items import found_in
from tests.server.service import Service

ELSEWHERE = (ROOT, Path.home() / ".cache", Path.home() / ".config", Path("/dev/shm"), Path("/var/tmp"))
NOT_THE_SERVICES = (".git", ".venv", ".pytest_cache", "tests")  # other people write there
LARGEST = 300_000_000


def everything(service: Service) -> Iterator[tuple[str, bytes]]:
    """Name and content of each place."""
    for path in files(service):
        yield str(path), path.read_bytes()
    for pid in family(service.process.pid):
        yield from _open_files(pid)
        yield from _shared_memory(pid)


def leaks(service: Service) -> list[str]:
    """Every mark that is anywhere; what several processes hold open is looked through once."""
    found, seen = [], set()
    for name, content in everything(service):
        digest = hashlib.blake2b(content).digest()
        if digest not in seen:
            seen.add(digest)
            found += [f"{name}: {mark}: {around!r}" for mark, around in found_in(content).items()]
    return found


def files(service: Service) -> list[Path]:
    """What lies in the service's own folders, and what it could have left in other places since its start."""
    own = [path for folder in (service.data, service.data.with_name("tmp")) for path in folder.rglob("*")]
    there = [str(folder) for folder in ELSEWHERE if folder.is_dir()]
    passed = [word for name in NOT_THE_SERVICES for word in ("-name", name, "-prune", "-o")]
    order = ["find", *there, *passed, "-type", "f", "-newer", str(service.started), "-print0"]
    other = subprocess.run(order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    return [service.output, *filter(_readable, [*own, *(Path(name) for name in other.split("\0") if name)])]


def family(pid: int) -> list[int]:
    """A process and all below it."""
    return [pid, *(below for child in processes.children(pid) for below in family(child))]


def _readable(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size < LARGEST
    except OSError:
        return False


def _open_files(pid: int) -> Iterator[tuple[str, bytes]]:
    """Files that a process has open for writing, also those that have no name any more."""
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            flags = re.search(r"flags:\s*(\d+)", Path(f"/proc/{pid}/fdinfo/{link.name}").read_text())
            if link.is_file() and flags and int(flags[1], 8) & 0o3:
                yield f"{pid} has open {link.readlink()}", link.read_bytes()
        except OSError:
            continue


def _shared_memory(pid: int) -> Iterator[tuple[str, bytes]]:
    """Writable memory that is shared or mapped from a file, as it is now."""
    try:
        rows = [row.split(maxsplit=5) for row in Path(f"/proc/{pid}/maps").read_text().splitlines()]
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for row in rows:
                if len(row) == 6 and row[1].startswith("rw") and row[1].endswith("s") and row[5].startswith("/"):
                    start, end = (int(part, 16) for part in row[0].split("-"))
                    memory.seek(start)
                    yield f"{pid} maps {row[5]}", memory.read(min(end - start, LARGEST))
    except OSError:  # it has ended meanwhile
        return
