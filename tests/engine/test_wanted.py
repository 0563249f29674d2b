"""A turn that its edge has given up is not written down late, whatever the event loop has noticed so far."""

from __future__ import annotations

import asyncio
import contextvars
import socket
import time
from collections.abc import Callable

import pytest

from bot.engine.wanted import ask_of, must_be_wanted
from bot.errors import StoreError


async def connection(then: Callable[[socket.socket, asyncio.StreamWriter], None]) -> None:
    """Open a connection, and do ``then`` with the client's end and the server's, without letting the loop look."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    client = socket.socket()

    async def served(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            contextvars.copy_context().run(then, client, writer)
            done.set_result(None)
        except BaseException as error:
            done.set_exception(error)
        writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0)
    client.setblocking(False)
    await asyncio.get_running_loop().sock_connect(client, server.sockets[0].getsockname())
    await done
    client.close()
    server.close()
    await server.wait_closed()


async def test_who_waits_is_answered() -> None:
    def then(_client: socket.socket, writer: asyncio.StreamWriter) -> None:
        ask_of(writer.transport)
        must_be_wanted()

    await connection(then)


async def test_who_has_gone_is_noticed_before_the_loop_hears_of_it() -> None:
    def then(client: socket.socket, writer: asyncio.StreamWriter) -> None:
        ask_of(writer.transport)
        must_be_wanted()
        client.close()
        time.sleep(0.05)  # the loop is busy, as the engine's is in a turn
        with pytest.raises(StoreError, match="nobody"):
            must_be_wanted()

    await connection(then)


async def test_without_a_network_every_turn_is_wanted() -> None:
    ask_of(None)
    must_be_wanted()
