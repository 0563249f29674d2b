"""Whatever is broken behind the edge: the numbers within a second, the fault counted, full service back by itself."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from tests.edge.edge_stand_ins import FakeEngine
from tests.server.fault_table import Fault, Went, faults, table
from tests.server.injectors import DISK, INJECTORS, NEEDS_MOUNT, Scene, mount, unmount
from tests.server.lone_edge import lone_edge
from tests.server.service import DANGER, NUMBERS, WEBHOOK, WORRY
from tests.server.wire import Wire

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
FULL = "You wrote"  # how the stand-in of the engine begins an answer
ROUNDS = ((DANGER, WORRY, WORRY), (DANGER, WORRY))
HOOKS = Path(__file__).with_name("faults")


@asynccontextmanager
async def scene_in(folder: Path) -> AsyncIterator[Scene]:
    """A real edge whose engine is a stand-in behind a wire, on a disk of its own where that may be mounted."""
    engine, var, told = FakeEngine(), folder / "var", folder / "told"
    var.mkdir(mode=0o700)
    told.mkdir()
    mounted = mount(var, "-o", DISK)
    path = os.pathsep.join((str(HOOKS), os.environ.get("PYTHONPATH", "")))
    async with TestServer(engine.app()) as behind:
        wire = Wire(behind.port or 0)
        await wire.start()
        more = {"SAFEGUARD_ENGINE_PORT": str(wire.port), "PYTHONPATH": path, "TEST_FAULTS": str(told),
                "SAFEGUARD_TELEGRAM_TOKEN": ""}
        try:
            async with lone_edge(folder, more) as edge:
                yield Scene(edge, engine, wire, told, var, mounted)
        finally:
            await wire.stop()
            if mounted:
                unmount(var)


async def say(scene: Scene, text: str) -> tuple[str, float]:
    """The answer to a message of somebody new, and the seconds it took."""
    began = time.monotonic()
    body = {"sender": secrets.token_hex(8), "message": text, "metadata": {"message_id": secrets.token_hex(8)}}
    async with scene.edge.session.post(f"{scene.edge.url}{WEBHOOK}", json=body) as response:
        answers = await response.json()
    return str(answers[0]["text"]), time.monotonic() - began


async def counted(scene: Scene, name: str) -> int:
    """How often a fault was counted: /health/ready and /metrics must agree."""
    async with scene.edge.session.get(f"{scene.edge.url}/health/ready") as response:
        shown = int((await response.json())["faults"].get(name, 0))
    async with scene.edge.session.get(f"{scene.edge.url}/metrics") as response:
        assert response.status == 200
        lines = (await response.text()).splitlines()
    start = f'safeguard_faults_total{{fault="{name}"}} '
    metered = next((int(float(line.removeprefix(start))) for line in lines if line.startswith(start)), 0)
    assert metered >= shown
    return shown


async def through(scene: Scene, fault: Fault) -> Went:
    """Break, write, mend, and wait for full service."""
    went, before = Went(fault), await counted(scene, fault.counted)
    async with AsyncExitStack() as broken:
        for name, what in fault.how.items():
            await broken.enter_async_context(INJECTORS[name](scene, what))
        for texts in ROUNDS:
            answers = await asyncio.gather(*(say(scene, text) for text in texts), return_exceptions=True)
            for text, answer in zip(texts, answers, strict=True):
                if isinstance(answer, BaseException):
                    went.seconds.append(0.0)
                    went.wrong.append(f"no answer: {answer!r}")
                    continue
                full = FULL in answer[0]
                went.full += full
                went.seconds.append(answer[1])
                if not (full and text == WORRY and fault.serves) and not all(n in answer[0] for n in NUMBERS):
                    went.wrong.append("an answer without the numbers")
    began = time.monotonic()
    while time.monotonic() - began < 40 and not await served(scene):
        await asyncio.sleep(0.1)
    went.recovered = time.monotonic() - began
    went.counted = await counted(scene, fault.counted) - before
    return went


async def served(scene: Scene) -> bool:
    async with scene.edge.session.get(f"{scene.edge.url}/health/ready") as response:
        return response.status == 200 and FULL in (await say(scene, WORRY))[0]


async def test_every_fault_behind_the_edge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with scene_in(tmp_path) as scene:
        rows = faults("edge")
        left_out = [row for row in rows if not scene.mounted and set(row.how) & set(NEEDS_MOUNT)]
        assert await served(scene)
        went = [await through(scene, row) for row in rows if row not in left_out]
        assert scene.edge.process is not None
        assert scene.edge.process.poll() is None, "the edge itself has lived through all of it"
    with capsys.disabled():
        print("\n" + table(went, left_out))
    assert [problem for one in went for problem in one.problems()] == []
