"""The listening socket, held here so that nothing is refused while the edge restarts."""

from __future__ import annotations

import errno
import socket

BACKLOG = 1024  # as many as the edge takes: whoever comes while it restarts is held
LAST_PORT = 65_535


class CannotListen(Exception):
    """The address cannot be used; the message says why in plain words."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises CannotListen."""
    if not 0 <= port <= LAST_PORT:  # the resolver would take it modulo 65,536 and listen somewhere else
        raise CannotListen(f"There is no port {port}: ports are numbers up to {LAST_PORT}.")
    listening: socket.socket | None = None
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        if listening is not None:
            listening.close()
        raise CannotListen(_why(host, port, error)) from None
    return listening


def must_be_free(port: int) -> None:
    """Raise CannotListen when something else is on the engine's port: it would be sent what people write."""
    try:
        listen("127.0.0.1", port).close()
    except CannotListen as error:
        raise CannotListen(f"The engine needs its own port. {error} SAFEGUARD_ENGINE_PORT chooses another.") from None


def _why(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Port {port} is taken by another program (perhaps this service is running already)."
    if number == errno.EACCES:
        return f"Port {port} needs rights that this user does not have. Choose one above 1023."
    return f"Cannot listen on {host}, port {port}."
