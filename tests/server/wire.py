"""The wire between the edge and a stand-in of the engine: it passes everything on, until it is told to misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

CHUNK = 65_536


class Wire:
    """A small proxy on loopback. ``mode`` is how it is now: pass, refuse, hang, close, cut, trickle or garbage."""

    def __init__(self, behind: int) -> None:
        self.mode, self.port = "pass", 0
        self._behind = behind
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()
        for writer in self._open:
            writer.close()

    @asynccontextmanager
    async def misbehaving(self, mode: str) -> AsyncIterator[None]:
        """As ``mode`` says for a while; what was open before is closed on the way in and out."""
        await self.stop()
        self.mode = mode
        if mode != "refuse":
            await self.start()
        try:
            yield
        finally:
            await self.stop()
            self.mode = "pass"
            await self.start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await {"pass": self._pass, "cut": self._pass, "hang": self._hang, "close": self._close,
                       "trickle": self._trickle, "garbage": self._garbage}[self.mode](reader, writer)
        finally:
            self._open.discard(writer)
            writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        cut = self.mode == "cut"
        ways = [asyncio.create_task(_copy(reader, back)), asyncio.create_task(_copy(there, writer, 150 if cut else 0))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        back.close()

    async def _hang(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def _close(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        return

    async def _trickle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n":
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(1)

    async def _garbage(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(CHUNK)
        writer.write(b"\x16\x03\x01 this is no HTTP \r\n\r\n")
        await writer.drain()


async def _copy(source: asyncio.StreamReader, to: asyncio.StreamWriter, most: int = 0) -> None:
    """Pass on what comes; with ``most``, that many bytes of it and no more."""
    while data := await source.read(CHUNK):
        to.write(data[:most] if most else data)
        await to.drain()
        if most:
            return
