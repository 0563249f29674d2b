"""Follows the supervisor to another release: the judge and the encoder of the new models, and the engine on its port.

The edge stays where it is, so that no open line and nothing that the web page holds in memory is lost.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.contacts.directory import Directory
from bot.edge.contracts import Encoding, Engine, Judging
from bot.edge.engine_client import EngineClient
from bot.edge.parts import Parts
from bot.errors import EngineError
from bot.hashes import must_be_ours
from bot.shelf import EDGE, ENGINE, Shelf, unserved

log = logging.getLogger("safeguard.following")
LOOK = 0.4              # seconds between two looks at the supervisor's word
UP_WITHIN = 10.0        # for the new engine to answer; the supervisor has just found it ready
LET_GO_AFTER = 11.0     # the old engine's line, once no turn can be on it any more
Models = tuple[Encoding, Judging, frozenset[str]]


def models_of(home: Path) -> Models:
    """Encoder, judge and public numbers of one home. Raises ModelError or ContentError."""
    from bot.language.encoder import Encoder
    from bot.safety.assess import Judge
    from bot.safety.judgement import Context

    must_be_ours(".npz", home / "models")
    encoder = Encoder.load(home / "models" / "encoder")
    judge = Judge.load(encoder, home / "models")
    judge.assess("hello", Context())
    return encoder, judge, Directory.load(home / "bot" / "data" / "contacts.yml").digits()


def client_of(parts: Parts, port: int) -> Engine:
    """The line to an engine on another port."""
    return EngineClient(f"http://127.0.0.1:{port}", parts.settings.engine_token)


class Following:
    """Looks at the supervisor's word again and again; ``load`` and ``client`` are what a test replaces."""

    def __init__(
        self, parts: Parts, load: Callable[[Path], Models] = models_of,
        client: Callable[[Parts, int], Engine] = client_of, look: float = LOOK, let_go: float = LET_GO_AFTER,
    ) -> None:
        self._parts, self._load, self._client, self._look, self._let_go = parts, load, client, look, let_go
        self._shelf = Shelf(parts.settings.data_dir)
        self._port = parts.settings.engine_port
        self._old: list[Engine] = []

    async def run(self) -> None:
        """Until it is cancelled; what goes wrong leaves the edge on what it has."""
        while True:
            await asyncio.sleep(self._look)
            word = self._shelf.read(ENGINE)
            if word.get("port") in (None, self._port) or self._parts.encoder is None:
                continue
            try:
                await self.move(Path(str(word["home"])), int(word["port"]))
            except Exception as error:  # whatever it is: people are answered with the models that are there
                log.error("release not followed: %s", type(error).__name__)
                await asyncio.sleep(self._look * 5)

    async def move(self, home: Path, port: int) -> None:
        """Load what is new, then change over between two turns. Raises when something of it is not there."""
        parts = self._parts
        encoder, judge, digits = await asyncio.get_running_loop().run_in_executor(None, self._load, home)
        engine = self._client(parts, port)
        await engine.start()
        until = time.monotonic() + UP_WITHIN
        while not engine.up:
            if time.monotonic() > until:
                await engine.close()
                raise EngineError("not up")
            await asyncio.sleep(0.05)
        old = parts.engine
        parts.encoder, parts.judge, parts.engine, parts.digits = encoder, judge, engine, digits
        self._port = port
        self._shelf.tell(EDGE, port=port)
        log.info("release followed port=%d", port)
        self._old.append(old)
        asyncio.get_running_loop().call_later(self._let_go, lambda: asyncio.ensure_future(self.close_old()))

    async def close_old(self) -> None:
        """Close the lines to engines that are not asked any more."""
        while self._old:
            await self._old.pop().close()


def face(parts: Parts, app: web.Application) -> None:
    """Follow for as long as the application runs; nothing where no release is put into service."""

    async def run(app: web.Application) -> AsyncIterator[None]:
        following = Following(parts)
        task = asyncio.create_task(following.run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await following.close_old()

    if not unserved(parts.settings):
        app.cleanup_ctx.append(run)


def follow(parts: Parts) -> Callable[[web.Application], None]:
    """The face to hang up."""
    return partial(face, parts)
