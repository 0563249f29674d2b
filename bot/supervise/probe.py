"""One small HTTP request, to ask a child whether it is well; no library, so that the supervisor stays light."""

from __future__ import annotations

import socket


def status_of(host: str, port: int, path: str, token: str = "", seconds: float = 1.0) -> int | None:
    """The HTTP status of GET ``path``, or None when no answer came within ``seconds``."""
    authorise = f"Authorization: Bearer {token}\r\n" if token else ""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{authorise}Connection: close\r\n\r\n"
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(request.encode("ascii"))
            head = connection.recv(64)
    except OSError:
        return None
    words = head.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else None
