"""Ways to break what an edge under test stands on, each for as long as its block lasts."""

from __future__ import annotations

import asyncio
import resource
import socket
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.edge.app import LAG_SECONDS
from bot.edge.doors import LOOK, SPARED
from tests.edge.edge_stand_ins import FakeEngine, said
from tests.server.lone_edge import LoneEdge
from tests.server.wire import Wire

DISK = "size=16m,mode=0700"  # four times what the journal of the store grows to before it is written back


@dataclass
class Scene:
    """An edge and what it stands on. ``var`` is a small file system of its own where ``mounted``."""

    edge: LoneEdge
    engine: FakeEngine
    wire: Wire
    faults: Path
    var: Path
    mounted: bool

    @property
    def pid(self) -> int:
        assert self.edge.process is not None
        return self.edge.process.pid

    @property
    def database(self) -> Path:
        return self.var / "safeguard.db"


def mount(folder: Path, *options: str) -> bool:
    """Mount a small file system there; False where this user may not."""
    order = ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)]
    return subprocess.run(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], stderr=subprocess.DEVNULL, check=False)


def wire(scene: Scene, mode: str) -> AbstractAsyncContextManager[None]:
    return scene.wire.misbehaving(mode)


@asynccontextmanager
async def says(scene: Scene, what: str) -> AsyncIterator[None]:
    async def behave(body: dict[str, Any]) -> web.Response:
        if what == "slow":
            await asyncio.sleep(3)
        answers = {
            "status": web.Response(status=500, text="oh"), "rubbish": web.Response(text="{oh"),
            "nothing": scene.engine.answer(), "unfit": scene.engine.answer(said("Ring 01223 000111.")),
        }
        return answers.get(what) or scene.engine.answer(scene.engine.message_for(body))

    scene.engine.behave = behave
    try:
        yield
    finally:
        scene.engine.behave = None


@asynccontextmanager
async def store(scene: Scene, what: str) -> AsyncIterator[None]:
    if what == "locked":
        other = sqlite3.connect(scene.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
        return
    for path in scene.var.glob("safeguard.db*"):
        if what == "deleted":
            path.unlink()
        else:
            with path.open("r+b") as file:
                file.write(b"garbage!" * (path.stat().st_size // 8))
    yield


@asynccontextmanager
async def disk(scene: Scene, what: str) -> AsyncIterator[None]:
    if what == "full":
        filler = scene.var / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        try:
            yield
        finally:
            filler.unlink()
    elif what == "read_only":  # the same files on a disk that takes nothing: Linux refuses it where files are open
        kept = {path.name: path.read_bytes() for path in scene.var.iterdir()}
        unmount(scene.var)
        assert mount(scene.var, "-o", DISK)
        for name, content in kept.items():
            (scene.var / name).write_bytes(content)
        subprocess.run(["mount", "-o", "remount,ro", str(scene.var)], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(scene.var)], check=True)
    else:
        unmount(scene.var)
        assert mount(scene.var, "-o", f"ro,{DISK}")  # what is there instead takes nothing
        try:
            yield
        finally:
            unmount(scene.var)
            assert mount(scene.var, "-o", DISK)


@asynccontextmanager
async def part(scene: Scene, name: str, say: str = "") -> AsyncIterator[None]:
    file = scene.faults / name
    file.write_text(say)
    try:
        yield
    finally:
        file.unlink()


@asynccontextmanager
async def clock(scene: Scene, seconds: int) -> AsyncIterator[None]:
    async with part(scene, "clock", f"shift {seconds}"):
        yield
        await asyncio.sleep(2 * LAG_SECONDS)  # a few messages are answered before the edge looks at its clocks again


@asynccontextmanager
async def descriptors(scene: Scene, free: int) -> AsyncIterator[None]:
    """Idle connections take every number that is left."""
    before = resource.prlimit(scene.pid, resource.RLIMIT_NOFILE)
    used = sum(1 for _ in Path(f"/proc/{scene.pid}/fd").iterdir())
    resource.prlimit(scene.pid, resource.RLIMIT_NOFILE, (used + 40 + free, before[1]))
    held = [_connected(scene) for _ in range(120)]
    await asyncio.sleep(3 * LOOK)
    try:
        yield
    finally:
        resource.prlimit(scene.pid, resource.RLIMIT_NOFILE, before)
        for one in held:
            one.close()


@asynccontextmanager
async def slow_clients(scene: Scene, number: int) -> AsyncIterator[None]:
    held = [_connected(scene) for _ in range(number)]

    async def drip() -> None:
        for byte in b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: localhost\r\nX-Slow: yes, very":
            for one in held:
                with suppress(OSError):
                    one.send(bytes([byte]))
            await asyncio.sleep(0.1)

    dripping = asyncio.create_task(drip())
    await asyncio.sleep(3 * LOOK)  # answers are quicker than the next look at the door
    try:
        yield
    finally:
        dripping.cancel()
        for one in held:
            one.close()


@asynccontextmanager
async def idle(scene: Scene, number: int) -> AsyncIterator[None]:
    """Connections that say nothing at all."""
    held = [_connected(scene) for _ in range(number)]
    await asyncio.sleep(SPARED + 0.5)
    try:
        yield
    finally:
        for one in held:
            one.close()


@asynccontextmanager
async def crowd(scene: Scene, number: int) -> AsyncIterator[None]:
    """Others write all the while, so many at a time."""
    async def write(person: int) -> None:
        while True:
            body = {"sender": f"crowd{person}", "message": "a worry"}
            with suppress(OSError, asyncio.TimeoutError):
                async with scene.edge.session.post(f"{scene.edge.url}/webhooks/rest/webhook", json=body) as response:
                    await response.read()
            await asyncio.sleep(1.0)  # they read the answer

    people = [asyncio.create_task(write(person)) for person in range(number)]
    try:
        yield
    finally:
        for one in people:
            one.cancel()
        await asyncio.gather(*people, return_exceptions=True)


def _connected(scene: Scene) -> socket.socket:
    host, port = scene.edge.url.removeprefix("http://").split(":")
    made = socket.socket()
    made.setblocking(False)
    with suppress(BlockingIOError):
        made.connect((host, int(port)))
    return made


INJECTORS: dict[str, Callable[..., AbstractAsyncContextManager[None]]] = {
    "wire": wire, "says": says, "store": store, "disk": disk, "part": part, "clock": clock,
    "descriptors": descriptors, "slow_clients": slow_clients, "idle": idle, "crowd": crowd,
}
NEEDS_MOUNT = ("disk",)
